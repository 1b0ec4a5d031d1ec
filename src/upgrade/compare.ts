import { fieldChanges } from './field-changes';
import { UpgradeFinding } from './finding';
import { resourceChanges } from './resource-changes';
import { schemaTree } from './schema-tree';
import { note, NOTHING, rejected } from './verdicts';
import { isObject, Json, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP } from '../contract/names';

const SCHEMA = 'spec.schema';

/** What of the schema cannot change, with kro's defaults. */
const FIXED = { group: DEFAULT_API_GROUP, kind: undefined, apiVersion: undefined, scope: 'Namespaced' };

/** With it kro takes what it would reject in the fields. What cannot change at all stays rejected. */
const ALLOW_BREAKING_CHANGES = 'kro.run/allow-breaking-changes';

/**
 * What has changed between two versions of a ResourceGraphDefinition, the breaking changes first.
 * Throws for a schema that cannot be read, with a message that names the place.
 */
export function compareResourceGraphs(previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map((graph) => part(part(graph, 'spec'), 'schema'));
  const fields = [
    ...fieldChanges(`${SCHEMA}.spec`, tree(was), tree(is)),
    ...statusChanges(`${SCHEMA}.status`, was.status, is.status),
  ];
  const findings = [
    ...nameChange(previous, next),
    ...apiChanges(was, is),
    ...(part(part(next, 'metadata'), 'annotations')[ALLOW_BREAKING_CHANGES] === 'true' ? fields.map(allowed) : fields),
    ...resourceChanges(part(previous, 'spec').resources, part(next, 'spec').resources),
  ];
  return [...findings.filter(({ breaking }) => breaking), ...findings.filter(({ breaking }) => !breaking)];
}

function tree(schema: Json): ReturnType<typeof schemaTree> {
  return schemaTree(schema.spec ?? {}, part(schema, 'types'), `${SCHEMA}.spec`);
}

function allowed(finding: UpgradeFinding): UpgradeFinding {
  return { ...finding, refusedByKro: false };
}

function nameChange(previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map((graph) => part(graph, 'metadata').name);
  return was === is ? [] : [rejected('NameChanged', 'metadata.name',
    `is ${String(is)} instead of ${String(was)}, but the CustomResourceDefinition belongs to ${String(was)}`, `Keep the name: resourceGraphName is ${String(was)}.`)];
}

function apiChanges(previous: Json, next: Json): UpgradeFinding[] {
  return Object.entries(FIXED).flatMap(([name, byDefault]) => {
    const [was, is] = [previous, next].map((schema) => schema[name] ?? byDefault);
    return was === is ? [] : [rejected('ApiChanged', `${SCHEMA}.${name}`,
      `is ${String(is)} instead of ${String(was)}, which the API server does not let change`, 'Keep it, or install the new API beside the old one under another resourceGraphName.')];
  });
}

// kro works out the type of a status field from its expression; conditions have always the same.
function statusChanges(path: string, previous: unknown, next: unknown): UpgradeFinding[] {
  const [was, is] = [previous, next].map(objectOf);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) => {
    const at = `${path}.${name}`;
    if (at === `${SCHEMA}.status.conditions`) {
      return [];
    }
    if (!(name in is)) {
      return [rejected('StatusFieldRemoved', at, 'is removed, and what reads it finds nothing', 'Put it back.')];
    }
    if (!(name in was)) {
      return [note('StatusFieldAdded', at, 'is new', NOTHING)];
    }
    if (isObject(was[name]) && isObject(is[name])) {
      return statusChanges(at, was[name], is[name]);
    }
    return JSON.stringify(was[name]) === JSON.stringify(is[name]) ? [] : [
      note('StatusExpressionChanged', at, 'is worked out in another way; kro rejects it if it has another type now', 'See that its type is the same.'),
    ];
  });
}

function part(of: Json, name: string): Json {
  return objectOf(of[name]);
}
