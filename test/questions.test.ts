import { readFileSync } from 'node:fs';
import { linksOf, withoutFences } from './links';

interface Question {
  readonly question: string;
  /** The page that has the answer. */
  readonly page: string;
  /** The sentence that answers. */
  readonly answer: string;
}

/** What people ask who do not know the project; the last five are asked in issues of ACK, kro, KubeVela and cdk8s. */
const QUESTIONS: readonly Question[] = [
  { question: 'How do I import a table that exists?', page: 'docs/bring-your-tables.md', answer: 'The command recognizes a source by its content and prints a declaration.' },
  { question: 'What will a change do, before it is merged?', page: 'docs/review-a-change.md', answer: '`plan` shows what follows in AWS' },
  { question: 'How does my pod get credentials?', page: 'docs/access.md', answer: 'and the AWS SDK finds its credentials by itself.' },
  { question: 'How does my pod get the name of the table?', page: 'docs/connect-an-application.md', answer: 'In the code, read `TABLE_NAME`.' },
  { question: 'How do I get an alarm on throttling?', page: 'docs/alarms-and-dashboards.md', answer: 'Alarms on throttling exist for the table and for each global secondary index.' },
  { question: 'Which versions work?', page: 'README.md', answer: '| program | minimum | tested |' },
  { question: 'Does it work on EKS with managed kro?', page: 'docs/on-amazon-eks.md', answer: '**Bind the ClusterRole of the library to kro.**' },
  { question: 'How do I upgrade the platform resources?', page: 'docs/upgrading.md', answer: 'Check before you apply, against what was synthesized last or against the cluster.' },
  { question: 'How do I know that a new kro, ACK or KubeVela works?', page: 'CONTRIBUTING.md', answer: 'Each Monday a workflow runs the suite on the newest releases and opens an issue if it fails.' },
  { question: 'I deleted an Application by mistake. What now?', page: 'docs/restore.md', answer: 'apply the same manifest with `adoption: ADOPT`.' },
  { question: 'Is there auto scaling?', page: 'docs/limits.md', answer: 'There is no auto scaling.' },
  { question: 'How do I restore from a backup or a point in time?', page: 'docs/restore.md', answer: 'ACK cannot restore; AWS can, into a new table.' },
  { question: 'Can the tables be in another AWS account?', page: 'docs/two-aws-accounts.md', answer: 'In the account of the team, make a role that the controller may assume.' },
  { question: 'How do I roll back?', page: 'docs/upgrading.md', answer: 'Apply the old version again at once.' },
  { question: 'What does it cost in API calls?', page: 'docs/limits.md', answer: 'a table that nobody changes causes no changing call and no write to the API server.' },
  { question: 'How do I contribute?', page: 'CONTRIBUTING.md', answer: 'This page takes you from a clone to a merged change.' },
  { question: 'Who can do what?', page: 'docs/access.md', answer: 'whoever may `edit` (or `admin`) a namespace may have tables in it, and whoever may `view` it sees them.' },
  { question: 'How do I use it with Argo CD or Flux?', page: 'docs/gitops.md', answer: 'From an empty repository to a healthy table, with Argo CD or with Flux.' },
  { question: 'What does this message mean?', page: 'docs/troubleshooting.md', answer: 'Search this page for the message, or for the code in brackets.' },
  { question: 'How do I report a vulnerability?', page: 'SECURITY.md', answer: 'Please do not open a public issue.' },
  // aws-controllers-k8s/community#82 and #1004: is the table deleted with its object?
  { question: 'Is the table in AWS deleted with its object?', page: 'README.md', answer: 'Without it, deleting an Application deletes its table and the data.' },
  // kubernetes-sigs/kro#186 and #428: breaking changes of a ResourceGraphDefinition.
  { question: 'kro says "breaking changes detected". What happens to my tables?', page: 'docs/upgrading.md', answer: 'But at an instance\'s next change it works with the resources of the version that it rejected.' },
  // kubevela/kubevela#6639: health is not checked after the first deployment.
  { question: 'Why does vela status lag behind?', page: 'docs/conformance.md', answer: 'KubeVela looks at an Application every five minutes unless it is installed with another `application-re-sync-period`' },
  // cdk8s-team/cdk8s#2057 and #935: a validation plugin that works.
  { question: 'How do I validate what cdk8s synth writes?', page: 'docs/validation.md', answer: 'The same for all that `cdk8s synth` writes, whichever construct or included file it came from.' },
  // aws-controllers-k8s/community#2033: an autoscaler and ACK change the capacity against each other.
  { question: 'Why does ACK set the capacity back?', page: 'docs/limits.md', answer: 'ACK sets provisioned capacity back to what is declared' },
];

/** How many clicks each page is away from the README. */
const CLICKS = new Map<string, number>([['README.md', 0]]);
for (const [page, clicks] of CLICKS) {
  if (clicks < 2) {
    linksOf(page).map(({ file }) => file).filter((file) => file.endsWith('.md') && file !== 'API.md' && !CLICKS.has(file)).forEach((file) => CLICKS.set(file, clicks + 1));
  }
}

const text = (page: string): string => withoutFences(readFileSync(page, 'utf8')).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');

test.each(QUESTIONS)('$question', ({ page, answer }) => {
  expect(CLICKS.get(page)).toBeLessThanOrEqual(2);
  expect(text(page)).toContain(answer);
});

test('there are twenty questions, and five from issues', () => {
  expect(new Set(QUESTIONS.map(({ question }) => question)).size).toBe(25);
  expect(CLICKS.get('docs/nothing.md')).toBeUndefined();
});
