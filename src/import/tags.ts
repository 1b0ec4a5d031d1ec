import { Draft } from './draft';
import { LIMITS } from './limits';
import { DECLARE_TAG, Part } from './part';
import { objectsOf } from '../contract/json';
import { ACK_TAG_KEYS } from '../contract/rules/tags';

/** Tags as the API has them. One that cannot be told is left out, and AWS has no two of one key. */
export function tagsOf(part: Part): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of part.parts('tags')) {
    const [key, value] = [tag.text('key'), tag.text('value')];
    const doubt = (text: string): void => tag.report({ what: `tag ${key ?? ''}`.trimEnd(), effect: 'unknown', text: `${text} ${DECLARE_TAG}` });
    const missing = ['key', 'value'].find((name) => !tag.has(name));
    if (missing !== undefined) {
      doubt(`It has no ${missing}, so it is left out.`);
    } else if (key !== undefined && value !== undefined) {
      if ((tags.get(key) ?? value) !== value) {
        doubt('It is there twice, and the last value is declared.');
      }
      tags.set(key, value);
    }
  }
  return tags;
}

/** Declares a tag that the source has by itself. One of a replica is told by the region in its ARN. */
export function addTag(draft: Draft, part: Part): void {
  const [arn, key, value] = [part.name('resourceArn'), part.text('key') ?? '', part.text('value') ?? ''];
  const region = arn?.split(':')[3];
  if (region !== undefined && draft.spec.region !== undefined && region !== draft.spec.region) {
    part.report({ ...LIMITS.replicaSettings, what: `tag ${key} of replica ${region}` });
  } else {
    declareTags(draft, declaredTags(draft).set(key, value), part.path);
  }
}

/** The tags that are declared already. */
export function declaredTags({ spec }: Draft): Map<string, string> {
  return new Map(objectsOf(spec.tags).map(({ key, value }) => [String(key), String(value)] as const));
}

/** Declares tags, sorted. Those that AWS or ACK owns are left out, and reported. */
export function declareTags(draft: Draft, tags: ReadonlyMap<string, string>, path: string): void {
  const own: Array<{ readonly key: string; readonly value: string }> = [];
  for (const [key, value] of tags) {
    if (/^aws:/i.test(key) || ACK_TAG_KEYS.includes(key) || /^services\.k8s\.aws\//.test(key)) {
      draft.findings.push({ ...LIMITS.ownTags, what: `tag ${key}`, path });
    } else {
      own.push({ key, value });
    }
  }
  if (own.length > 0) {
    draft.spec.tags = own.sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
