import { isDeepStrictEqual } from 'node:util';
import { Draft } from './draft';
import { Finding } from './finding';
import { LIMITS } from './limits';
import { objectOf, objectsOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';

/**
 * Of global tables that are read in several of their regions, the replicas, each with the draft that is declared: that of the region which
 * the caller gives, or the first one. They name each other. Where only one names the other, the other may be of another account.
 */
export function replicasReadToo(drafts: readonly Draft[], region: string | undefined): Map<Draft, Draft> {
  const byName = new Map<unknown, Draft[]>();
  drafts.filter(({ spec }) => spec.replicas !== undefined && spec.region !== undefined).forEach((draft) => {
    const known = byName.get(draft.spec.tableName);
    known === undefined ? byName.set(draft.spec.tableName, [draft]) : known.push(draft);
  });
  byName.delete(undefined);
  const found = new Map<Draft, Draft>();
  for (const named of byName.values()) {
    const kept: Draft[] = [];
    for (const draft of named.sort((one, other) => Number(other.spec.region === region) - Number(one.spec.region === region))) {
      const declared = kept.find(({ spec }) => replicaIn(spec, draft.spec.region) && replicaIn(draft.spec, spec.region));
      declared === undefined ? kept.push(draft) : found.set(draft, declared);
    }
  }
  return found;
}

/** The replica that a table has in a region. */
export function replicaIn({ replicas }: TableSpec, region: unknown): TableSpec | undefined {
  return objectsOf(replicas).find(({ regionName }) => regionName === region);
}

/** What each replica has for itself, and ACK leaves. */
const OF_REPLICA = ['tags', 'pointInTimeRecoveryEnabled', 'recoveryPeriodInDays', 'deletionProtectionEnabled', 'contributorInsights', 'resourcePolicy'];

/** What the declaration has among its replicas, by its name there. */
const IN_REPLICAS: Readonly<Record<string, string>> = { kmsMasterKeyID: 'kmsMasterKeyID', tableClass: 'tableClassOverride' };

/** What the declaration of a global table does not express of a replica that was read too. */
export function findingsOfReplica(declared: Read, replica: Read, isGiven: boolean): Finding[] {
  const [{ spec }, { spec: own, source }] = [declared, replica];
  const region = String(own.region);
  const of = ` of replica ${region}`;
  const expressed = objectOf(replicaIn(spec, region));
  const differing = [...new Set([...Object.keys(own), ...Object.keys(spec)])].filter((name) => name !== 'region' && name !== 'replicas'
    && !isDeepStrictEqual(own[name], spec[name]) && !(name in IN_REPLICAS && isDeepStrictEqual(own[name], expressed[IN_REPLICAS[name]])));
  const contradicting = differing.filter((name) => !OF_REPLICA.includes(name)).join(', ');
  return [
    { what: of.slice(4), path: '', effect: 'note', text: `${source} has it too. A global table is declared once: this one in ${String(spec.region)}, which ${isGiven ? '--region gives' : `was read first. Give --region ${region} to declare it there`}.` },
    ...differing.filter((name) => OF_REPLICA.includes(name)).map((name): Finding => ({ ...LIMITS.replicaSettings, what: name + of, path: '' })),
    ...contradicting === '' ? [] : [{ what: contradicting + of, path: '', effect: 'unknown' as const, text: `${source} has it otherwise than ${declared.source}. Import the newest descriptions.` }],
    ...replica.findings.map((each) => ({ ...each, what: each.what + of })),
  ];
}

interface Read {
  readonly source: string;
  readonly spec: TableSpec;
  readonly findings: readonly Finding[];
}
