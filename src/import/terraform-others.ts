import { Finding } from './finding';
import { Resource } from './terraform-resources';
import { isObject, objectOf } from '../contract/json';

/** What to import instead of a resource that is not read. */
const INSTEAD = {
  table: 'This version does not read tables of this type. Import the table from AWS with --region REGION --table NAME.',
  stack: 'It is a stack of CloudFormation, which may hold tables that the state does not have. Import its template.',
  object: 'It is an object of Kubernetes. Import it as kubectl get -o yaml prints it.',
} as const;

/** Resources of Terraform beside `aws_dynamodb_table` that are tables, or may hold some. */
const OTHERS: ReadonlyArray<{ readonly type: RegExp; readonly instead: keyof typeof INSTEAD; readonly holds: (values: Resource['values']) => boolean }> = [
  { type: /^awscc_dynamodb_/, instead: 'table', holds: () => true },
  { type: /^aws_cloudcontrolapi_resource$/, instead: 'table', holds: ({ type_name: type }) => /DynamoDB/.test(String(type)) },
  { type: /_cloudformation_stack(_set(_instance)?|_instances)?$|^(aws|awscc)_servicecatalog_(cloudformation_)?provisioned_product$/, instead: 'stack', holds: ({ template_body: body }) => mayHold(body) },
  { type: /^(kubernetes|kubectl)_manifest$/, instead: 'object', holds: ({ manifest, yaml_body: body }) => isTable(manifest) || /^apiVersion: *["']?dynamodb\.|^kind: *["']?DynamoDBTable\b/m.test(String(body)) },
];

/** The finding about a resource that is a table, or may hold some, and is not read. */
export function otherTables({ address, type, values }: Resource): Finding[] {
  return OTHERS.filter((each) => each.type.test(type) && each.holds(values))
    .map(({ instead }): Finding => ({ what: `resource of type ${type}`, path: address, effect: 'unknown', text: INSTEAD[instead] }));
}

/** A template that is not in the state may hold anything. */
function mayHold(body: unknown): boolean {
  return typeof body !== 'string' || body === '' || /DynamoDB|SimpleTable|CloudFormation::Stack|Serverless::Application|Transform|::MODULE/.test(body);
}

function isTable(manifest: unknown): boolean {
  const { apiVersion, kind } = objectOf(manifest);
  return isObject(manifest) && (/^dynamodb\./.test(String(apiVersion)) || kind === 'DynamoDBTable');
}
