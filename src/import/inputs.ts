/** What `import` reads, by who makes it: for its help, its message about another file, and the guide. */
export const INPUTS: ReadonlyArray<readonly [source: string, what: string]> = [
  ['AWS CLI', 'describe-table, describe-time-to-live, describe-continuous-backups, list-tags-of-resource, get-resource-policy, describe-contributor-insights'],
  ['AWS CLI', 'where there is any: describe-kinesis-streaming-destination, describe-table-replica-auto-scaling, application-autoscaling describe-scalable-targets, kms describe-key, kms list-aliases'],
  ['CloudFormation, SAM', 'templates, get-template; beside them describe-stacks, describe-stack-resources'],
  ['CDK', 'cdk.out'],
  ['Serverless Framework', 'serverless.yml'],
  ['Terraform', 'terraform show -json of a state or a plan, a state file'],
  ['Crossplane', 'objects, as kubectl get -o yaml prints them'],
  ['ACK', 'Tables, as kubectl get -o yaml prints them'],
  ['kro', 'DynamoDBTables'],
  ['KubeVela', 'Applications, of the original aws-dynamodb-kro too'],
];
