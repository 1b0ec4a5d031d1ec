import { Held } from './going';
import { Owner, ownerOf } from './owner';
import { PlatformDefaults } from './platform-defaults';
import { AccountOf } from './roles';
import { TableDefaultsSpec } from '../ack/table-template';
import { FIELDS } from '../contract/fields';
import { Json, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, KIND, TABLE_OF_ACK } from '../contract/names';
import { TableSpec } from '../contract/table-spec';
import { validateShapes } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { Declaration, declarationsIn } from '../validation/documents';
import { conditionsOf, isApplied, LOCAL, Shared, sharedIn, waitsForPerson } from '../validation/environments';
import { SourceOf, withHints } from '../validation/hints';
import { WITH_EXPRESSIONS } from '../validation/objects';
import { Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';

/** What one side of a plan declares. */
export interface Side {
  readonly platform: PlatformDefaults;
  /** The tables, by the name of the DynamoDBTable in the cluster. */
  readonly tables: ReadonlyMap<string, DeclaredTable>;
  /** All declarations of each DynamoDBTable, which several may be of. */
  readonly all: ReadonlyMap<string, readonly DeclaredTable[]>;
  /** Those that no step of the workflow of their Application applies. */
  readonly notApplied: ReadonlySet<string>;
  /** Namespaces in which ACK retains what has no deletion policy of its own. */
  readonly retaining: ReadonlySet<string>;
}

export interface DeclaredTable {
  readonly declaration: Declaration;
  /** What declares it, and where an Application deploys it elsewhere. */
  readonly resource: string;
  /** Where it is deployed to. */
  readonly cluster: string;
  readonly namespace: string;
  /** The DynamoDBTable in the cluster: group, namespace and name, whoever applies it. */
  readonly object: string;
  /** The table in AWS: account, region and name. */
  readonly table: string;
  /** Who applies it for the object that declares it; undefined where whoever applies the input does. */
  readonly owner?: Owner;
  /** What is applied of the input for it: its object, or what makes that; undefined where the input lacks it. */
  readonly applied?: Json;
  /** Whether KubeVela fills in what the ComponentDefinition has defaults for, each time it applies it. */
  readonly isFilledIn: boolean;
  readonly held: Held;
  readonly tableName: string;
  readonly region: string;
  /** The AWS account, or the provider configuration where that is all that is known; neither with the role of the controller. */
  readonly account?: string;
  /** Whether the workflow of its Application waits for a person before it applies it. */
  waits(): boolean;
  /** The conditions of the workflow on which it depends whether KubeVela applies it. */
  conditions(): readonly string[];
  /** All that is wrong with it, on this platform if one is known. */
  validate(platform?: Platform): Violation[];
  /** The values that no cluster takes, and which cannot be compared. */
  wrongTypes(): Violation[];
}

export interface SideOptions {
  readonly names: PlatformNames;
  readonly roles: AccountOf;
  readonly retaining: ReadonlySet<string>;
  readonly sourceOf?: SourceOf;
}

/** The tables that these objects declare, each DynamoDBTable once: what is applied last holds. */
export function readSide(objects: readonly Json[], platform: PlatformDefaults, options: SideOptions): Side {
  const { names, roles, retaining, sourceOf } = options;
  const shared = sharedIn(objects);
  const all = declarationsIn(objects.filter((object) => !(WITH_EXPRESSIONS in object)), names, shared).flatMap((declaration): DeclaredTable[] => {
    const { namespace: own = 'default', name, application, spec, places, resource } = declaration;
    const provider = objectOf(spec.providerConfigRef).name;
    const [tableName, region] = [String(spec.tableName ?? ''), String(spec.region ?? '')];
    const owner = ownerOf(declaration);
    return (places.length === 0 ? [{ cluster: LOCAL, namespace: own }] : places).map(({ cluster, namespace = own }) => {
      const account = roles(namespace, provider);
      return {
        declaration,
        resource: [resource, ...cluster === LOCAL ? [] : [cluster], ...namespace === own ? [] : [namespace]].join(' in '),
        cluster,
        namespace,
        object: `${cluster === LOCAL ? '' : `${cluster}/`}${names.apiGroup ?? DEFAULT_API_GROUP}/${namespace}/${name}`,
        held: { kinds: [`${names.apiGroup ?? DEFAULT_API_GROUP}/${KIND}`, TABLE_OF_ACK], ...cluster === LOCAL ? { namespace } : {}, ...application === undefined ? { object: declaration.object } : {}, application: owner?.application },
        table: `${account ?? ''}/${region}/${tableName}`,
        owner,
        applied: owner === undefined ? declaration.object : owner.application ?? owner.holder,
        isFilledIn: application !== undefined || (owner?.isApplication === true && owner.application === undefined),
        waits: () => owner?.application !== undefined && waitsForPerson(owner.application, owner.selected.component, shared),
        conditions: () => owner?.conditions
          ?? (owner?.application === undefined ? [] : conditionsOf(owner.application, owner.selected.component, shared)),
        tableName,
        region,
        account,
        validate: (of) => withHints(declaration.validate(of), declaration, sourceOf),
        wrongTypes: () => withHints(validateShapes(spec).filter(({ code }) => code === 'InvalidType').map((violation) => ({ ...violation, at: declaration.locate(violation.property) })), declaration, sourceOf),
      };
    });
  });
  const [applied, others] = [true, false].map((wanted) => all.filter(({ owner }) => isMade(owner, shared) === wanted));
  const byObject = new Map<string, DeclaredTable[]>();
  for (const table of applied) {
    const alike = byObject.get(table.object);
    alike === undefined ? byObject.set(table.object, [table]) : alike.push(table);
  }
  const tables = new Map(applied.map((table) => [table.object, table]));
  return { platform, tables, all: byObject, retaining, notApplied: new Set(others.map(({ object }) => object)) };
}

function isMade(owner: Owner | undefined, shared: Shared): boolean {
  if (owner === undefined || owner.isSkipped === true) {
    return owner === undefined;
  }
  const { application, selected: { component } } = owner;
  return application === undefined || component === undefined || isApplied(application, component, shared);
}

/** The spec of a table, with all that is filled in for it, and what the table template adds. */
export interface EffectiveSpec {
  readonly spec: TableSpec;
  readonly defaults: TableDefaultsSpec;
}

const NO_TABLE_DEFAULTS: TableDefaultsSpec = { tags: [], encryption: {} };
const OF_CONTRACT: TableSpec = Object.fromEntries(FIELDS
  .flatMap(({ name, default: byDefault }) => byDefault === undefined ? [] : [[name, byDefault]]));

/** The table as it is in the cluster with these platform resources. Those that an input lacks are taken to be as in the other. */
export function effective(table: DeclaredTable, side: Side, other: Side): EffectiveSpec {
  return withPolicyOfNamespace(filledIn(table, side, other), table, side);
}

/** ACK asks the namespace last, and only where its Table has no annotation. */
function withPolicyOfNamespace({ spec, defaults }: EffectiveSpec, { held: { namespace } }: DeclaredTable, { retaining }: Side): EffectiveSpec {
  return spec.deletionPolicy !== undefined || defaults.deletionPolicy !== undefined || namespace === undefined || !retaining.has(namespace)
    ? { spec, defaults } : { spec: { ...spec, deletionPolicy: 'retain' }, defaults };
}

function filledIn(table: DeclaredTable, side: Side, other: Side): EffectiveSpec {
  const { spec } = table.declaration;
  return { spec: { ...defaultsFor(table, side, other), ...given(spec) }, defaults: side.platform.table ?? other.platform.table ?? NO_TABLE_DEFAULTS };
}

/**
 * The table as it will be after this one was applied over that one. What the API server once filled in stays, whatever the
 * default is today; KubeVela fills in all again.
 */
export function effectiveAfter(table: DeclaredTable, side: Side, before: DeclaredTable, other: Side): EffectiveSpec {
  const { spec, defaults } = filledIn(table, side, other);
  if (table.isFilledIn) {
    return withPolicyOfNamespace({ spec, defaults }, table, side);
  }
  const was = filledIn(before, other, side);
  const says = ({ declaration }: DeclaredTable, name: string): boolean => (declaration.spec[name] ?? undefined) !== undefined;
  const stays: { [name: string]: unknown } = {};
  for (const name of Object.keys(was.spec)) {
    if (!says(table, name) && !says(before, name) && !before.isFilledIn) {
      stays[name] = was.spec[name];
    }
  }
  return withPolicyOfNamespace({ spec: { ...spec, ...stays }, defaults }, table, side);
}

function defaultsFor({ isFilledIn }: DeclaredTable, { platform }: Side, { platform: other }: Side): TableSpec {
  const schema = platform.schema ?? other.schema ?? OF_CONTRACT;
  const component = platform.component ?? other.component ?? {};
  return isFilledIn ? { ...schema, ...component } : schema;
}

/** What it says; null is as good as nothing. */
function given(spec: TableSpec): TableSpec {
  const empty = Object.keys(spec).some((name) => (spec[name] ?? undefined) === undefined);
  return empty ? Object.fromEntries(Object.entries(spec).filter(([, value]) => (value ?? undefined) !== undefined)) : spec;
}
