import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbTable, RemovalPolicy, TableProps, WorkloadRole } from 'cdk8s-dynamodb-kro';

/** What prod has beyond dev. */
const PROTECTION = { deletionProtection: true, pointInTimeRecovery: true, removalPolicy: RemovalPolicy.RETAIN };

/** A service and its table, once for each environment, without KubeVela: the Deployment is that of cdk8s-plus. */
export function plainEnvironments(scope: Construct): void {
  environment(scope, 'dev');
  environment(scope, 'prod', PROTECTION);
}

function environment(scope: Construct, name: string, protection: Partial<TableProps> = {}): void {
  const chart = new Chart(scope, `plain-${name}`, { namespace: name });

  const baskets = new DynamoDbTable(chart, 'baskets', {
    name: 'baskets',
    tableName: `baskets-${name}`,
    region: 'us-east-1',
    partitionKey: { name: 'basketId', type: AttributeType.STRING },
    connectionSecret: { name: 'baskets-table' },
    ...protection,
  });

  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'shop', clusterName: name });
  baskets.grantReadWriteData({ grantee: role });

  // The pods wait until kro has written the Secret.
  const secret = kplus.Secret.fromSecretName(chart, 'secret', baskets.connectionSecretName);
  new kplus.Deployment(chart, 'web', {
    metadata: { name: 'web' },
    replicas: 1,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'service-account', role.serviceAccountName),
    containers: [{
      image: 'registry.example.com/shop:1.0.0',
      envVariables: {
        TABLE_NAME: kplus.EnvValue.fromSecretValue({ secret, key: 'tableName' }),
        AWS_REGION: kplus.EnvValue.fromSecretValue({ secret, key: 'region' }),
      },
    }],
  });
}
