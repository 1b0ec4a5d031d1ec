import { Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';

/** The rule of a platform that every table names its team, its cost centre, or whatever the keys are. */
export function requiredTags(keys: readonly string[]): Rule {
  return {
    code: 'RequiredTags',
    statement: `A table has the tags that its platform requires: ${keys.join(', ')}.`,
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-5',
    check: ({ tags = [] }) => keys.filter((key) => !tags.some((tag) => tag.key === key)).map((key) => ({
      property: 'tags', problem: `lack ${key}, which the platform requires`, fix: 'Add this tag.',
    })),
    cel: cel`${keys}.filter(k, !variables.tags.exists(t, t.key == k)).map(k, "tags: the platform requires the tag " + k)`,
    cue: cue`for k in ${keys} if !list.Contains([for t in _tags {t.key}], k) {"tags: the platform requires the tag \\(k)"},`,
  };
}
