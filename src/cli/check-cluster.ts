import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { count } from './formats/report';
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
your rights do not let you read is marked with ?.

Exit code: 0 if nothing fails, 1 if something does, 2 if no cluster can be reached.`,
  examples: [
    { doc: 'Check a cluster before anything of this library is installed', line: 'cdk8s-dynamodb-kro check-cluster --pre' },
    { doc: 'Check another cluster than the current one, for a script', line: 'cdk8s-dynamodb-kro check-cluster --context prod --format json' },
  ],
  options: {
    pre: { type: 'boolean', doc: 'only what has to be there before the platform resources: Kubernetes, kro, ACK, KubeVela' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', doc: 'output format' },
    kubeconfig: { type: 'string', placeholder: 'FILE', doc: 'kubeconfig file (default that of kubectl)' },
    context: { type: 'string', placeholder: 'NAME', doc: 'context in the kubeconfig (default the current one)' },
  },
  async run(args, { pre, format, kubeconfig, context }, io) {
    if (args.length > 0) {
      throw new UsageError('check-cluster takes no arguments.');
    }
    const flags = [...kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig], ...context === undefined ? [] : ['--context', context]];
    const cluster = new ClusterReader(io.kubectl, flags);
    let findings: ClusterFinding[];
    try {
      findings = await checkPrograms(cluster);
      findings.push(...pre ? [] : await checkPlatform(cluster));
    } catch (error) {
      if (!(error instanceof NoCluster)) {
        throw error;
      }
      io.error(`no cluster: ${error.message}`);
      return UNUSABLE;
    }
    io.out(format === 'json' ? JSON.stringify(findings, undefined, 2) : printText(findings));
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
