import { API, Finding, GUIDE, Parts, Rule, Spec } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';

const QUOTA = 40_000;
const ON_DEMAND = 'PAY_PER_REQUEST';

/** Rules on billing and capacity. */
export const CAPACITY_RULES: readonly Rule[] = [
  {
    code: 'ThroughputRequired',
    statement: 'With billing mode PROVISIONED, the table and every global index have a provisioned throughput.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-ProvisionedThroughput`,
    check: ({ billingMode }, { throughputs }) => billingMode !== 'PROVISIONED' ? [] : throughputs.filter(({ of }) => of.provisionedThroughput === undefined)
      .map(({ path }) => ({ property: `${path}provisionedThroughput`, because: 'billingMode', problem: 'is missing with billingMode PROVISIONED', fix: 'Give readCapacityUnits and writeCapacityUnits.', typescript: { problem: 'is missing with Billing.provisioned()' } })),
    cel: cel`variables.spec.billingMode != "PROVISIONED" ? [] : variables.throughputs.filter(t, !has(t.of.provisionedThroughput)).map(t, t.path + "provisionedThroughput is missing with billing mode PROVISIONED")`,
    cue: cue`if parameter.billingMode == "PROVISIONED" for t in _throughputs if t.of.provisionedThroughput == _|_ {"\\(t.path)provisionedThroughput is missing with billing mode PROVISIONED"},`,
  },
  {
    code: 'ThroughputForbidden',
    statement: 'With billing mode PAY_PER_REQUEST, neither the table nor an index has a provisioned throughput.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-BillingMode`,
    check: (spec, { throughputs }) => (spec.billingMode ?? ON_DEMAND) !== ON_DEMAND ? [] : throughputs
      .filter(({ of }) => of.provisionedThroughput !== undefined)
      .map(({ path }) => ({
        property: `${path}provisionedThroughput`,
        against: 'billingMode',
        problem: `cannot be given with ${onDemandOf(spec.billingMode)}`,
        fix: staysOnDemand(spec, throughputs) ? 'Remove it.' : 'Remove it, or set billingMode to PROVISIONED.',
        removes: true,
        typescript: { problem: 'cannot be given with Billing.onDemand(), the default', fix: staysOnDemand(spec, throughputs) ? 'Remove it.' : 'Remove it, or use Billing.provisioned().' },
      })),
    cel: cel`variables.spec.billingMode != "PAY_PER_REQUEST" ? [] : variables.throughputs.filter(t, has(t.of.provisionedThroughput)).map(t, t.path + "provisionedThroughput cannot be given with billing mode PAY_PER_REQUEST")`,
    cue: cue`if parameter.billingMode == "PAY_PER_REQUEST" for t in _throughputs if t.of.provisionedThroughput != _|_ {"\\(t.path)provisionedThroughput cannot be given with billing mode PAY_PER_REQUEST"},`,
  },
  {
    code: 'ThroughputQuota',
    severity: 'warning',
    statement: 'A table or an index has at most 40,000 read and 40,000 write units, as capacity or as a cap, unless AWS raised the quota of the account.',
    source: `${GUIDE}ServiceQuotas.html#default-limits-throughput`,
    check: (_, { throughputs }) => throughputs.flatMap(({ path, of }) => (['provisionedThroughput', 'onDemandThroughput'] as const)
      .flatMap((units) => Object.entries(of[units] ?? {}).filter(([, value]) => value > QUOTA).map(([name, value]) => ({
        property: `${path}${units}.${name}`,
        value,
        problem: `is more than the default quota of ${QUOTA}`,
        fix: 'Have the quota raised, or give less.',
      })))),
  },
  {
    code: 'OnDemandThroughput',
    statement: 'Caps are given only with billing mode PAY_PER_REQUEST, at least one of the two, each at least 1 or -1.',
    source: `${API}API_OnDemandThroughput.html`,
    check: ({ billingMode }, { throughputs }) => throughputs.flatMap(({ path, of }): Finding[] => {
      const caps = of.onDemandThroughput;
      const property = `${path}onDemandThroughput`;
      if (caps === undefined) {
        return [];
      }
      if (billingMode === 'PROVISIONED') {
        return [{
          property,
          against: 'billingMode',
          problem: 'cannot be given with billingMode PROVISIONED',
          fix: 'Remove it, or set billingMode to PAY_PER_REQUEST, without provisionedThroughput.',
          removes: true,
          typescript: { problem: 'cannot be given with Billing.provisioned()', fix: 'Remove it, or use Billing.onDemand(), without provisionedThroughput.' },
        }];
      }
      const given = Object.entries(caps).filter(([, value]) => value !== undefined);
      return given.length === 0
        ? [{ property, problem: 'has no cap in it', fix: 'Give maxReadRequestUnits, maxWriteRequestUnits or both, or leave it out.' }]
        : given.filter(([, value]) => value === 0).map(([name, value]) => ({ property: `${property}.${name}`, value, problem: 'is out of range', fix: 'Give at least 1, or -1 for no cap.' }));
    }),
    cel: cel`variables.throughputs.filter(t, has(t.of.onDemandThroughput) && variables.spec.billingMode == "PROVISIONED").map(t, t.path + "onDemandThroughput cannot be given with billing mode PROVISIONED")
+ variables.throughputs.filter(t, has(t.of.onDemandThroughput) && !has(t.of.onDemandThroughput.maxReadRequestUnits) && !has(t.of.onDemandThroughput.maxWriteRequestUnits)).map(t, t.path + "onDemandThroughput has no cap in it")
+ variables.throughputs.filter(t, has(t.of.onDemandThroughput) && (t.of.onDemandThroughput.?maxReadRequestUnits.orValue(1) == 0 || t.of.onDemandThroughput.?maxWriteRequestUnits.orValue(1) == 0)).map(t, t.path + "onDemandThroughput has a cap of 0: give at least 1, or -1 for no cap")`,
    cue: cue`for t in _throughputs if t.of.onDemandThroughput != _|_ if parameter.billingMode == "PROVISIONED" {"\\(t.path)onDemandThroughput cannot be given with billing mode PROVISIONED"},
for t in _throughputs if t.of.onDemandThroughput != _|_ if len(t.of.onDemandThroughput) == 0 {"\\(t.path)onDemandThroughput has no cap in it"},
for t in _throughputs if t.of.onDemandThroughput != _|_ for name, cap in t.of.onDemandThroughput if cap == 0 {"\\(t.path)onDemandThroughput.\\(name) is 0: give at least 1, or -1 for no cap"},`,
  },
];

/** With capacity it would break another rule. */
function staysOnDemand({ replicas = [] }: Spec, throughputs: Parts['throughputs']): boolean {
  return replicas.length > 0 || throughputs.some(({ of }) => of.onDemandThroughput !== undefined);
}

export function onDemandOf(billingMode: string | undefined): string {
  return `billingMode ${ON_DEMAND}${billingMode === undefined ? ', the default' : ''}`;
}
