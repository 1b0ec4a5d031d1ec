/** Calls as AWS got them, and as the model has them. What the model leaves out is left out: attribute definitions and ACK's own tags. */
import { TABLE } from './aws';
import type { Trace } from '../conformance/harness/recorder';

export interface Call { readonly operation: string; readonly body: any; readonly rejected?: string }

/** @param name of the table */
export const modelCall = (name: string, { operation, body, rejected }: Trace['calls'][number]): Call => (
  { operation, body: BODIES[operation](named(body)), rejected: modelText(name, rejected) }
);

/** The model's table has a name of its own; each request of AWS's SDK has an id, and says it. */
export const modelText = (name: string, text: string | undefined): string | undefined => (
  text?.replace(/operation error .*RequestID: \w+, /, '').replace(`: ${name}`, `: ${TABLE}`)
);

const BODIES: Record<string, (body: any) => any> = {
  CreateTable: ({ tags, ...spec }) => {
    const own = tags.filter(({ key }: any) => !key.startsWith('services.k8s.aws/'));
    return { ...spec, ...own.length > 0 ? { tags: own } : {} };
  },
  UpdateTable: ({ tableName, attributeDefinitions, globalSecondaryIndexUpdates: indexes = [], ...changes }) => ({
    ...Object.fromEntries(Object.entries(changes).map(([change, value]) => [CHANGES[change], value])),
    ...'billingMode' in changes && indexes.length > 0 ? { indexUnits: indexes.map(({ update }: any) => update) } : indexChange(indexes[0]),
  }),
  UpdateTimeToLive: ({ timeToLiveSpecification }) => timeToLiveSpecification,
  UpdateContinuousBackups: ({ pointInTimeRecoverySpecification }) => pointInTimeRecoverySpecification,
  UpdateContributorInsights: ({ contributorInsightsAction }) => contributorInsightsAction,
  TagResource: ({ tags }) => tags,
  UntagResource: ({ tagKeys }) => tagKeys,
  PutResourcePolicy: ({ policy }) => policy,
  DeleteResourcePolicy: () => undefined,
};

const CHANGES: Record<string, string> = {
  billingMode: 'billing',
  provisionedThroughput: 'units',
  onDemandThroughput: 'caps',
  streamSpecification: 'stream',
  tableClass: 'tableClass',
  deletionProtectionEnabled: 'protection',
  sseSpecification: 'sse',
};

/** ACK changes one index a call. */
function indexChange(change: any): object {
  const { create: createIndex, delete: deletes, update: updateIndex } = change ?? {};
  return { createIndex, deleteIndex: deletes?.indexName, updateIndex };
}

const NAMES: Record<string, string> = { KMSMasterKeyId: 'kmsMasterKeyID', SSEType: 'sseType', SSESpecification: 'sseSpecification' };

/** With the names that a Table's spec has. */
function named(value: any): any {
  if (Array.isArray(value)) {
    return value.map(named);
  }
  return typeof value !== 'object' ? value : Object.fromEntries(Object.entries(value).map(([name, each]) => [
    NAMES[name] ?? `${name[0].toLowerCase()}${name.slice(1)}`, named(each),
  ]));
}
