import { Json, isObject } from '../contract/json';

const FROM_AWS = 'Import the table from AWS: --region REGION --table NAME';
const SHOWN = 'Import the output of terraform show -json';
const LACKS = 'which lacks the values of variables and modules';

type Rows<Test> = ReadonlyArray<readonly [is: Test, what: string, instead: string]>;

/** What people have at hand: what it is, and what to import instead. The first that fits. */
const OBJECTS: Rows<(value: Json) => boolean> = [
  [({ resource }) => typeof resource === 'object', `configuration of Terraform, ${LACKS}`, SHOWN],
  [(value) => '@level' in value, 'the log of terraform plan -json', SHOWN],
  [({ modules, serial }) => Array.isArray(modules) && serial !== undefined, 'a state of Terraform before 0.12', SHOWN],
  [(value) => 'encrypted_data' in value, 'an encrypted state of OpenTofu', 'Import the output of tofu show -json'],
  [(value) => 'format_version' in value, 'empty output of terraform show -json', 'Run it after terraform init'],
  [({ deployment }) => isObject(deployment), 'a stack of Pulumi', FROM_AWS],
  [(value) => 'ScannedCount' in value || isObject(value.Item), 'items of a table, which say nothing of its settings', 'Import the output of aws dynamodb describe-table'],
  [(value) => 'DataModel' in value, 'a data model of NoSQL Workbench', FROM_AWS],
  [(value) => 'configurationItems' in value || 'ResourceDescription' in value || Array.isArray(value.Resources), 'what another service of AWS tells of resources', FROM_AWS],
  [(value) => 'StackResourceSummaries' in value, 'the output of list-stack-resources, which does not name its stack', 'Import that of aws cloudformation describe-stack-resources --stack-name STACK'],
  [({ kind }) => kind === 'ResourceGraphDefinition' || kind === 'Composition', 'a template of tables', 'Import the tables: kubectl get -o yaml prints them'],
];

/** The same of texts: neither JSON nor YAML has such lines. */
const TEXTS: Rows<RegExp> = [
  // A block begins a line; the last is what terraform show prints for people.
  [/^(?:(?:resource|data)(?: +"[^"]*"){2}|(?:provider|module|variable|output) +"[^"]*"|terraform|locals) *\{|^Terraform (?:will perform|used the selected)/m, `configuration of Terraform (HCL), ${LACKS}`, SHOWN],
  [/^(?:import|export|const|from|package|using) +[\w*{'"]|^module\.exports/m, 'a program', 'Import what it makes: cdk.out of cdk synth, or the output of serverless print'],
  [/^\s*(?:An error occurred|aws: error|Unable to locate credentials|Could not connect|usage: aws)/, 'an error of the AWS CLI', 'Run the call again'],
  [/^(?:TABLE\t|-+\n\|)/, 'output of the AWS CLI for people', 'Run the call with --output json'],
];

/** What an object is that is no source, and what to do instead; undefined for anything else. */
export function nearMiss(value: Json): string | undefined {
  return textOf(OBJECTS.find(([is]) => is(value)));
}

export function nearMissOfText(text: string): string | undefined {
  return textOf(TEXTS.find(([is]) => is.test(text)));
}

function textOf(row: Rows<unknown>[number] | undefined): string | undefined {
  return row && `${row[1]}. ${row[2]}`;
}
