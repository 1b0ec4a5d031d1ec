import { API, duplicates, Finding, GUIDE, Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';

/** What keys and values of tags consist of. */
const TAG_TEXT = '^[\\p{L}\\p{N}\\p{Zs}+\\-=._:/@]*$';
const OF_AWS = '^[aA][wW][sS]:';
/** The tags that the ACK controller sets by itself, unless it is told otherwise; each also takes a place of the 50. */
export const ACK_TAG_KEYS = ['services.k8s.aws/controller-version', 'services.k8s.aws/namespace', 'app.kubernetes.io/managed-by', 'kro.run/kro-version'];
const ROOM_BESIDE_ACK = 50 - ACK_TAG_KEYS.length;

const tagText = new RegExp(TAG_TEXT, 'u');
const ofAws = new RegExp(OF_AWS);

/** Rules on tags. */
export const TAG_RULES: readonly Rule[] = [
  {
    code: 'Tags',
    statement: 'Tag keys are unique, consist of letters, digits, space and + - = . _ : / @, and begin neither with aws: nor are tags of the ACK controller.',
    source: `${GUIDE}Tagging.html`,
    check: ({ tags = [] }) => [
      ...duplicates(tags.map((tag) => tag.key), (i) => `tags[${i}].key`, 'is given twice', 'Give each key once.'),
      ...tags.flatMap(wrongTag),
    ],
    cel: cel`variables.tags.filter(t, !variables.tags.exists_one(o, o.key == t.key)).map(t, "tags: the key " + t.key + " is given twice")
+ variables.tags.filter(t, !t.key.matches(${TAG_TEXT}) || !t.value.matches(${TAG_TEXT})).map(t, "tags: " + t.key + " = " + t.value + " has a character that a tag cannot have")
+ variables.tags.filter(t, t.key.matches(${OF_AWS}) || t.key in ${ACK_TAG_KEYS}).map(t, "tags: the key " + t.key + " is kept by AWS or the ACK controller")`,
    cue: cue`if !list.UniqueItems([for t in _tags {t.key}]) {"tags: a key is given twice"},
for t in _tags if t.key !~ ${TAG_TEXT} || t.value !~ ${TAG_TEXT} {"tags: \\(t.key) = \\(t.value) has a character that a tag cannot have"},
for t in _tags if t.key =~ ${OF_AWS} || list.Contains(${ACK_TAG_KEYS}, t.key) {"tags: the key \\(t.key) is kept by AWS or the ACK controller"},`,
  },
  {
    code: 'TagQuota',
    severity: 'warning',
    statement: `A table has at most ${ROOM_BESIDE_ACK} tags of its own beside the ${ACK_TAG_KEYS.length} that the ACK controller sets, unless that is configured otherwise.`,
    source: `${API}API_TagResource.html`,
    check: ({ tags = [] }): Finding[] => tags.length <= ROOM_BESIDE_ACK ? [] : [{
      property: 'tags',
      problem: `are ${tags.length}, and the ACK controller adds up to ${ACK_TAG_KEYS.length}`,
      fix: `Give at most ${ROOM_BESIDE_ACK}, or have the controller's own tags turned off.`,
    }],
  },
];

const WRONG_TEXT = { problem: 'has a character that a tag cannot have', fix: 'Use letters, digits, space and + - = . _ : / @.' };

function wrongTag({ key = '', value = '' }: { readonly key?: string; readonly value?: string }, i: number): Finding[] {
  const findings: Finding[] = [];
  if (!tagText.test(key)) {
    findings.push({ property: `tags[${i}].key`, value: key, ...WRONG_TEXT });
  }
  if (!tagText.test(value)) {
    findings.push({ property: `tags[${i}].value`, value, ...WRONG_TEXT });
  }
  if (ofAws.test(key)) {
    findings.push({ property: `tags[${i}].key`, value: key, problem: 'begins with aws:, which AWS keeps for itself', fix: 'Use another key.' });
  }
  if (ACK_TAG_KEYS.includes(key)) {
    findings.push({ property: `tags[${i}].key`, value: key, problem: 'is a tag that the ACK controller sets', fix: 'Use another key.' });
  }
  return findings;
}
