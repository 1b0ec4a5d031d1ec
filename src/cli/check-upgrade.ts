import { Surroundings, withDocuments } from './surroundings';
import { compareResourceGraphs } from '../upgrade/compare';
import { resourceGraphIn } from '../upgrade/find';
import { UpgradeFinding } from '../upgrade/finding';
import { describeFinding } from '../upgrade/verdicts';

/** Compares the platform part in two files; 0 if nothing breaks, 1 if something does, 2 if that cannot be told. */
export function checkUpgradeOfFiles(previous: string, next: string, format: string, name: string | undefined, surroundings: Surroundings): number {
  const [was, is] = [previous, next].map((file) => withDocuments(file, surroundings, (documents) => resourceGraphIn(documents, name)));
  if (was === undefined || is === undefined) {
    return 2;
  }
  let findings: UpgradeFinding[];
  try {
    findings = compareResourceGraphs(was, is);
  } catch (problem) {
    surroundings.error(`${previous}, ${next}: ${(problem as Error).message}`);
    return 2;
  }
  surroundings.out(format === 'json' ? JSON.stringify(findings, undefined, 2) : text(next, findings));
  return Number(findings.some(({ breaking }) => breaking));
}

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
