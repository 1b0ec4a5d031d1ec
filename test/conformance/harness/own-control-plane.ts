/** A control plane of its own for a check that starts from an empty cluster. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from './cluster';
import { Connection } from './connection';
import { AWS_NAMESPACES, ControlPlane, ControlPlaneOptions } from './control-plane';
import { RecordedAck } from './recorded-ack';
import { must } from './run-command';
import { connection as main, example } from './suite';

/** In how many milliseconds one is there, with our platform in it, on a machine that has much else to do; alone it takes 25 seconds. */
export const STARTED_WITHIN = 400_000;

export class OwnControlPlane {
  public connection!: Connection;
  public cluster!: Cluster;
  public readonly controlPlane: ControlPlane;
  private readonly folder = mkdtempSync(join(tmpdir(), 'own-control-plane-'));
  private recordedAck?: RecordedAck;

  public constructor(options: Pick<ControlPlaneOptions, 'ages' | 'reSyncPeriod' | 'kroFlags' | 'roleSelectors'> = {}) {
    const ackController = main.ack ? process.env.ACK_CONTROLLER : undefined;
    this.controlPlane = new ControlPlane({ programs: main.programs, folder: this.folder, ackController, ...options });
    process.on('exit', () => this.controlPlane.supervisor.killAll());
  }

  /** Starts it: kro, KubeVela and ACK are there, and nothing of ours. */
  public async start(): Promise<void> {
    this.connection = await this.controlPlane.start();
    this.cluster = new Cluster(this.connection);
    this.recordedAck = this.connection.ack ? undefined : new RecordedAck(this.cluster, AWS_NAMESPACES);
    this.recordedAck?.start();
  }

  /** Applies the platform of the examples, be it with another graph, and waits until kro serves it. */
  public async installPlatform(graph?: object): Promise<void> {
    await this.cluster.apply(...example('platform').map((object) => object.kind === 'ResourceGraphDefinition' && graph ? graph : object));
    await this.kubectl('wait', 'rgd/dynamodbtable', '--for=condition=Ready', '--timeout=300s');
  }

  public async stop(): Promise<void> {
    await this.recordedAck?.stop();
    await this.controlPlane.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a program with the rights of an administrator; gives what it printed, as JSON. */
  public async ask(program: string, args: string[], input: unknown): Promise<any> {
    return JSON.parse(await must(program, args, { input: JSON.stringify(input), env: this.env() }));
  }

  public kubectl(...args: string[]): Promise<string> {
    return must(this.connection.programs.kubectl, args, { env: this.env() });
  }

  /** What the API server knows of these objects: a write changes their resource version. */
  public async versions(objects: readonly any[]): Promise<string[]> {
    return Promise.all(objects.map(async ({ apiVersion, kind, metadata }) => {
      const [version, group] = apiVersion.split('/').reverse();
      const resource = [kind, ...group ? [version, group] : []].join('.');
      return this.kubectl('get', resource, metadata.name, ...metadata.namespace ? ['-n', metadata.namespace] : [],
        '-o', 'jsonpath={.kind}/{.metadata.name} {.metadata.generation} {.metadata.resourceVersion}');
    }));
  }

  private env(): NodeJS.ProcessEnv {
    return { KUBECONFIG: this.connection.kubeconfigs.admin };
  }
}
