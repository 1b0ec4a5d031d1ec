import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { withDocuments } from './documents';
import { compareResourceGraphs } from '../upgrade/compare';
import { resourceGraphIn } from '../upgrade/find';
import { UpgradeFinding } from '../upgrade/finding';
import { describeFinding } from '../upgrade/verdicts';

export const CHECK_UPGRADE = defineCommand({
  name: 'check-upgrade',
  summary: 'compare two versions of the platform resources and report what breaks',
  arguments: 'OLD NEW',
  description: `Compares the ResourceGraphDefinition of DynamoDBTable in two YAML files: whether kro accepts the new one, and what
breaks for tables that exist. A file - is standard input.

Exit code: 0 if nothing breaks, 1 if something does, 2 if a file cannot be read.`,
  examples: [
    { doc: 'Compare what was synthesized before with what is synthesized now', line: 'cdk8s-dynamodb-kro check-upgrade old.yaml dist/platform.k8s.yaml' },
    { doc: 'Compare with the cluster', line: 'kubectl get rgd dynamodbtable -o yaml | cdk8s-dynamodb-kro check-upgrade - dist/platform.k8s.yaml' },
  ],
  options: {
    'format': { type: 'string', choices: ['text', 'json'], default: 'text', doc: 'output format' },
    'resource-graph-name': { type: 'string', placeholder: 'NAME', doc: 'name of the ResourceGraphDefinition, where a file has several' },
  },
  run(files, { format, 'resource-graph-name': name }, io) {
    if (files.length !== 2) {
      throw new UsageError(`check-upgrade takes two files, OLD and NEW, not ${files.length}.`);
    }
    const [previous, next] = files;
    const [was, is] = files.map((file) => withDocuments(file, io, (documents) => resourceGraphIn(documents, name)));
    if (was === undefined || is === undefined) {
      return UNUSABLE;
    }
    let findings: UpgradeFinding[];
    try {
      findings = compareResourceGraphs(was, is);
    } catch (problem) {
      io.error(`${previous}, ${next}: ${(problem as Error).message}`);
      return UNUSABLE;
    }
    io.out(format === 'json' ? JSON.stringify(findings, undefined, 2) : text(next, findings));
    return findings.some(({ breaking }) => breaking) ? FAILED : OK;
  },
});

function text(file: string, findings: readonly UpgradeFinding[]): string {
  const breaking = findings.filter((finding) => finding.breaking);
  const refused = findings.filter(({ refusedByKro }) => refusedByKro);
  return [
    ...findings.map((finding) => `${file}: ${label(finding)}: ${describeFinding(finding)}`),
    `${breaking.length} breaking changes (${refused.length} refused by kro), ${findings.length - breaking.length} notes`,
  ].join('\n');
}

function label({ breaking, refusedByKro }: UpgradeFinding): string {
  return refusedByKro ? 'refused by kro' : breaking ? 'breaking' : 'note';
}
