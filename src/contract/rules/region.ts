import { Finding, Rule } from './rule';
import { REGION } from '../fields';
import { PARTITION, PARTITIONS } from '../partitions';
import { didYouMean, Violation } from '../violation';

/** AWS adds regions: one that is not known yet is a warning, not an error. */
const REGIONS = PARTITIONS.flatMap(({ regions }) => regions);

export const REGION_RULES: readonly Rule[] = [
  {
    code: 'UnknownRegion',
    severity: 'warning',
    statement: 'A region is one that AWS has, and so is a partition.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/ddb.html',
    check: ({ region, replicas = [] }) => [
      ...unknown('region', region),
      ...replicas.flatMap(({ regionName }, i) => unknown(`replicas[${i}].regionName`, regionName)),
    ],
  },
];

/** The same of a region that is given elsewhere than in a table. One that is not valid is an error already. */
export function unknownRegion(property: string, value: unknown): Violation[] {
  const isRegion = typeof value === 'string' && new RegExp(REGION.pattern!).test(value);
  return isRegion ? unknown(property, value).map((finding) => ({ code: 'UnknownRegion', severity: 'warning', ...finding })) : [];
}

/** The same of a partition. */
export function unknownPartition(property: string, value: unknown): Violation[] {
  const isPartition = typeof value === 'string' && new RegExp(PARTITION.pattern!).test(value);
  return isPartition ? unknown(property, value, 'partition', PARTITIONS.map(({ id }) => id)).map((finding) => ({ code: 'UnknownRegion', severity: 'warning', ...finding })) : [];
}

function unknown(property: string, value: string | undefined, what = 'region', known = REGIONS): Finding[] {
  return value === undefined || value === '' || known.includes(value) ? [] : [{
    property, value, problem: `is not a known AWS ${what}`, fix: didYouMean(value, known).trim() || `Check the spelling; a new ${what} is fine.`,
  }];
}
