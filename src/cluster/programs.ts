import { ClusterFinding, failed, ok, unknown, warning } from './finding';
import { Answer, ClusterReader, NoCluster } from './kubectl';
import { compareVersions } from '../compare-versions';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { minimumVersion, minorVersion, newestVersion, SUPPORTED, SupportedName } from '../support-matrix';

/** A program of the chain, as it is found in a cluster. */
interface ProgramInCluster {
  readonly name: Exclude<SupportedName, 'kubernetes'>;
  /** What the image of its Deployment is called, whatever registry it comes from. */
  readonly image: RegExp;
  /** An API that it brings. */
  readonly api: string;
  /** Needed by all tables; else only by those of Applications. */
  readonly required: boolean;
}

const PROGRAMS: readonly ProgramInCluster[] = [
  { name: 'kro', image: /(^|\/)(kro|kro-controller)(:|@|$)/, api: '/apis/kro.run/v1alpha1', required: true },
  { name: 'ack', image: /(^|\/)dynamodb-controller(:|@|$)/, api: '/apis/dynamodb.services.k8s.aws/v1alpha1', required: true },
  { name: 'kubevela', image: /(^|\/)vela-core(:|@|$)/, api: '/apis/core.oam.dev/v1beta1', required: false },
];

/** Kubernetes and the programs that are installed in it: their APIs, versions and settings. */
export async function checkPrograms(cluster: ClusterReader): Promise<ClusterFinding[]> {
  const [version, deployments, ...apis] = await Promise.all([cluster.raw('/version'), cluster.list('deployments.apps'), ...PROGRAMS.map(({ api }) => cluster.raw(api))]);
  if (version.kind !== 'found') {
    throw new NoCluster('the API server does not say its version');
  }
  return [
    checkVersion('kubernetes', String(version.value.gitVersion)),
    ...PROGRAMS.flatMap((program, i) => checkProgram(program, apis[i], deployments)),
  ];
}

function checkProgram({ name, image, required }: ProgramInCluster, api: Answer, deployments: Answer): ClusterFinding[] {
  const { title, install } = SUPPORTED[name];
  if (api.kind === 'absent') {
    return [required
      ? failed(name, `${title}: not installed`, `Install it: ${install}`)
      : warning(name, `${title}: not installed`, 'Nothing, if tables are declared as DynamoDBTable only; Applications need it.')];
  }
  if (api.kind === 'forbidden' || deployments.kind !== 'found') {
    return [{ ...unknown(name, 'Deployments in all namespaces'), message: `${title}: its API is served; your rights do not let you read its version from Deployments` }];
  }
  const containers = listOf(deployments.value.items).flatMap((item) => containersOf(objectOf(item)))
    .filter((container) => image.test(String(container.image)));
  if (containers.length === 0) {
    return [warning(name, `${title}: its API is served, but no Deployment runs it`, 'See that its controller runs, in this cluster or from outside.')];
  }
  return containers.flatMap((container) => [
    checkVersion(name, /:v?([^:@/]+)(@|$)/.exec(String(container.image).replace(/@.*/, ''))?.[1] ?? 'latest'),
    ...name === 'ack' ? checkAckSettings(container) : [],
  ]);
}

function checkVersion(name: SupportedName, given: string): ClusterFinding {
  const { title, install } = SUPPORTED[name];
  const [minimum, newest] = [minimumVersion(name), newestVersion(name)];
  const version = given.replace(/^v/, '');
  // What is built from source without a release says 0.0.0.
  if (!/^\d+\.\d+/.test(version) || version.startsWith('0.0.0')) {
    return warning(name, `${title} ${version}: this tells no version`, `Use ${minimum} or later.`);
  }
  if (compareVersions(version, minimum) < 0) {
    return failed(name, `${title} ${version}: older than ${minimum}`, `Upgrade it: ${install}`);
  }
  return compareVersions(minorVersion(version), minorVersion(newest)) > 0
    ? warning(name, `${title} ${version}: newer than ${newest}, the newest that was tested`, 'Look for a newer version of cdk8s-dynamodb-kro.')
    : ok(name, `${title} ${version}`);
}

function containersOf({ spec }: Json): Json[] {
  return objectsOf(objectOf(objectOf(objectOf(spec).template).spec).containers);
}

/** What of its settings decides whether tables work. */
function checkAckSettings({ args, command, env }: Json): ClusterFinding[] {
  const variables = new Map(objectsOf(env).map(({ name, value }) => [`$(${String(name)})`, String(value ?? '')]));
  const line = [...listOf(command), ...listOf(args)].map((arg) => variables.get(String(arg)) ?? String(arg));
  const option = (name: string): string | undefined => {
    const i = line.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
    const value = i < 0 ? undefined : line[i].includes('=') ? line[i].slice(name.length + 3) : line[i + 1];
    return value === undefined ? undefined : variables.get(value) ?? value;
  };
  const gates = (option('feature-gates') ?? '').split(',');
  const namespaces = option('watch-namespace') ?? '';
  return [
    gates.includes('IAMRoleSelector=true')
      ? ok('ack-roles', 'ACK: feature gate IAMRoleSelector is on')
      : warning('ack-roles', 'ACK: feature gate IAMRoleSelector is off', 'Turn it on if tables name a provider configuration (providerConfig).'),
    namespaces === ''
      ? ok('ack-namespaces', 'ACK: watches all namespaces')
      : warning('ack-namespaces', `ACK: watches ${namespaces} only`, 'Tables in other namespaces are never created; add theirs to --watch-namespace.'),
  ];
}
