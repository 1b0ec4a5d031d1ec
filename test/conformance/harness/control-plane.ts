/** The real control plane, as plain processes on free ports of the loopback address. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { Connection, User, USERS } from './connection';
import { crds, crdsOf } from './crds';
import { kroAccess } from './kro-access';
import { freePorts } from './ports';
import { Programs, Upgraded } from './programs';
import { progress } from './progress';
import { must } from './run-command';
import { Supervisor } from './supervisor';
import { Age } from './versions';

const AWS_SERVER = resolve(__dirname, '../aws/server.py');
const LOCALHOST = '127.0.0.1';

/** The namespaces whose Tables go to AWS. The others are for checks that write a Table's status themselves. */
export const AWS_NAMESPACES = ['default', 'dev', 'prod', 'team-a', 'aws', 'lifecycle', 'scale', 'doomed', 'doomed-backups', 'import', 'plan', 'plan-moved'];

export interface ControlPlaneOptions {
  readonly programs: Programs;
  /** An empty folder, for data and logs. */
  readonly folder: string;
  /** The binary of the ACK controller, if there is one. */
  readonly ackController?: string;
  /** In which version kro and KubeVela start, where it is not that of the run. */
  readonly ages?: Readonly<Partial<Record<Upgraded, Age>>>;
  /** How often KubeVela looks at an Application by itself, such as `5m`, which is its own default; 20 s here, so that no check waits long. */
  readonly reSyncPeriod?: string;
  /** Flags of kro beyond those that it needs here. */
  readonly kroFlags?: readonly string[];
  /** Whether ACK looks for an IAMRoleSelector, as the feature gate of that name has it; otherwise it does. */
  readonly roleSelectors?: boolean;
}

export class ControlPlane {
  public readonly supervisor: Supervisor;
  private readonly folder: string;
  private readonly programs: Programs;
  private readonly ackController?: string;
  private readonly reSyncPeriod: string;
  private readonly kroFlags: readonly string[];
  private roleSelectors: boolean;
  private readonly ages: Readonly<Partial<Record<Upgraded, Age>>>;
  private readonly tokens = Object.fromEntries(Object.keys(USERS).map((user) => [user, randomBytes(16).toString('hex')]));
  private kubeconfigs = {} as Record<User, string>;
  private awsUrl = '';
  private health: number[] = [];

  public constructor({ programs, folder, ackController, ages = {}, reSyncPeriod = '20s', kroFlags = [], roleSelectors = true }: ControlPlaneOptions) {
    this.roleSelectors = roleSelectors;
    this.reSyncPeriod = reSyncPeriod;
    this.kroFlags = kroFlags;
    this.ages = ages;
    this.programs = programs;
    this.folder = folder;
    this.ackController = ackController;
    mkdirSync(this.path('logs'), { recursive: true });
    this.supervisor = new Supervisor(this.path('logs'));
  }

  /** Starts all parts, and gives the way to reach them. */
  public async start(): Promise<Connection> {
    const [etcd, etcdPeers, api, aws, ...health] = await freePorts(10);
    this.health = health;
    await progress('starting etcd and kube-apiserver', async () => {
      await this.startEtcd(etcd, etcdPeers);
      await this.startApiServer(etcd, api);
    });
    await progress('installing the CRDs', () => this.install());
    await progress(`starting AWS (moto), kro and KubeVela${this.ackController ? ' and ACK' : ''}`, async () => {
      this.awsUrl = `http://${LOCALHOST}:${aws}`;
      await Promise.all([
        this.startAws(aws),
        this.startKro(this.binary('kro', this.ages.kro)),
        this.startKubeVela(this.binary('vela-core', this.ages['vela-core'])),
      ]);
      if (this.ackController) {
        await this.startAck(this.ackController, health[4], health[5]);
      }
    });
    return this.connection();
  }

  public stop(): Promise<void> {
    return this.supervisor.stop();
  }

  private connection(): Connection {
    return {
      programs: this.programs,
      kubeconfigs: this.kubeconfigs,
      aws: this.awsUrl,
      awsLog: this.path('aws-calls.jsonl'),
      auditLog: this.path('audit.jsonl'),
      ack: this.ackController !== undefined,
      logs: this.path('logs'),
    };
  }

  private startEtcd(clients: number, peers: number): Promise<void> {
    const url = `http://${LOCALHOST}:${clients}`;
    return this.supervisor.start('etcd', {
      command: this.programs.etcd,
      args: [
        '--data-dir', this.path('etcd'), '--listen-client-urls', url, '--advertise-client-urls', url,
        '--listen-peer-urls', `http://${LOCALHOST}:${peers}`, '--unsafe-no-fsync',
      ],
      ready: healthy(`${url}/health`),
    });
  }

  private async startApiServer(etcd: number, port: number): Promise<void> {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
    const privateKey = this.write('service-account.key', keys.privateKey);
    const publicKey = this.write('service-account.pub', keys.publicKey);
    const tokens = this.write('tokens.csv', Object.entries(USERS).map(([user, groups]) => `${this.tokens[user]},${user},${user},"${groups.join(',')}"\n`).join(''));
    const audit = this.write('audit-policy.yaml', stringify({
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      omitStages: ['RequestReceived'],
      rules: [
        { level: 'None', resources: [{ group: 'coordination.k8s.io' }, { group: '', resources: ['events'] }, { group: 'events.k8s.io' }] },
        { level: 'Metadata', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
      ],
    }));
    this.kubeconfigs = Object.fromEntries(Object.keys(USERS).map((user) => [user, this.writeKubeconfig(user, port)])) as Record<User, string>;
    await this.supervisor.start('kube-apiserver', {
      command: this.programs['kube-apiserver'],
      args: [
        `--etcd-servers=http://${LOCALHOST}:${etcd}`, `--bind-address=${LOCALHOST}`, `--secure-port=${port}`, `--cert-dir=${this.path('pki')}`,
        `--service-account-key-file=${publicKey}`, `--service-account-signing-key-file=${privateKey}`, '--service-account-issuer=https://conformance.invalid',
        `--token-auth-file=${tokens}`, '--authorization-mode=RBAC', '--service-cluster-ip-range=10.0.0.0/24',
        // No pod runs here, so no service account is needed; and one client may send as much as a whole cluster's would.
        '--disable-admission-plugins=ServiceAccount', '--enable-priority-and-fairness=false',
        `--audit-policy-file=${audit}`, `--audit-log-path=${this.path('audit.jsonl')}`, '--audit-log-maxsize=2000',
      ],
      ready: async () => {
        await this.kubectl(['get', '--raw', '/readyz']);
      },
    });
    await this.supervisor.start('kube-controller-manager', {
      command: this.programs['kube-controller-manager'],
      args: [
        `--kubeconfig=${this.kubeconfigs.admin}`, '--leader-elect=false', '--secure-port=0',
        // Those without which roles do not aggregate, and nothing that was deleted goes away.
        '--controllers=clusterrole-aggregation-controller,namespace-controller,garbage-collector-controller',
      ],
    });
  }

  private async install(): Promise<void> {
    const files = await crds(this.ages);
    // Server-side, since KubeVela's CRDs are too long for the annotation that `kubectl apply` leaves otherwise.
    await this.kubectl(['apply', '--server-side', ...files.flatMap((file) => ['-f', file])]);
    const namespaces = ['vela-system', 'kro-system', 'ack-system', ...AWS_NAMESPACES].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    await this.kubectl(['apply', '--server-side', '-f', this.write('install.yaml', namespaces.map((document) => stringify(document)).join('---\n'))]);
    await this.applyRights(this.ages.kro);
    await this.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=180s']);
  }

  private startAws(port: number): Promise<void> {
    return this.supervisor.start('aws', {
      command: this.programs.python,
      // No compiled files beside the sources.
      env: { PYTHONDONTWRITEBYTECODE: '1' },
      args: [AWS_SERVER, '--port', String(port), '--log', this.path('aws-calls.jsonl')],
      ready: healthy(`${this.awsUrl}/_control/health`),
    });
  }

  /** Replaces kro or KubeVela by another version, as its chart does: first its CRDs and rights, then the program. */
  public async replace(part: Upgraded, age: Age): Promise<void> {
    await this.supervisor.stopPart(part);
    await this.kubectl(['apply', '--server-side', '--force-conflicts', '-f', await crdsOf(part, age)]);
    if (part === 'kro') {
      await this.applyRights(age);
    }
    const binary = this.binary(part, age);
    await (part === 'kro' ? this.startKro(binary) : this.startKubeVela(binary));
  }

  /** Installs ACK again, with the feature gate IAMRoleSelector. */
  public async turnOnRoleSelectors(): Promise<void> {
    await this.supervisor.stopPart('ack');
    this.roleSelectors = true;
    await this.startAck(this.ackController!, this.health[4], this.health[5]);
  }

  private binary(part: Upgraded, age?: Age): string {
    return age ? this.programs[`${part}-${age}`]! : this.programs[part];
  }

  private async applyRights(age?: Age): Promise<void> {
    const documents = await kroAccess('kro', age);
    await this.kubectl(['apply', '--server-side', '-f', this.write('kro-access.yaml', documents.map((document) => stringify(document)).join('---\n'))]);
  }

  private startKro(command: string): Promise<void> {
    const [metrics, health] = this.health;
    return this.supervisor.start('kro', {
      command,
      args: ['-metrics-bind-address', `${LOCALHOST}:${metrics}`, '-health-probe-bind-address', `${LOCALHOST}:${health}`, ...this.kroFlags],
      env: { KUBECONFIG: this.kubeconfigs.kro },
      ready: healthy(`http://${LOCALHOST}:${health}/readyz`),
    });
  }

  private startKubeVela(command: string): Promise<void> {
    const [, , metrics, health] = this.health;
    return this.supervisor.start('vela-core', {
      command,
      args: ['--metrics-addr', `${LOCALHOST}:${metrics}`, '--health-addr', `${LOCALHOST}:${health}`, '--application-re-sync-period', this.reSyncPeriod],
      env: { KUBECONFIG: this.kubeconfigs.kubevela },
      ready: healthy(`http://${LOCALHOST}:${health}/readyz`),
    });
  }

  private startAck(command: string, metrics: number, health: number): Promise<void> {
    return this.supervisor.start('ack', {
      command: resolve(command),
      args: [
        '--aws-region', 'us-east-1', '--aws-endpoint-url', this.awsUrl, '--aws-identity-endpoint-url', this.awsUrl, '--allow-unsafe-aws-endpoint-urls',
        '--deletion-policy', 'delete', '--enable-carm=false', '--feature-gates', `IAMRoleSelector=${this.roleSelectors}`, '--watch-namespace', AWS_NAMESPACES.join(','),
        '--metrics-addr', `${LOCALHOST}:${metrics}`, '--healthz-addr', `${LOCALHOST}:${health}`,
      ],
      env: {
        KUBECONFIG: this.kubeconfigs.ack,
        AWS_ACCESS_KEY_ID: 'conformance',
        AWS_SECRET_ACCESS_KEY: 'conformance',
        ACK_SYSTEM_NAMESPACE: 'ack-system',
        // ACK fails on one that is set.
        AWS_CA_BUNDLE: undefined,
      },
      ready: healthy(`http://${LOCALHOST}:${health}/readyz`),
    });
  }

  private async kubectl(args: string[]): Promise<string> {
    return must(this.programs.kubectl, args, { env: { KUBECONFIG: this.kubeconfigs.admin } });
  }

  private writeKubeconfig(user: string, port: number): string {
    return this.write(`kubeconfig-${user}.yaml`, stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name: 'conformance', cluster: { 'server': `https://${LOCALHOST}:${port}`, 'insecure-skip-tls-verify': true } }],
      'users': [{ name: user, user: { token: this.tokens[user] } }],
      'contexts': [{ name: 'conformance', context: { cluster: 'conformance', user, namespace: 'default' } }],
      'current-context': 'conformance',
    }));
  }

  private write(name: string, text: string): string {
    writeFileSync(this.path(name), text, { mode: 0o600 });
    return this.path(name);
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

function healthy(url: string): () => Promise<void> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!response.ok) {
      throw new Error(`${url} says ${response.status}`);
    }
  };
}
