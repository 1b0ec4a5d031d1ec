/** The CRDs that the control plane needs: kro's and KubeVela's lie in their Go modules, ACK's are given or fetched. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Yaml } from 'cdk8s';
import { CACHE, sourceFolder, Upgraded } from './programs';
import { Age } from './versions';
import { crdFolders } from '../../../scripts/crd-folders';

const ROOT = resolve(__dirname, '../../..');
const ACK_FILES = /(^|\.)services\.k8s\.aws_.*\.yaml$/;

/** Files and folders for `kubectl apply`. */
export async function crds(ages: Readonly<Partial<Record<Upgraded, Age>>> = {}): Promise<string[]> {
  const [kro, kubevela, ack] = await Promise.all([crdsOf('kro', ages.kro), crdsOf('vela-core', ages['vela-core']), ackCrds()]);
  return [kro, kubevela, ...ack];
}

/** The folder of the CRDs that come with a version of kro or KubeVela. */
export async function crdsOf(program: Upgraded, age?: Age): Promise<string> {
  return join(await sourceFolder(program, age), program === 'kro' ? 'helm/crds' : 'charts/vela-core/crds');
}

async function ackCrds(): Promise<string[]> {
  const folders = crdFolders();
  if (folders.length > 0) {
    const files = [...folders].reverse().flatMap((folder) => readdirSync(folder).map((file) => join(resolve(ROOT, folder), file)));
    // Of two files of one name, the last stays.
    return [...new Map(files.filter((file) => ACK_FILES.test(basename(file))).map((file) => [basename(file), file])).values()];
  }
  const [{ imports }] = Yaml.load(join(ROOT, 'cdk8s.yaml')) as [{ imports: string[] }];
  return Promise.all(imports.filter((url) => ACK_FILES.test(basename(url))).map(download));
}

async function download(url: string): Promise<string> {
  const response = await fetch(url).catch((error: Error) => ({ ok: false, statusText: error.message }) as Response);
  if (!response.ok) {
    throw new Error(`${basename(url)} of ACK is not at hand (${response.statusText}): set CRD_DIR to a folder that holds ACK's CRDs.`);
  }
  const file = join(CACHE, 'crds', basename(url));
  mkdirSync(join(CACHE, 'crds'), { recursive: true });
  writeFileSync(file, await response.text());
  return file;
}
