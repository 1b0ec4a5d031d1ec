import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { domainOf, PARTITIONS, partitionOf } from '../../src/contract/partitions';

interface Published {
  readonly id: string;
  readonly regionRegex: string;
  readonly outputs: { readonly dnsSuffix: string };
  readonly regions: Record<string, object>;
}

/** The partitions as the AWS SDK for JavaScript knows them. It exports no list, so the file is read that holds it. */
function published(): Published[] {
  const core = dirname(require.resolve('@aws-sdk/core/package.json'));
  const source = readFileSync(join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'), 'utf8');
  return JSON.parse(/partitionsInfo = (\{.*?\n\});/s.exec(source)![1].replace(/,(?=\s*[}\]])/g, '')).partitions;
}

function byId<T extends { readonly id: string }>(partitions: readonly T[]): Map<string, T> {
  return new Map([...partitions].sort((a, b) => (a.id < b.id ? -1 : 1)).map((each) => [each.id, each]));
}

const theirs = byId(published());

test('the SDK has partitions to compare with', () => {
  expect(theirs.size).toBeGreaterThan(7);
  expect(theirs.get('aws')!.regions).toHaveProperty('us-east-1');
});

test('our table has the partitions of the AWS SDK, with their regions and domains', () => {
  expect([...byId(PARTITIONS).values()].map(({ id, domain, regions }) => ({ id, domain, regions: [...regions].sort() })))
    .toEqual([...theirs.values()].map(({ id, outputs, regions }) => ({
      id, domain: outputs.dnsSuffix, regions: Object.keys(regions).filter((region) => region !== `${id}-global`).sort(),
    })));
});

test('a region, known or not yet, is in the partition whose pattern it matches in the SDK', () => {
  const prefixes = PARTITIONS.flatMap(({ prefix, regions }) => [...regions, ...(prefix === '' ? [] : [`${prefix}north-9`])]);
  for (const region of [...prefixes, 'eusc-de-west-2', 'ap-central-9']) {
    const matching = [...theirs.values()].filter(({ regionRegex }) => new RegExp(regionRegex).test(region)).map(({ id }) => id);
    // eusc- takes the country next, which a made-up region lacks.
    expect([region, matching.length === 0 ? [partitionOf(region).id] : matching]).toEqual([region, [partitionOf(region).id]]);
  }
});

test('an unknown partition has the domain of most', () => {
  expect(domainOf('aws-eusc')).toBe('amazonaws.eu');
  expect(domainOf('aws-moon')).toBe('amazonaws.com');
});
