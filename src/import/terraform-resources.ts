import { Unresolved } from './part';
import { Pending, pendingChange } from './terraform-pending';
import { at, isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';

export function isStateFile(value: Json): boolean {
  return typeof value.terraform_version === 'string' && Array.isArray(value.resources);
}

export interface Resource {
  /** Such as `module.shop.aws_dynamodb_table.orders["eu"]`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** As AWS has it; what a plan creates, as it will be. */
  readonly values: Json;
  /** The configuration of the provider that manages it, if that is known: another one may be of another region or account. */
  readonly provider?: string;
  /** Where what belongs to a table is, if that is known. */
  readonly region?: string;
  /** What Terraform is about to do with it. */
  readonly pending?: Pending;
}

/** All resources of a state or a plan, with those in it that a plan deletes: they are in AWS until then. */
export function resourcesOf(value: Json): Resource[] {
  if (isStateFile(value)) {
    return stateResources(value);
  }
  const { root_module: root } = objectOf(value.planned_values ?? value.values);
  const changes = objectsOf(value.resource_changes);
  const byAddress = new Map(changes.filter(({ deposed }) => deposed === undefined).map((each) => [String(each.address), each]));
  const unknown = unknownValues(value);
  const present = [...moduleResources(objectOf(root))].map((resource): Resource => {
    if (resource.pending !== undefined) {
      return resource;
    }
    const { address } = resource;
    const change = objectOf(objectOf(byAddress.get(address)).change);
    const pending = pendingChange(change, objectOf(unknown.get(address)));
    const isPlanned = pending === undefined || pending.kind === 'create';
    const values = isPlanned ? markUnknown(resource.values, unknown.get(address)) as Json : objectOf(change.before);
    return { ...resource, values, pending };
  });
  const gone = changes.filter(({ mode }) => mode !== 'data').flatMap(({ address, type, name, change }): Resource[] => {
    const pending = pendingChange(objectOf(change), {});
    return pending?.kind === 'delete' || pending?.kind === 'forget'
      ? [{ address: String(address), type: String(type), name: String(name), values: objectOf(objectOf(change).before), pending }] : [];
  });
  // What was moved is there under both addresses.
  const known = new Set([...[...present, ...gone].map(({ address }) => address), ...changes.map(({ previous_address: address }) => String(address))]);
  // A plan of some targets has the rest here alone.
  const prior = [...moduleResources(objectOf(objectOf(objectOf(value.prior_state).values).root_module))];
  const priorValues = new Map(prior.map(({ address, values }) => [address, values]));
  const changed = changes.filter(({ mode, address, deposed }) => mode !== 'data' && deposed === undefined && !known.has(String(address)))
    .flatMap((each) => onlyChanged(each, objectOf(unknown.get(String(each.address))), priorValues.get(String(each.address))));
  changed.forEach(({ address }) => known.add(address));
  return [...present, ...changed, ...gone, ...prior.filter(({ address }) => !known.has(address))];
}

/** What a plan changes, and does not have among its planned values. */
function onlyChanged({ address, type, name, change: given }: Json, unknown: Json, prior: Json = {}): Resource[] {
  const change = objectOf(given);
  const pending = pendingChange(change, unknown);
  const values = pending?.kind === 'create' ? markUnknown(change.after, unknown) : isObject(change.before) ? { ...prior, ...change.before } : undefined;
  return isObject(values) ? [{ address: String(address), type: String(type), name: String(name), values, pending }] : [];
}

/** What a state says that Terraform is about to do: to delete what a replacement left behind, or to replace. */
function pendingInState(isDeposed: boolean, isTainted: boolean): Pending | undefined {
  return isDeposed ? { kind: 'delete', isDeposed } : isTainted ? { kind: 'replace', isTainted } : undefined;
}

function* moduleResources(module: Json): Generator<Resource> {
  for (const resource of objectsOf(module.resources)) {
    if (resource.mode !== 'data') {
      const { address, type, name, values, deposed_key: deposed, tainted } = resource;
      const pending = pendingInState(deposed !== undefined, tainted === true);
      yield { address: String(address), type: String(type), name: String(name), values: objectOf(values), pending };
    }
  }
  for (const child of objectsOf(module.child_modules)) {
    yield* moduleResources(child);
  }
}

function stateResources({ resources }: Json): Resource[] {
  return objectsOf(resources).filter(({ mode }) => mode !== 'data').flatMap(({ module, type, name, provider, instances }) =>
    objectsOf(instances).map((instance) => ({
      address: [module, type, name].filter(Boolean).map(String).join('.') + (instance.index_key === undefined ? '' : `[${JSON.stringify(instance.index_key)}]`),
      type: String(type),
      name: String(name),
      provider: provider === undefined ? undefined : String(provider),
      values: objectOf(instance.attributes),
      pending: pendingInState(instance.deposed !== undefined, instance.status === 'tainted'),
    })));
}

/** What a plan does not know yet, by address. What nobody has configured will have the default of AWS, but for tags of the provider. */
function unknownValues({ resource_changes: changes, configuration }: Json): Map<string, unknown> {
  const configured = new Map<string, Json>();
  eachConfigured(objectOf(objectOf(configuration).root_module), ({ expressions }, address) => configured.set(address, objectOf(expressions)));
  return new Map(objectsOf(changes).map(({ address, change }) => {
    const expressions = configured.get(withoutKeys(String(address)));
    const unknown = Object.entries(objectOf(objectOf(change).after_unknown))
      .filter(([name]) => expressions === undefined || name in expressions || name === 'tags_all' || name === 'name');
    return [String(address), Object.fromEntries(unknown)] as const;
  }));
}

/** Computed by AWS: that a plan does not know them is no loss. */
const COMPUTED = ['arn', 'id', 'stream_arn', 'stream_label'];

function markUnknown(value: unknown, unknown: unknown, name = ''): unknown {
  if (unknown === true) {
    return COMPUTED.includes(name) ? undefined : new Unresolved('The plan does not know the value yet. Import the state after apply, or declare the value.');
  }
  if (Array.isArray(unknown)) {
    return listOf(value).map((item, i) => markUnknown(item, unknown[i]));
  }
  if (!isObject(unknown) || Object.keys(unknown).length === 0) {
    return value;
  }
  const names = new Set([...Object.keys(objectOf(value)), ...Object.keys(unknown)]);
  return Object.fromEntries([...names].map((each) => [each, markUnknown(at(value, each), at(unknown, each), each)]));
}

export function eachConfigured(module: Json, run: (resource: Json, address: string) => void, prefix = ''): void {
  objectsOf(module.resources).forEach((resource) => run(resource, prefix + String(resource.address)));
  for (const [name, call] of Object.entries(objectOf(module.module_calls))) {
    eachConfigured(objectOf(objectOf(call).module), run, `${prefix}module.${name}.`);
  }
}

export function withoutKeys(address: string): string {
  return address.replace(/\[[^\]]*\]/g, '');
}
