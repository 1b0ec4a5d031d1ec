/** The Helm commands of README and the guides, in the newest versions that were tested; indented, since each stands in a list. */
import { readFileSync } from 'node:fs';
import { newestVersion } from '../src/support-matrix';

interface HelmChart {
  readonly release: string;
  readonly chart: string;
  readonly namespace: string;
}

/** The charts of the controllers, by the names in the support matrix, in the order of their installation. */
const CHARTS = {
  kro: { release: 'kro', chart: 'oci://registry.k8s.io/kro/charts/kro', namespace: 'kro-system' },
  ack: { release: 'ack-dynamodb-controller', chart: 'oci://public.ecr.aws/aws-controllers-k8s/dynamodb-chart', namespace: 'ack-system' },
  kubevela: { release: 'kubevela', chart: 'kubevela/vela-core', namespace: 'vela-system' },
} as const satisfies Readonly<Record<string, HelmChart>>;

type ChartName = keyof typeof CHARTS;

const REPOSITORY = 'helm repo add kubevela https://kubevela.github.io/charts';

/** The first installation of all controllers. */
export function installCommands(): string {
  return block(
    `helm install ${versioned('kro')} --namespace ${CHARTS.kro.namespace} --create-namespace`,
    `helm install ${versioned('ack')} \\`,
    `  --namespace ${CHARTS.ack.namespace} --create-namespace --set aws.region=us-east-1`,
    REPOSITORY,
    `helm install ${versioned('kubevela')} --namespace ${CHARTS.kubevela.namespace} --create-namespace --wait`,
  );
}

/** The first installation of ACK's controllers beside that of DynamoDB, in the versions whose CRDs are imported. */
export function ackCommands(...services: readonly AckService[]): string {
  return block(...services.flatMap((service) => [
    `helm install ack-${service}-controller ${ackChart(service)} \\`,
    `  --namespace ${CHARTS.ack.namespace} --create-namespace --set aws.region=us-east-1`,
  ])).replace(/^ {3}/gm, '');
}

/** Their upgrade, in the same versions. */
export function ackUpgradeCommands(...services: readonly AckService[]): string {
  return block(...services.flatMap((service) => [
    `helm show crds ${ackChart(service)} | kubectl apply --server-side --force-conflicts -f -`,
    `helm upgrade ack-${service}-controller ${ackChart(service)} \\`,
    `  --namespace ${CHARTS.ack.namespace} --reset-then-reuse-values`,
  ]));
}

type AckService = 'iam' | 'eks' | 'cloudwatch';

function ackChart(service: AckService): string {
  const [, version] = new RegExp(`/${service}-controller/v([\\d.]+)/`).exec(readFileSync('cdk8s.yaml', 'utf8'))!;
  return `${CHARTS.ack.chart.replace('dynamodb', service)} --version ${version}`;
}

/** What Helm itself does not upgrade. The fields of a CRD belong to Helm, which made it. */
export function crdCommands(): string {
  return block('helm repo update kubevela', ...names().map((name) =>
    `helm show crds ${CHARTS[name].chart} --version ${newestVersion(name)} | kubectl apply --server-side --force-conflicts -f -`));
}

/** The upgrade of all controllers. */
export function upgradeCommands(): string {
  return block(...names().flatMap((name) => upgrade(name)));
}

/** Turns on the selection of roles, and off what it stands for. */
export function roleSelectorCommands(): string {
  return block(...upgrade('ack', '--set featureGates.IAMRoleSelector=true --set enableCARM=false'));
}

/** Gives the ACK DynamoDB controller its role by the annotation of IRSA. */
export function irsaCommands(): string {
  return block(
    ...upgrade('ack', "--set-string 'serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn=arn:aws:iam::123456789012:role/ack-dynamodb-controller'"),
    `kubectl rollout restart deployment -n ${CHARTS.ack.namespace}`,
  );
}

/** Gives the ACK DynamoDB controller the credentials of an IAM user, where a cluster has no other identity. */
export function credentialsCommands(): string {
  return block(
    `kubectl create secret generic aws-credentials --namespace ${CHARTS.ack.namespace} --from-file=credentials`,
    ...upgrade('ack', '--set aws.credentials.secretName=aws-credentials'),
  );
}

/** Installs the ACK DynamoDB controller on the stand-in for AWS, the Service `aws` of the namespace `aws`. */
export function standInCommands(): string {
  const { namespace } = CHARTS.ack;
  return block(
    `kubectl create namespace ${namespace}`,
    "printf '[default]\\naws_access_key_id = test\\naws_secret_access_key = test\\n' > credentials",
    `kubectl create secret generic aws-credentials --namespace ${namespace} --from-file=credentials`,
    `helm install ${versioned('ack')} \\`,
    `  --namespace ${namespace} --set aws.region=us-east-1 --set aws.credentials.secretName=aws-credentials \\`,
    '  --set aws.endpoint_url=http://aws.aws:5000 --set aws.identity_endpoint_url=http://aws.aws:5000 \\',
    '  --set aws.allow_unsafe_aws_endpoint_urls=true',
  );
}

/** Values that were set stay, and a new version brings its own defaults. */
function upgrade(name: ChartName, more?: string): string[] {
  const options = `  --namespace ${CHARTS[name].namespace} --reset-then-reuse-values`;
  return [`helm upgrade ${versioned(name)} \\`, ...more === undefined ? [options] : [`${options} \\`, `  ${more}`]];
}

function versioned(name: ChartName): string {
  return `${CHARTS[name].release} ${CHARTS[name].chart} --version ${newestVersion(name)}`;
}

function names(): ChartName[] {
  return Object.keys(CHARTS) as ChartName[];
}

function block(...lines: readonly string[]): string {
  return ['```shell', ...lines, '```'].map((line) => `   ${line}`).join('\n');
}
