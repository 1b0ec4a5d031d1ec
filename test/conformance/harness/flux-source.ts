/**
 * Stands in for Flux's source-controller, of which a module is not to be had: serves each commit of a local repository as an
 * artifact, and writes the status of the GitRepository as source-controller does.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Cluster, Kind } from './cluster';

const GIT_REPOSITORY: Kind = { group: 'source.toolkit.fluxcd.io', version: 'v1', plural: 'gitrepositories' };

export class FluxSource {
  private readonly archives = new Map<string, Buffer>();
  private readonly server: Server = createServer(({ url = '' }, response) => {
    const archive = this.archives.get(url);
    response.writeHead(archive ? 200 : 404).end(archive);
  });

  public constructor(private readonly cluster: Cluster, private readonly repository: string) {}

  public start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
  }

  public stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Gives out a commit; gives the revision by which Flux knows it. */
  public async publish(namespace: string, name: string, commit: string): Promise<string> {
    const archive = execFileSync('git', ['archive', '--format=tar.gz', commit], { cwd: this.repository });
    const path = `gitrepository/${namespace}/${name}/${commit}.tar.gz`;
    this.archives.set(`/${path}`, archive);
    const { metadata } = await this.cluster.get(GIT_REPOSITORY, namespace, name);
    const revision = `main@sha1:${commit}`;
    const now = new Date().toISOString().replace(/\.\d+/, '');
    await this.cluster.writeStatus(GIT_REPOSITORY, namespace, name, {
      observedGeneration: metadata.generation,
      artifact: {
        path,
        revision,
        url: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${path}`,
        digest: `sha256:${createHash('sha256').update(archive).digest('hex')}`,
        size: archive.length,
        lastUpdateTime: now,
      },
      conditions: ['Ready', 'ArtifactInStorage'].map((type) => ({
        type, status: 'True', reason: 'Succeeded', message: `stored artifact for revision '${revision}'`, lastTransitionTime: now, observedGeneration: metadata.generation,
      })),
    });
    return revision;
  }
}
