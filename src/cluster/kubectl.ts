import { Json } from '../contract/json';

/** Runs kubectl with these arguments; rejects where there is no kubectl. */
export type KubectlRunner = (args: readonly string[]) => Promise<KubectlOutcome>;

export interface KubectlOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What an answer of the API server says. */
export type Answer =
  | { readonly kind: 'found'; readonly value: Json }
  /** There is no such resource, or no such object. */
  | { readonly kind: 'absent' }
  /** The rights of the user do not go so far. */
  | { readonly kind: 'forbidden'; readonly message: string };

/** No cluster can be reached, for the reason in the message. */
export class NoCluster extends Error {}

/** Reads from the cluster of the user's kubeconfig, and never writes. */
export class ClusterReader {
  public constructor(private readonly run: KubectlRunner | undefined, private readonly flags: readonly string[]) {}

  /** An API path, such as `/apis/kro.run/v1alpha1`. */
  public raw(path: string): Promise<Answer> {
    return this.read(['get', '--raw', path]);
  }

  /** All objects of a kind in all namespaces, or those with one name. */
  public list(resource: string, name?: string): Promise<Answer> {
    return this.read(['get', resource, '--all-namespaces', '-o', 'json', ...name === undefined ? [] : [`--field-selector=metadata.name=${name}`]]);
  }

  /** All objects of a kind in one namespace; without one in that of the kubeconfig's context, for those who may not list more. */
  public listInNamespace(resource: string, namespace?: string): Promise<Answer> {
    return this.read(['get', resource, '-o', 'json', ...namespace === undefined ? [] : ['--namespace', namespace]]);
  }

  private async read(args: readonly string[]): Promise<Answer> {
    if (this.run === undefined) {
      throw new NoCluster('there is no kubectl');
    }
    let outcome: KubectlOutcome;
    try {
      outcome = await this.run([...args, '--request-timeout=10s', ...this.flags]);
    } catch (error) {
      throw new NoCluster((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'kubectl is not installed, or not on the PATH' : (error as Error).message);
    }
    const { code, stdout, stderr } = outcome;
    if (code === 0) {
      return { kind: 'found', value: JSON.parse(stdout) as Json };
    }
    const message = stderr.trim().split('\n').pop() ?? '';
    if (/\bForbidden\b|is forbidden/i.test(stderr)) {
      return { kind: 'forbidden', message };
    }
    if (/NotFound|could not find the requested resource|doesn't have a resource type/.test(stderr)) {
      return { kind: 'absent' };
    }
    throw new NoCluster(message === '' ? `kubectl ended with ${String(code)}` : message);
  }
}
