import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { count } from './formats/report';
import { ALL_NAMESPACES, CONTEXT, KUBECONFIG, NAMESPACE, outputOption } from './options';
import { CheckStatus, checkPlatform, checkPrograms, ClusterFinding, ClusterReader, NoCluster } from '../cluster';

const MARKS: Readonly<Record<CheckStatus, string>> = { ok: '✓', failed: '✗', warning: '!', unknown: '?' };

export const CHECK_CLUSTER = defineCommand({
  name: 'check-cluster',
  summary: 'check that a cluster has what tables need',
  arguments: '',
  description: `Reads Kubernetes, kro, ACK, KubeVela, the platform resources and the tables through kubectl, and changes nothing. A ?
marks objects that your rights do not let you read.`,
  exitCodes: { 0: 'no check fails', 1: 'a check fails', 2: 'no cluster can be reached, or the command line is wrong' },
  examples: [
    { doc: 'Check a cluster before anything of this library is installed', line: 'cdk8s-dynamodb-kro check-cluster --pre' },
    { doc: 'Check another cluster than the current one, for a script', line: 'cdk8s-dynamodb-kro check-cluster --context prod -o json' },
  ],
  options: {
    'pre': { type: 'boolean', doc: 'check only the programs that the platform resources need: Kubernetes, kro, ACK, KubeVela' },
    'output': outputOption(['text', 'json']),
    'kubeconfig': KUBECONFIG,
    'context': CONTEXT,
    'namespace': NAMESPACE,
    'all-namespaces': ALL_NAMESPACES,
  },
  async run(args, { pre, output, kubeconfig, context, namespace, 'all-namespaces': all }, io) {
    if (args.length > 0) {
      throw new UsageError('check-cluster takes no arguments.');
    }
    if (all && namespace !== undefined) {
      throw new UsageError('Give --namespace or --all-namespaces, not both.');
    }
    const flags = [...kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig], ...context === undefined ? [] : ['--context', context]];
    const cluster = new ClusterReader(io.kubectl, flags);
    let findings: ClusterFinding[];
    try {
      findings = await checkPrograms(cluster);
      findings.push(...pre ? [] : await checkPlatform(cluster, namespace));
    } catch (error) {
      if (!(error instanceof NoCluster)) {
        throw error;
      }
      io.error(`no cluster: ${error.message}`);
      return UNUSABLE;
    }
    io.out(output === 'json' ? JSON.stringify(findings, undefined, 2) : printText(findings));
    return findings.some(({ status }) => status === 'failed') ? FAILED : OK;
  },
});

function printText(findings: readonly ClusterFinding[]): string {
  const number = (wanted: CheckStatus): number => findings.filter(({ status }) => status === wanted).length;
  return [
    ...findings.map(({ status, message, fix }) => `${MARKS[status]} ${message}${fix === undefined ? '' : `. ${fix}`}`),
    `${count(findings.length, 'check')}: ${number('failed')} failed, ${count(number('warning'), 'warning')}, ${number('unknown')} unknown`,
  ].join('\n');
}
