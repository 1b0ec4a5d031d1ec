/** npm run playground: the control plane with the platform resources and the examples in it, kept running until Ctrl-C. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Cluster, DYNAMODB_TABLE } from './harness/cluster';
import { Connection } from './harness/connection';
import { AWS_NAMESPACES, ControlPlane } from './harness/control-plane';
import { eventually, sleep } from './harness/eventually';
import { buildPrograms } from './harness/programs';
import { progress } from './harness/progress';
import { RecordedAck } from './harness/recorded-ack';
import { must } from './harness/run-command';

const EXAMPLES = resolve(__dirname, '../../examples');

async function main(): Promise<void> {
  const programs = await buildPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  const controlPlane = new ControlPlane({ programs, folder, ackController: process.env.ACK_CONTROLLER || undefined });
  process.on('exit', () => {
    controlPlane.supervisor.killAll();
    rmSync(folder, { recursive: true, force: true });
  });
  const interrupted = new Promise<void>((stop) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, () => stop())));
  const work = play(controlPlane);
  await Promise.race([interrupted, controlPlane.supervisor.crash, work]);
  console.log('\nStopping.');
  await controlPlane.stop();
  process.exit(0);
}

async function play(controlPlane: ControlPlane): Promise<never> {
  const connection = await controlPlane.start();
  const cluster = new Cluster(connection);
  if (!connection.ack) {
    new RecordedAck(cluster, AWS_NAMESPACES).start();
  }
  const options = { cwd: EXAMPLES, env: { KUBECONFIG: connection.kubeconfigs.admin } };
  const kubectl = (...args: string[]): Promise<string> => must(connection.programs.kubectl, args, options);
  await progress('applying the platform resources and the examples', async () => {
    await kubectl('apply', '-f', 'platform.yaml');
    const files = ['basic', 'with-gsi', 'provisioned', 'production', 'traits', 'traits-provisioned', 'kro-only'].flatMap((name) => ['-f', `${name}.yaml`]);
    // kro makes the API DynamoDBTable only once it has looked at the ResourceGraphDefinition.
    await eventually('the API DynamoDBTable', () => kubectl('apply', ...files));
  });
  explain(connection);
  return watch(cluster);
}

function explain({ programs, kubeconfigs, ack, aws }: Connection): void {
  console.log(`
${ack ? `ACK manages the tables in AWS's stand-in, ${aws}.` : 'Without ACK_CONTROLLER no table is made in AWS: each gets the status that ACK recorded once.'}
In another terminal:

  export KUBECONFIG=${kubeconfigs.admin}
  alias kubectl=${programs.kubectl} vela=${programs.vela}

  kubectl get dynamodbtables
  kubectl get dynamodbtable sessions-prod -o yaml
  vela status dynamodb-production-example
  vela show aws-dynamodb-kro
  kubectl delete dynamodbtable sessions-prod      # is refused: the table is protected

Ctrl-C stops everything.
`);
}

/** Prints the state of each table whenever it changes. */
async function watch(cluster: Cluster): Promise<never> {
  const known = new Map<string, string>();
  for (;;) {
    for (const { metadata, status } of await cluster.list(DYNAMODB_TABLE, 'default')) {
      const state = `${status?.state ?? 'new'}${status?.tableArn ? ` ${status.tableArn}` : ''}`;
      if (known.get(metadata.name) !== state) {
        console.log(`${new Date().toLocaleTimeString()}  ${metadata.name.padEnd(20)} ${state}`);
        known.set(metadata.name, state);
      }
    }
    await sleep(1_000);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
