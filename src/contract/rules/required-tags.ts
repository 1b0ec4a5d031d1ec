import { Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';

/** The rule of a platform that every table names its team, its cost centre, or whatever the keys are. */
export function requiredTags(keys: readonly string[]): Rule {
  return {
    code: 'RequiredTags',
    statement: `A table has the tags that its platform requires: ${keys.join(', ')}.`,
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-5',
    check: ({ tags = [] }) => keys.filter((key) => !tags.some((tag) => tag.key === key)).map((key) => {
      const near = tags.find((tag) => typeof tag.key === 'string' && plain(tag.key) === plain(key))?.key;
      return { property: 'tags', problem: `lack ${key}, which the platform requires`, fix: near === undefined ? 'Add this tag.' : `Rename the tag ${near} to ${key}.` };
    }),
    cel: cel`${keys}.filter(k, !variables.tags.exists(t, t.key == k)).map(k, "tags: the platform requires the tag " + k)`,
    cue: cue`for k in ${keys} if !list.Contains([for t in _tags {t.key}], k) {"tags: the platform requires the tag \\(k)"},`,
  };
}

/** As people mistake the names of tags. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[-_:. ]|s$/g, '');
}
