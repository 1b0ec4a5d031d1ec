import { readFileSync } from 'node:fs';
import { linksOf, withoutFences } from './links';

interface Question {
  readonly question: string;
  /** The page that has the answer. */
  readonly page: string;
  /** The links that a reader follows to it, by a part of their texts: the first is in the README. */
  readonly clicks: readonly string[];
  /** The sentence that answers. */
  readonly answer: string;
  /** The heading that it stands under, which has words of the question. */
  readonly under?: string;
}

/** What people ask who do not know the project; the last five are asked in issues of ACK, kro, KubeVela and cdk8s. */
const QUESTIONS: readonly Question[] = [
  { question: 'How do I import a table that exists?', page: 'docs/bring-your-tables.md', clicks: ['import a table that exists'], answer: 'The command recognizes a source by its content and prints a declaration.' },
  { question: 'What will a change do, before it is merged?', page: 'docs/review-a-change.md', clicks: ['see what a change does before it is merged'], answer: '`plan` shows what follows in AWS' },
  { question: 'How does my pod get credentials?', page: 'docs/connect-an-application.md', clicks: ['give pods credentials and the table name'], answer: 'The AWS SDK reads `AWS_REGION` and finds its credentials by itself.' },
  { question: 'How does my pod get the name of the table?', page: 'docs/connect-an-application.md', clicks: ['give pods credentials and the table name'], answer: 'In the code, read `TABLE_NAME`.' },
  { question: 'How do I get an alarm on throttling?', page: 'docs/alarms-and-dashboards.md', clicks: ['alarms and dashboards'], answer: 'Alarms on throttling exist for the table and for each global secondary index.' },
  { question: 'Which versions work?', page: 'README.md', clicks: [], answer: '| program | minimum | tested |' },
  { question: 'Does it work on EKS with managed kro?', page: 'docs/on-amazon-eks.md', clicks: ['Amazon EKS'], answer: '**Bind the ClusterRole of the library to kro.**' },
  { question: 'How do I upgrade the platform resources?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'Check before you apply, against what was synthesized last or against the cluster.' },
  { question: 'How do I upgrade kro, ACK and KubeVela?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'Apply the CRDs of the new releases, because Helm does not upgrade CRDs' },
  { question: 'How do I know that a new kro, ACK or KubeVela works?', page: 'CONTRIBUTING.md', clicks: ['contribute'], answer: 'Each Monday a workflow runs the suite on the newest releases and opens an issue if it fails.' },
  { question: 'I deleted an Application by mistake. What now?', page: 'docs/restore.md', clicks: ['a deleted Application'], answer: 'apply the same manifest with `adoption: AdoptionPolicy.ADOPT` (YAML: `adoptionPolicy: adopt`).' },
  { question: 'Is there auto scaling?', page: 'docs/limits.md', clicks: ['auto scaling'], answer: 'There is no auto scaling.' },
  { question: 'How do I restore from a backup or a point in time?', page: 'docs/restore.md', clicks: ['restore a table'], answer: 'ACK cannot restore; AWS can, into a new table.' },
  { question: 'Can the tables be in another AWS account?', page: 'docs/two-aws-accounts.md', clicks: ['two AWS accounts'], answer: 'In the account of the team, make the role that the controller assumes.' },
  { question: 'What goes where with several clusters?', page: 'docs/tutorials/platform-engineer.md', clicks: ['several clusters'], answer: 'kro and ACK run where the tables are declared in the end.' },
  { question: 'How do I install it without the Internet?', page: 'docs/tutorials/platform-engineer.md', clicks: ['platform engineers'], answer: 'The library and its commands use no network, but for `import` from live AWS and `kubectl`.' },
  { question: 'May ACK be in another namespace?', page: 'docs/tutorials/platform-engineer.md', clicks: ['platform engineers'], answer: 'The library and its platform resources do not name it,' },
  { question: 'How do I develop without AWS?', page: 'docs/tutorials/platform-engineer.md', clicks: ['platform engineers'], answer: 'For development, a stand-in for AWS answers ACK.' },
  { question: 'How do I test my chart offline?', page: 'docs/validation.md', clicks: ['validate YAML'], answer: 'It needs neither a cluster nor AWS' },
  { question: 'May tables be in the Helm chart of a team?', page: 'docs/addon.md', clicks: ['add-on, Helm chart, Kustomize'], answer: 'A `DynamoDBTable` or an Application is a template as any other.' },
  { question: 'Why does my table stay pending?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'A change is not done. The message of AWS or ACK tells why' },
  { question: 'How do I get alarms if I write YAML only?', page: 'docs/alarms-and-dashboards.md', clicks: ['alarms and dashboards'], answer: 'If you write YAML only, copy the `MetricAlarm`s' },
  { question: 'How do I roll back a change of a table?', page: 'docs/day-two.md', clicks: ['roll back'], answer: 'apply the old declaration again, by hand or by reverting the commit.' },
  { question: 'How do I roll back the platform?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'To roll back, apply the old version again.' },
  { question: 'What does it cost in API calls?', page: 'docs/what-it-costs.md', clicks: ['costs'], answer: 'A table that nobody changes causes no call to AWS and no write to the API server, until ACK reads it again after ten hours.' },
  { question: 'How do I contribute?', page: 'CONTRIBUTING.md', clicks: ['contribute'], answer: 'This page takes you from a clone to a merged change.' },
  { question: 'Who can do what?', page: 'docs/access.md', clicks: ['who can do what'], answer: 'people who may `edit` (or `admin`) a namespace may have tables in it, and people who may `view` it see them.' },
  { question: 'How do I use it with Argo CD or Flux?', page: 'docs/gitops.md', clicks: ['Argo CD and Flux'], answer: 'From an empty repository to a healthy table, with Argo CD or with Flux.' },
  { question: 'What does this message mean?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'Search this page for the message, or for the code in brackets.' },
  { question: 'How do I rename a table, or change its keys?', page: 'docs/day-two.md', clicks: ['rename, other keys'], answer: 'DynamoDB cannot rename a table, nor change its keys or region.' },
  { question: 'Can I use it without KubeVela?', page: 'docs/tables.md', clicks: ['Without KubeVela'], answer: 'Let the platform emit only the parts that kro and Kubernetes need' },
  { question: 'How do I get away from it again?', page: 'docs/day-two.md', clicks: ['uninstall'], answer: 'Tables outlive this library.' },
  { question: 'What if kro changes its alpha API?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'A kro that changes the API of its graphs needs other platform resources, and no other tables.' },
  { question: 'Two clusters declare one table. What happens?', page: 'docs/limits.md', clicks: ['limits'], answer: 'Two clusters that adopt the same table do not see each other' },
  { question: 'May one edit remove an index and add another?', page: 'docs/limits.md', clicks: ['limits'], answer: 'So one edit may remove one index and add two others.' },
  { question: 'How do I report a vulnerability?', page: 'SECURITY.md', clicks: ['security'], answer: 'Please do not open a public issue.' },
  // aws-controllers-k8s/community#82 and #1004: is the table deleted with its object?
  { question: 'Is the table in AWS deleted with its object?', page: 'README.md', clicks: [], answer: 'Without the preset, deleting an Application deletes its table and the data' },
  // kubernetes-sigs/kro#186 and #428: breaking changes of a ResourceGraphDefinition.
  { question: 'kro says "breaking changes detected". What happens to my tables?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'But at an instance\'s next change it works with the resources of the version that it rejected.' },
  // kubevela/kubevela#6639: health is not checked after the first deployment.
  { question: 'Why does vela status lag behind?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'KubeVela reconciles an Application every five minutes, unless it is installed with another `application-re-sync-period`.' },
  // cdk8s-team/cdk8s#2057 and #935: a validation plugin that works.
  { question: 'How do I validate what cdk8s synth writes?', page: 'docs/validation.md', clicks: ['validate YAML'], answer: 'The same for all that `cdk8s synth` writes, whichever construct or included file it came from.' },
  // aws-controllers-k8s/community#2033: an autoscaler and ACK change the capacity against each other.
  { question: 'Why does ACK set the capacity back?', page: 'docs/limits.md', clicks: ['auto scaling'], answer: 'ACK sets provisioned capacity back to the declared value' },
  // kubernetes-sigs/kro#483 and #727: an instance that is not deleted.
  { question: 'My table stays in DELETING. Why?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'AWS rejects its deletion, or has not finished it.' },
  // kubernetes-sigs/kro#1218: the graph is deleted while there are instances.
  { question: 'How do I remove the platform?', page: 'docs/day-two.md', clicks: ['uninstall'], answer: 'If the ResourceGraphDefinition is deleted before the tables, the tables stay in the cluster and in AWS, and their deletion waits.' },
  // aws-controllers-k8s/community#1519: a table is CREATING while it gets an index.
  { question: 'Why is my table not ready after I added an index?', page: 'docs/how-it-works.md', clicks: ['how it works'], answer: 'AWS is making an index, which takes minutes.' },
  // aws-controllers-k8s/community#2408: Contributor Insights of tables.
  { question: 'Can I turn on Contributor Insights?', page: 'docs/tables.md', clicks: ['tables, feature by feature'], answer: 'CloudWatch shows which keys are used most.' },
  { question: 'How do I rotate a KMS key?', page: 'docs/tables.md', clicks: ['rotate a KMS key'], answer: 'turn on automatic rotation in AWS KMS, and change nothing here: the ARN stays the same.' },
  { question: 'Is it production ready, and who maintains it?', page: 'docs/limits.md', clicks: ['production ready?'], answer: 'but **never AWS itself**' },
  { question: 'What happens to my tables when kro is down?', page: 'docs/limits.md', clicks: ['kro is down'], answer: 'The tables in AWS go on serving.' },
  { question: 'How do I uninstall all of it?', page: 'docs/day-two.md', clicks: ['uninstall'], answer: 'Delete the CRDs that remain.' },
  { question: 'How do I keep teams apart?', page: 'docs/access.md', clicks: ['several teams'], answer: 'an author may declare any table name, and adopt any table that the controller\'s role reaches.' },
  { question: 'Can I use it beside Terraform?', page: 'docs/tables.md', clicks: ['beside Terraform, read-only'], answer: 'if each table has **one** manager.' },
  { question: 'What does a replica need, and cost?', page: 'docs/day-two.md', clicks: ['replicas'], answer: 'AWS bills storage and replicated writes in each region' },
  { question: 'How do I remove the trial table?', page: 'docs/day-two.md', clicks: ['remove it in two steps'], answer: 'Set `deletionProtection: false` and `removalPolicy: RemovalPolicy.DELETE` in one edit, and apply it.' },
  { question: 'How do I give ACK credentials on kind?', page: 'docs/access.md', clicks: ['its credentials to ACK as a Secret'], answer: 'On kind, or any other cluster, the controller can read the credentials of an IAM user from a Secret.' },
  { question: 'How do I use it from Python or Go?', page: 'docs/tutorials/python-and-go.md', clicks: ['Python and Go'], answer: 'For developers who write cdk8s programs in Python or Go.' },
  // What a stranger asked of README and guides, and found in part or not at all.
  { question: 'Can I use DynamoDB global tables?', page: 'docs/tables.md', clicks: ['global tables'], answer: 'A table with replicas in other regions is what AWS calls a **global table**.' },
  { question: 'Do the production defaults fit a global table?', page: 'docs/tables.md', clicks: ['global tables'], answer: '**`Presets.production()` does not fit a global table**, because it encrypts with the AWS managed key.' },
  { question: 'How do I send changes of items to AWS Lambda?', page: 'docs/streams-to-lambda.md', clicks: ['streams to Lambda'], answer: 'Take the tool that manages the function.' },
  { question: 'What does my stream reader do when the view type changes?', page: 'docs/streams-to-lambda.md', clicks: ['streams to Lambda'], answer: 'Make a mapping of the new ARN with `TRIM_HORIZON`.' },
  { question: 'How do I delete personal data for good?', page: 'docs/day-two.md', clicks: ['delete data for good (GDPR)'], answer: 'Then AWS makes no system backup, and the backups are deleted with the object.' },
  { question: 'What stays in AWS after a table is deleted?', page: 'docs/day-two.md', clicks: ['delete data for good (GDPR)'], answer: 'system backup `NAME$DeletedTableBackup`' },
  { question: 'Can I try the whole chain on kind, without AWS?', page: 'docs/without-aws.md', clicks: ['without AWS, on kind'], answer: 'Start the stand-in, in the clone:' },
  { question: 'How do I get a table for the tests of my service?', page: 'docs/without-aws.md', clicks: ['without AWS, on kind'], answer: 'The table is made from its declaration, so that the test has the same keys and indexes.' },
  { question: 'How do I unit-test my chart?', page: 'docs/validation.md', clicks: ['unit and snapshot tests'], answer: 'Keep the tables in functions, so that program and test use the same ones.' },
  { question: 'cdk8s synth asks the registry. How do I turn that off?', page: 'docs/tutorials/platform-engineer.md', clicks: ['no Internet'], answer: 'cdk8s-cli asks the npm registry whether there is a newer cdk8s-cli.' },
  { question: 'Which values of the charts name my own registry?', page: 'docs/tutorials/platform-engineer.md', clicks: ['no Internet'], answer: '| chart | images | values for a registry of yours |' },
  { question: 'How do I upgrade the library itself?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'Synthesize with the old version what is in the cluster now' },
  { question: 'In which order do I upgrade all of it?', page: 'docs/upgrading.md', clicks: ['upgrade the platform, kro, ACK, KubeVela'], answer: 'Going back is the other way round: tables, platform resources, controllers.' },
  { question: 'How do I move a table from Terraform?', page: 'docs/bring-your-tables.md', clicks: ['from Terraform'], answer: '**See that nothing is destroyed**, before anybody applies.' },
  { question: 'How do I get back to Terraform?', page: 'docs/bring-your-tables.md', clicks: ['from Terraform'], answer: '**The way back**: let go here, and import in Terraform again.' },
  { question: 'How does a pod get credentials off EKS?', page: 'docs/connect-an-application.md', clicks: ['off EKS too'], answer: 'A pod can then have the access key of an IAM user, in a Secret.' },
  { question: 'How does another team read my table?', page: 'docs/access.md', clicks: ['let another team read'], answer: 'Pods of the team `reports`, in another namespace of the same account, shall read it.' },
  { question: 'How does a team that writes only YAML read the table of another?', page: 'docs/access.md', clicks: ['let another team read'], answer: 'Apply what step 1 prints, with your names.' },
  { question: 'How do I change the keys of a table, with its data?', page: 'docs/day-two.md', clicks: ['rename, other keys'], answer: 'Declare the new table beside the old one, and copy the items with a program of yours.' },
  { question: 'How do I switch over without a pause?', page: 'docs/day-two.md', clicks: ['rename, other keys'], answer: 'it repeats all changes since the stream began, deletions too, so that the new table catches up.' },
  { question: 'How do I create the capabilities of managed kro and ACK?', page: 'docs/on-amazon-eks.md', clicks: ['managed kro (EKS Capabilities)'], answer: 'The last one prints `ACTIVE` after some minutes.' },
  { question: 'What is kroVersion for?', page: 'docs/on-amazon-eks.md', clicks: ['managed kro (EKS Capabilities)'], answer: 'or a later one, the API has a short name' },
  { question: 'IRSA or EKS Pod Identity?', page: 'docs/on-amazon-eks.md', clicks: ['Amazon EKS'], answer: '**Take EKS Pod Identity, unless one of these holds.**' },
  { question: 'How do I forbid regions or provisioned capacity?', page: 'docs/policies.md', clicks: ['policies: forbid regions, capacity, deletion'], answer: 'Change the lists, leave out what you do not need' },
  { question: 'What does an author see whom a policy rejects?', page: 'docs/policies.md', clicks: ['policies: forbid regions, capacity, deletion'], answer: '**The author of an Application** can apply it, because the policy is about the table and not about the Application.' },
  { question: 'How do I see the costs of each team?', page: 'docs/what-it-costs.md', clicks: ['by team'], answer: 'AWS groups costs by tags, once a tag is turned on as a *cost allocation tag*.' },
  { question: 'What does one table cost?', page: 'docs/what-it-costs.md', clicks: ['costs'], answer: '**An example**, for a table in `us-east-1` with 10 GB' },
  { question: 'How does it do with a thousand tables?', page: 'docs/what-it-costs.md', clicks: ['costs'], answer: 'The cost of a table does not depend on the number of other tables' },
  { question: 'Which rights do developers need?', page: 'docs/access.md', clicks: ['rights of developers'], answer: 'A team gets its rights with one RoleBinding:' },
  { question: 'Who maintains it?', page: 'docs/limits.md', clicks: ['production ready?'], answer: 'No company stands behind it, no person is named in the packages' },
  { question: 'How do I run several clusters by Argo CD or Flux, without KubeVela?', page: 'docs/tutorials/platform-engineer.md', clicks: ['several clusters'], answer: 'Each cluster has kro, ACK and the platform resources, and tables of its own.' },
  { question: 'My cluster is lost. What about the tables?', page: 'docs/tutorials/platform-engineer.md', clicks: ['several clusters'], answer: 'To manage them from another cluster, or to move there before you shut this one down:' },
  { question: 'Which versions of cdk8s, Python and Go does it need?', page: 'README.md', clicks: [], answer: 'The oldest versions that work are cdk8s 2.70, constructs 10.5, Python 3.10 and Go 1.25.' },
  { question: 'What is ACK?', page: 'README.md', clicks: [], answer: 'The DynamoDB controller of ACK, *AWS Controllers for Kubernetes*, makes the table in AWS.' },
  { question: 'Does cdk8s synth find every mistake?', page: 'docs/limits.md', clicks: ['limits'], answer: 'so a member of an enum that does not exist, such as `RemovalPolicy.KEEP`, is `undefined`' },
  // What another stranger asked, most of it from issues of ACK, kro, KubeVela, cdk8s and others, and found in part or not at all.
  { question: 'Is there a Java or .NET package?', page: 'docs/limits.md', clicks: ['languages, Windows'], answer: 'There is none for Java or .NET (C#).' },
  { question: 'Does it work in a project with "type": "module"?', page: 'docs/limits.md', clicks: ['languages, Windows'], answer: 'imports the package by the same names' },
  { question: 'Do the commands work on Windows?', page: 'docs/limits.md', clicks: ['languages, Windows'], answer: 'Use WSL or Git Bash.' },
  { question: 'Does my editor complete the YAML?', page: 'docs/validation.md', clicks: ['in an editor'], answer: 'take the schema from the cluster, once for each version of the platform:' },
  { question: 'Somebody deletes the namespace. Is the table deleted in AWS?', page: 'docs/day-two.md', clicks: ['a deleted namespace'], answer: '**Deleting a namespace deletes the tables in it.**' },
  { question: 'ACK is gone, and a table is not deleted. What now?', page: 'docs/day-two.md', clicks: ['a deleted namespace'], answer: 'Each Table of ACK waits for its finalizer' },
  { question: 'AWS refuses my edit for good, and ACK tries again for ever. What do I see?', page: 'docs/gitops.md', clicks: ['Argo CD and Flux'], answer: '**ACK does not give up on every call that AWS rejects for good.**' },
  { question: 'How do I have ACK read my tables now?', page: 'docs/day-two.md', clicks: ['drift, tags'], answer: '**To have all tables read now**, restart ACK.' },
  { question: 'How do I change the ten hours?', page: 'docs/day-two.md', clicks: ['drift, tags'], answer: 'set `reconcile.defaultResyncPeriod` in the values of ACK\'s chart' },
  { question: 'Does Argo CD prune what KubeVela made?', page: 'docs/gitops.md', clicks: ['Argo CD and Flux'], answer: '**KubeVela copies the labels and annotations of an Application to the `DynamoDBTable`**' },
  { question: 'What does "resourcetracker exists but controlled by another application" mean?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'A ResourceTracker of a deleted Application with the same name is left' },
  { question: 'Does the hub need the CRD of DynamoDBTable?', page: 'docs/tutorials/platform-engineer.md', clicks: ['several clusters'], answer: 'The hub needs neither kro nor the CRD of `DynamoDBTable`.' },
  { question: 'Items are past their time to live and still come back. Why?', page: 'docs/tables.md', clicks: ['tables, feature by feature'], answer: '**Until then, reads still return them**' },
  { question: 'Which tags does ACK set, and how do I turn them off?', page: 'docs/limits.md', clicks: ['limits'], answer: 'An empty list sets none' },
  { question: 'How many tables may I have?', page: 'docs/limits.md', clicks: ['limits'], answer: 'AWS allows 2,500 tables in an account and region' },
  { question: 'I have only Python. How do I validate?', page: 'docs/tutorials/python-and-go.md', clicks: ['Python and Go'], answer: 'are in the npm package only.' },
  { question: 'How do I move a table to another cluster?', page: 'docs/tutorials/platform-engineer.md', clicks: ['a lost or restored cluster'], answer: 'In a planned move, scale the controllers of kro and ACK in the old cluster down to 0.' },
  { question: 'I removed a property, and the feature stays on. Why?', page: 'docs/day-two.md', clicks: ['change, turn off'], answer: '**A property with a default of the platform falls back to that default when you remove it.**' },
  { question: 'Where are the Prometheus alerts?', page: 'docs/alarms-and-dashboards.md', clicks: ['Prometheus alerts'], answer: 'kube-state-metrics, Prometheus and, for the dashboard, Grafana.' },
  { question: 'Does the pipeline of GitOps check the types?', page: 'docs/gitops.md', clicks: ['Argo CD and Flux'], answer: '`npm run synth` runs `tsc --noEmit` first' },
  // A third stranger, from issues of ACK, kro, KubeVela, Argo CD, Velero and cdk8s: what the pages had in part, or not at all.
  { question: 'Somebody deleted the table in the AWS console. What happens?', page: 'docs/restore.md', clicks: ['a table deleted in the AWS console'], answer: '**makes it again, empty**', under: 'Somebody deleted the table in the AWS console' },
  { question: 'Somebody deleted the table in the AWS console. What do I do first?', page: 'docs/restore.md', clicks: ['a table deleted in the AWS console'], answer: '**Do not edit the declaration, and do not restart ACK**', under: 'Somebody deleted the table in the AWS console' },
  { question: 'Somebody deleted the table in the AWS console. Does adopt help?', page: 'docs/restore.md', clicks: ['a table deleted in the AWS console'], answer: 'Declaring `adoption: AdoptionPolicy.ADOPT` now does not help', under: 'Somebody deleted the table in the AWS console' },
  { question: 'How do I know the version of managed kro?', page: 'docs/on-amazon-eks.md', clicks: ['managed kro (EKS Capabilities)'], answer: '**Which version of kro it is**, AWS tells for each capability' },
  { question: 'Managed kro is older than the minimum. What now?', page: 'docs/on-amazon-eks.md', clicks: ['managed kro (EKS Capabilities)'], answer: 'Then install kro yourself' },
  { question: 'Which authentication mode does the EKS cluster need?', page: 'docs/on-amazon-eks.md', clicks: ['managed kro (EKS Capabilities)'], answer: '`API_AND_CONFIG_MAP`', under: 'With EKS Capabilities' },
  { question: 'kro with rbac.mode aggregation says "cannot list resource". What is missing?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'You need no ClusterRole of your own for tables.', under: 'kro in aggregation mode: cannot list resource' },
  { question: 'A tagger sets tags on my tables. Are they kept?', page: 'docs/day-two.md', clicks: ['drift, tags'], answer: '**ACK removes a tag that is not declared, each time it reads the table.**', under: 'Tags that somebody else sets' },
  { question: 'May I restore a namespace or a cluster with Velero?', page: 'docs/tutorials/platform-engineer.md', clicks: ['a lost or restored cluster'], answer: 'Restore the declarations, and not what kro and ACK made of them.', under: 'Restore a namespace or a cluster from a backup (Velero)' },
  { question: 'Is there a read-only mode, to observe a table?', page: 'docs/tables.md', clicks: ['beside Terraform, read-only'], answer: 'There is no read-only mode', under: 'Read-only: observe a table of somebody else' },
  { question: 'An Application declares a DynamoDBTable that exists. Is it taken over, and deleted?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'KubeVela does not take over a `DynamoDBTable` that it did not make.', under: 'An Application declares a table that exists already' },
  { question: 'Argo CD shows OutOfSync without end. Do I need ignoreDifferences?', page: 'docs/gitops.md', clicks: ['Argo CD and Flux'], answer: 'Nothing of this library needs `ignoreDifferences`.', under: 'Argo CD shows OutOfSync without end' },
  { question: 'Do snapshot tests change with each release?', page: 'docs/validation.md', clicks: ['unit and snapshot tests'], answer: 'Do not snapshot the platform resources.', under: 'Snapshot tests' },
  { question: 'Which deletion policy wins, the one of the table or of the controller?', page: 'docs/day-two.md', clicks: ['delete'], answer: 'The first of these that is set decides:', under: 'Which deletion policy wins' },
  { question: 'May I use Kustomize overlays for environments?', page: 'docs/addon.md', clicks: ['add-on, Helm chart, Kustomize'], answer: 'An overlay may patch a `DynamoDBTable` as any other object.', under: 'Kustomize overlays' },
  { question: 'How do I pause one table in an incident?', page: 'docs/day-two.md', clicks: ['pause one table'], answer: 'Pause kro first, and then ACK:', under: 'Pause one table' },
  { question: 'The graph was deleted, and instances hang on kro.run/finalizer. What now?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: '`kro.run/finalizer`' },
  { question: 'The Application stays runningWorkflow. Why?', page: 'docs/troubleshooting.md', clicks: ['a message, a stuck table'], answer: 'KubeVela waits without a limit, and goes on by itself.' },
  { question: 'What is my table called in Kubernetes, and may I rename it?', page: 'docs/tables.md', clicks: ['tables, feature by feature'], answer: '**Another name is another object, and so another table.**', under: 'Names of objects' },
  { question: 'Are versions newer than the tested ones meant to work?', page: 'README.md', clicks: [], answer: 'A newer version than the tested ones should work', under: 'Versions' },
];

const plain = (markdown: string): string => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');

/** What a page says; with a heading, what it says between that and the next heading. */
function text(page: string, under?: string): string {
  const all = withoutFences(readFileSync(page, 'utf8'));
  return plain(under === undefined ? all : all.split(/^#+ /m).find((section) => section.startsWith(`${under}\n`)) ?? '');
}

/** What keeps a reader of the README from the answer: a link that is not there, or leads elsewhere, or a page without the sentence. */
function obstacles({ clicks, page, answer, under }: Question): string[] {
  let at = 'README.md';
  for (const click of clicks) {
    const targets = new Set(linksOf(at).filter((link) => link.text === click).map(({ file }) => file));
    if (targets.size !== 1) {
      return [`${at} has ${targets.size} targets of links "${click}"`];
    }
    [at] = targets;
  }
  return [
    ...(clicks.length > 2 ? [`${clicks.length} clicks`] : []),
    ...(at === page ? [] : [`the links lead to ${at}, not to ${page}`]),
    ...(text(page, under).includes(answer) ? [] : [`${page} does not say${under === undefined ? '' : ` under "${under}"`}: ${answer}`]),
  ];
}

test.each(QUESTIONS)('$question', (question) => {
  expect(obstacles(question)).toEqual([]);
});

test('there are twenty questions and five from issues, each once', () => {
  expect(new Set(QUESTIONS.map(({ question }) => question)).size).toBe(QUESTIONS.length);
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(25);
});

test('an answer that is not there, a link that is not there and one that leads elsewhere are found', () => {
  const question: Question = { question: '?', page: 'docs/limits.md', clicks: ['limits'], answer: 'There is no auto scaling.' };
  expect(obstacles(question)).toEqual([]);
  expect(obstacles({ ...question, answer: 'There is auto scaling.' })).toEqual(['docs/limits.md does not say: There is auto scaling.']);
  expect(obstacles({ ...question, under: 'Auto scaling' })).toEqual([]);
  expect(obstacles({ ...question, under: 'Costs' })).toEqual(['docs/limits.md does not say under "Costs": There is no auto scaling.']);
  expect(obstacles({ ...question, clicks: ['limit'] })).toEqual(['README.md has 0 targets of links "limit"']);
  expect(obstacles({ ...question, clicks: ['a message, a stuck table'] })).toEqual(['the links lead to docs/troubleshooting.md, not to docs/limits.md']);
  expect(obstacles({ ...question, clicks: ['a message, a stuck table', 'Limits', 'Restore'], page: 'docs/restore.md', answer: 'ACK cannot restore' })).toEqual(['3 clicks']);
});
