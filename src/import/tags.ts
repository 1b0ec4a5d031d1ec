import { Draft } from './draft';
import { LIMITS } from './limits';
import { ACK_TAG_KEYS } from '../contract/rules/tags';

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
