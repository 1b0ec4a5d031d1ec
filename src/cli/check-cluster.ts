import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { count } from './formats/report';
import { CONTEXT, KUBECONFIG, NAMESPACE, outputOption } from './options';
import { CheckStatus, ClusterFinding } from '../cluster/finding';
import { ClusterReader, NoCluster } from '../cluster/kubectl';
import { checkPlatform } from '../cluster/platform';
import { checkPrograms } from '../cluster/programs';

const MARKS: Readonly<Record<CheckStatus, string>> = { ok: '✓', failed: '✗', warning: '!', unknown: '?' };

export const CHECK_CLUSTER = defineCommand({
  name: 'check-cluster',
  summary: 'check that a cluster has what tables need',
  arguments: '',
  description: `Reads Kubernetes, kro, ACK, KubeVela, the platform resources and the tables through kubectl, and changes nothing. What
your rights do not let you read is marked with ?.`,
  exitCodes: { 0: 'nothing fails', 1: 'something does', 2: 'no cluster can be reached, or the command line is wrong' },
  examples: [
    { doc: 'Check a cluster before anything of this library is installed', line: 'cdk8s-dynamodb-kro check-cluster --pre' },
    { doc: 'Check another cluster than the current one, for a script', line: 'cdk8s-dynamodb-kro check-cluster --context prod -o json' },
  ],
  options: {
    pre: { type: 'boolean', doc: 'only what has to be there before the platform resources: Kubernetes, kro, ACK, KubeVela' },
    output: outputOption(['text', 'json']),
    kubeconfig: KUBECONFIG,
    context: CONTEXT,
    namespace: NAMESPACE,
  },
  async run(args, { pre, output, kubeconfig, context, namespace }, io) {
    if (args.length > 0) {
      throw new UsageError('check-cluster takes no arguments.');
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
