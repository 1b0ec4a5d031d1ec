import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { withDocuments } from './documents';
import { outputOption } from './options';
import { comparePlatforms, describeFinding, resourceGraphIn, UpgradeFinding } from '../upgrade';

/** The kinds of the platform resources, as kubectl names them. */
const KINDS = 'rgd,componentdefinitions,traitdefinitions,validatingadmissionpolicies,validatingadmissionpolicybindings,clusterroles';

export const CHECK_UPGRADE = defineCommand({
  name: 'check-upgrade',
  summary: 'compare two versions of the platform resources and report what breaks',
  arguments: 'OLD NEW',
  description: `Compares the platform resources in two YAML files: the ResourceGraphDefinition of DynamoDBTable, the definitions of KubeVela,
the admission policies and the roles. Reports whether kro accepts the new version, what breaks for existing tables, and what makes
tables less safe. A file - is standard input.`,
  exitCodes: { 0: 'nothing breaks or becomes less safe', 1: 'something breaks or becomes less safe', 2: 'a file cannot be read, or the command line is wrong' },
  examples: [
    { doc: 'Compare what was synthesized before with what is synthesized now', line: 'cdk8s-dynamodb-kro check-upgrade old.yaml dist/platform.k8s.yaml' },
    {
      doc: 'Compare with the cluster: all platform resources',
      line: `kubectl get ${KINDS} -A -o yaml | cdk8s-dynamodb-kro check-upgrade - dist/platform.k8s.yaml`,
    },
    { doc: 'Accept changes that make tables less safe', line: 'cdk8s-dynamodb-kro check-upgrade --allow-less-safe old.yaml dist/platform.k8s.yaml' },
  ],
  options: {
    'output': outputOption(['text', 'json']),
    'allow-less-safe': { type: 'boolean', formerly: 'allow', doc: 'accept changes that make tables less safe; they are reported, and do not fail the check' },
    'resource-graph-name': { type: 'string', placeholder: 'NAME', doc: 'name of the ResourceGraphDefinition, if a file has several' },
  },
  run(files, { output, 'allow-less-safe': allow, 'resource-graph-name': name }, io) {
    if (files.length !== 2) {
      throw new UsageError(`check-upgrade takes two files, OLD and NEW, not ${files.length}.`);
    }
    const [previous, next] = files;
    const [was, is] = files.map((file) => withDocuments(file, io, (documents) => {
      resourceGraphIn(documents, name);
      return documents;
    }));
    if (was === undefined || is === undefined) {
      return UNUSABLE;
    }
    let findings: UpgradeFinding[];
    try {
      findings = comparePlatforms(was, is, name);
    } catch (problem) {
      io.error(`${previous}, ${next}: ${(problem as Error).message}`);
      return UNUSABLE;
    }
    io.out(output === 'json' ? JSON.stringify(findings, undefined, 2) : text(next, findings));
    return findings.some(({ breaking, weakens }) => breaking || (weakens && !allow)) ? FAILED : OK;
  },
});

function text(file: string, findings: readonly UpgradeFinding[]): string {
  const breaking = findings.filter((finding) => finding.breaking);
  const rejected = findings.filter(({ refusedByKro }) => refusedByKro);
  const weaker = findings.filter(({ breaking: breaks, weakens }) => weakens && !breaks);
  return [
    ...findings.map((finding) => `${file}: ${label(finding)}: ${describeFinding(finding)}`),
    `${count(breaking.length, 'breaking change')} (${rejected.length} rejected by kro), ${count(weaker.length, 'change')} that weaken${weaker.length === 1 ? 's' : ''} safety, ${count(findings.length - breaking.length - weaker.length, 'note')}`,
  ].join('\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function label({ breaking, weakens, refusedByKro }: UpgradeFinding): string {
  if (breaking) {
    return refusedByKro ? 'rejected by kro' : 'breaking';
  }
  return weakens ? 'less safe' : 'note';
}
