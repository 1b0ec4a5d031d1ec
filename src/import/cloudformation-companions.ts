import { reportScaling } from './auto-scaling';
import { Orphan } from './companion';
import { reportDefaults } from './defaults';
import { Draft, Fields, report } from './draft';
import { Finding } from './finding';
import { Resolver } from './intrinsics';
import { unknownKind } from './limits';
import { Unresolved } from './part';
import { reportStackDeletes } from './table-state';
import { isObject, Json, objectOf, objectsOf } from '../contract/json';

/**
 * Reads the resources that belong to tables: scalable targets, and the replicas of CDK's older `Table`. Others are not about tables,
 * unless their type says so.
 * What is of a table of another template is handed on. Returns whether there was any of that.
 */
export function readCompanions(
  others: ReadonlyArray<readonly [string, Json]>, drafts: ReadonlyMap<string, Draft>, resolver: Resolver, { file, region, prefix = '', orphan }: { file: string; region?: string; prefix?: string; orphan: Orphan },
): boolean {
  let found = false;
  const byName = new Map([...drafts.values()].map((draft) => [draft.spec.tableName, draft]));
  const tableOf = (value: unknown): Draft | undefined => {
    const referred = refsIn(value).find((id) => drafts.has(id));
    if (referred !== undefined) {
      return drafts.get(referred);
    }
    const name = resolver.resolve(value);
    return typeof name === 'string' ? byName.get(name.replace(/^table\//, '').split('/')[0]) : undefined;
  };
  const [first] = drafts.values();
  const handOn = (path: string, what: string, value: unknown, read: (draft: Draft) => void): void => {
    found = true;
    const name = resolver.resolve(value);
    const table = typeof name === 'string' ? name.replace(/^table\//, '').split('/')[0] : undefined;
    if (table === undefined) {
      const finding: Omit<Finding, 'path'> = { what, effect: 'unknown', text: `Which table it is of cannot be told. ${name instanceof Unresolved ? name.reason : ''}`.trimEnd() };
      return first === undefined ? orphan({ ...finding, path: `${file} ${path}` }) : report(first, finding, path);
    }
    // A template with tables may well have what is of others.
    const text = `Its table ${table} is not in the input. Import it together with its table.`;
    orphan(first === undefined ? { what, effect: 'unknown', text, path: `${file} ${path}` } : undefined, { table, region, read });
  };
  for (const [id, resource] of others) {
    const { Type: type, Properties: raw, DeletionPolicy: policy } = resource;
    const path = [prefix, 'Resources', id].filter(Boolean).join('.');
    const properties = objectOf(raw);
    if (type === 'AWS::ApplicationAutoScaling::ScalableTarget' || type === 'AWS::AutoScalingPlans::ScalingPlan') {
      const targets = [properties, ...objectsOf(properties.ScalingInstructions)];
      for (const target of targets.filter(({ ResourceId }) => ResourceId !== undefined)) {
        const table = tableOf(target.ResourceId);
        const read = (draft: Draft | undefined): void => readTarget(target, draft, resolver, path);
        table === undefined && target.ServiceNamespace === 'dynamodb' ? handOn(path, 'auto scaling of a table', target.ResourceId, read) : read(table);
      }
    } else if (type === 'Custom::DynamoDBReplica') {
      const table = tableOf(properties.TableName);
      const read = (draft: Draft | undefined): void => {
        readReplica(resource, draft, resolver, path);
        draft && reportStackDeletes(draft, 'the replica', resolver.resolve(policy), path);
      };
      table === undefined ? handOn(path, 'replica of a table', properties.TableName, read) : read(table);
    } else if (/^(AWS|Custom)::.*DynamoDB/i.test(String(type))) {
      found = true;
      const finding = unknownKind(String(type));
      first === undefined ? orphan({ ...finding, path: `${file} ${path}` }) : report(first, finding, path);
    } else if (/^Custom::|::CustomResource$/.test(String(type))) {
      const finding = callsOf(properties);
      const [, name] = /TableName\W+([\w.-]+)/.exec(JSON.stringify(properties)) ?? [];
      const table = drafts.get(refsIn(properties).find((each) => drafts.has(each)) ?? '') ?? byName.get(name) ?? first;
      found ||= finding !== undefined;
      finding && (table === undefined ? orphan({ ...finding, path: `${file} ${path}` }) : report(table, finding, path));
    }
  }
  return found;
}

/** Calls that change no settings of a table. */
const HARMLESS_CALL = /^(describe|list|get|query|scan|batch|transact|execute|(put|update|delete)Item)/i;

/** The finding about the calls of CDK's AwsCustomResource, which are JSON in a text or in parts of one. */
function callsOf({ Create, Update, Delete }: Json): Omit<Finding, 'path'> | undefined {
  const texts = [Create, Update, Delete].map((each) => JSON.stringify(each ?? '')).filter((each) => /service\W+(aws-sdk\W+client-)?dynamo-?db\W/i.test(each));
  const calls = texts.flatMap((each) => /action\W+(\w+)/.exec(each)?.[1] ?? 'DynamoDB').filter((each) => !HARMLESS_CALL.test(each));
  return calls.length === 0 ? undefined : {
    what: `custom resource that calls ${[...new Set(calls)].join(', ')}`, effect: 'unknown', text: 'What it sets is not read. Import the table from AWS: --region REGION --table NAME.',
  };
}

function readTarget(target: Json, draft: Draft | undefined, resolver: Resolver, path: string): void {
  if (draft !== undefined) {
    const [, index] = /[/"]index(?:\/|",")([^/"}]+)/.exec(JSON.stringify(target.ResourceId)) ?? [];
    reportScaling(draft, { index, dimension: String(target.ScalableDimension) }, objectOf(resolver.resolve(target)), path);
  }
}

function readReplica(resource: Json, draft: Draft | undefined, resolver: Resolver, path: string): void {
  if (draft === undefined) {
    return;
  }
  resolver.defaults.clear();
  reportCondition(draft, resource, resolver, path);
  const regionName = resolver.resolve(objectOf(resource.Properties).Region);
  if (typeof regionName === 'string') {
    draft.spec.replicas = [...(draft.spec.replicas as readonly Fields[] | undefined) ?? [], { regionName }];
  } else {
    report(draft, { what: 'replica', effect: 'unknown', text: regionName instanceof Unresolved ? regionName.reason : 'Its region is not text.' }, path);
  }
  reportDefaults(draft, resolver.defaults, path);
}

/** Reports a condition of which nobody knows whether it holds. */
export function reportCondition(draft: Draft, { Condition: condition }: Json, resolver: Resolver, path: string): void {
  const holds = typeof condition !== 'string' || resolver.condition(condition);
  if (holds instanceof Unresolved) {
    report(draft, { what: `condition ${String(condition)}`, effect: 'unknown', text: `${holds.reason} It is declared as if it held.` }, `${path}.Condition`);
  }
}

/** The logical ids that a value refers to. */
function refsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/\$\{([^}.!]+)/g)].map(([, id]) => id);
  }
  if (Array.isArray(value)) {
    return value.flatMap(refsIn);
  }
  if (!isObject(value)) {
    return [];
  }
  const attribute = value['Fn::GetAtt'];
  const direct = [value.Ref, Array.isArray(attribute) ? attribute[0] : String(attribute ?? '').split('.')[0]];
  return [...direct.filter((id): id is string => typeof id === 'string' && id !== ''), ...Object.values(value).flatMap(refsIn)];
}
