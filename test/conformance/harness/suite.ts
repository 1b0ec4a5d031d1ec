/** What the checks have at hand. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { APPLICATION, Cluster, DYNAMODB_TABLE } from './cluster';
import { CONNECTION, Connection, User } from './connection';
import { sourceFolder } from './programs';
import { Outcome, run } from './run-command';

export const ROOT = resolve(__dirname, '../../..');

export const connection: Connection = JSON.parse(process.env[CONNECTION] ?? '{}');
export const cluster = new Cluster(connection);

/** A check that needs the ACK controller; without it, it is reported as skipped. */
export const withAck: jest.It = connection.ack ? test : test.skip;

/** The same, at once with the others of its file that are like it. */
export const withAckAtOnce: jest.It = connection.ack ? test.concurrent : test.concurrent.skip as jest.It;

export function kubectl(args: string[], { user = 'admin' as User, input = '' } = {}): Promise<Outcome> {
  return run(connection.programs.kubectl, args, { input, cwd: ROOT, env: { KUBECONFIG: connection.kubeconfigs[user] } });
}

/** Runs `vela` with a home of its own, since it keeps things there. */
export async function vela(...args: string[]): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'vela-'));
  try {
    return await run(connection.programs.vela, args, { cwd: ROOT, env: { KUBECONFIG: connection.kubeconfigs.admin, HOME: home, VELA_HOME: home } });
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Runs `helm` with a home of its own, too. */
export async function helm(...args: string[]): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'helm-'));
  try {
    const homes = { HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
    return await run(connection.programs.helm, args, { cwd: ROOT, env: { KUBECONFIG: connection.kubeconfigs.admin, ...homes } });
  } finally {
    rmSync(home, { recursive: true });
  }
}

/**
 * Takes away at the end what a file of checks has declared in a namespace that ACK does not watch. kro reconciles a table that is not ready every few
 * seconds, so that those of two files were three quarters of all that it did in a whole run.
 */
export function leavesNothingIn(namespace: string): void {
  afterAll(async () => {
    for (const kind of [APPLICATION, DYNAMODB_TABLE]) {
      for (const { metadata } of await cluster.list(kind, namespace)) {
        // A protected table stays.
        await cluster.delete(kind, namespace, metadata.name).catch(() => undefined);
      }
    }
  }, 60_000);
}

/** The documents of a committed example. */
export function example(name: string): any[] {
  return documentsOf(readFileSync(join(ROOT, 'examples', `${name}.yaml`), 'utf8'));
}

/** The documents of a text in YAML. */
export function documentsOf(text: string): any[] {
  return parseAllDocuments(text).map((document) => document.toJS()).filter((document) => document);
}

/** What a chart with these constructs synthesizes. */
export function synthesize(namespace: string, build: (chart: Chart) => void): any[] {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  build(chart);
  return Testing.synth(chart);
}

/** Installs definitions of KubeVela's own, as its chart brings them: `webservice`, `deploy` and so on. */
export async function installDefinitions(...names: string[]): Promise<void> {
  const chart = join(await sourceFolder('vela-core'), 'charts/vela-core');
  const { stdout } = await helm('template', 'vela-core', chart, '--namespace', 'vela-system', ...names.flatMap((name) => ['--show-only', `templates/defwithtemplate/${name}.yaml`]));
  await cluster.apply(...documentsOf(stdout));
}
