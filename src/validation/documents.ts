import { conformValue } from '../contract/conform';
import { isObject, Json, objectOf } from '../contract/json';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { ObjectShape } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';
import { joinTable } from '../contract/trait-parts';
import { Trait, traitFields, TRAITS, traitType } from '../contract/traits';
import { validate } from '../contract/validate';
import { Violation } from '../contract/violation';

/** Names that the platform part of a cluster may have been given. */
export interface PlatformNames {
  /** @default kro.run */
  readonly apiGroup?: string;
  /** @default aws-dynamodb-kro */
  readonly componentName?: string;
}

/** A table that was found in YAML, whoever wrote it, and what is wrong with it. */
export interface FoundTable {
  /** Kind, namespace and name of the object, and the component where it is an Application. */
  readonly resource: string;
  /** Where the spec of the table stands in the object: `spec`, or `spec.components[0].properties`. */
  readonly path: string;
  readonly violations: readonly Violation[];
}

/** A table as an object of the cluster declares it. */
export interface Declaration {
  /** Kind, namespace and name of the object, and the component where it is an Application. */
  readonly resource: string;
  /** Where the spec of the table stands in the object: `spec`, or `spec.components[0].properties`. */
  readonly path: string;
  /** The namespace of the object; undefined where it says none. */
  readonly namespace?: string;
  /** The name of the DynamoDBTable: that of the object, or of the component, after which KubeVela names what it makes. */
  readonly name: string;
  /** The Application, where the table is a component of one. */
  readonly application?: Json;
  /** The whole table, with the traits of the component joined to it; an empty object where there is none. */
  readonly spec: TableSpec;
  /** All that is wrong with it. */
  validate(): Violation[];
}

/** Every table in these documents, as a `DynamoDBTable` or as a component of a KubeVela Application. Takes anything. */
export function tablesIn(documents: readonly unknown[], names: PlatformNames = {}): FoundTable[] {
  return declarationsIn(objectsIn(documents), names).map(({ resource, path, validate: violations }) => ({ resource, path, violations: violations() }));
}

/** The objects in these documents, those in lists too. Takes anything. */
export function objectsIn(documents: readonly unknown[]): Json[] {
  const objects: Json[] = [];
  const seen = new Set<unknown>();
  const look = (document: unknown): void => {
    // An alias of YAML can put a list into itself.
    if (!isObject(document) || seen.has(document)) {
      return;
    }
    seen.add(document);
    if (String(document.kind).endsWith('List')) {
      listOf(document.items).forEach(look);
    } else {
      objects.push(document);
    }
  };
  documents.forEach(look);
  return objects;
}

/** Every table that these objects declare. */
export function declarationsIn(objects: readonly Json[], names: PlatformNames = {}): Declaration[] {
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME } = names;
  return objects.flatMap((object): Declaration[] => {
    if (object.kind === KIND && object.apiVersion === `${apiGroup}/${API_VERSION}`) {
      const { spec } = object;
      return [{ resource: nameOf(object), path: 'spec', ...placeOf(object), spec: objectOf(spec), validate: () => judge(spec) }];
    }
    if (object.kind !== 'Application' || !String(object.apiVersion).startsWith('core.oam.dev/')) {
      return [];
    }
    return listOf(objectOf(object.spec).components).flatMap((component, i): Declaration[] => {
      if (!isObject(component) || component.type !== componentName) {
        return [];
      }
      const { spec, violations } = joinComponent(component, componentName);
      return [{
        resource: `${nameOf(object)} ${String(component.name ?? '')}`.trimEnd(),
        path: `spec.components[${i}].properties`,
        ...placeOf(object),
        name: String(component.name ?? ''),
        application: object,
        spec: objectOf(spec),
        validate: () => [...violations, ...judge(spec)],
      }];
    });
  });
}

/** The table that KubeVela makes of a component and its traits, and what is wrong with these. */
function joinComponent({ properties, traits }: Json, componentName: string): { spec: unknown; violations: Violation[] } {
  const ours = listOf(traits).flatMap((attached, i) => {
    const { type, properties: given = {} } = objectOf(attached);
    const trait = TRAITS.find((each) => traitType(each, componentName) === type);
    if (trait === undefined) {
      return [];
    }
    return [{ trait, properties: objectOf(given), violations: conformValue(`traits[${i}].properties`, given, shapeOf(trait)) }];
  });
  if (ours.length === 0 || !isObject(properties)) {
    return { spec: properties, violations: [] };
  }
  // What is wrong with a trait by itself is told of the trait, and not again of the table.
  const { spec, violations } = joinTable({ properties, traits: ours.filter((each) => each.violations.length === 0) });
  return { spec, violations: [...ours.flatMap((each) => each.violations), ...violations] };
}

function shapeOf(trait: Trait): ObjectShape {
  return { kind: 'object', name: trait.name, fields: traitFields(trait) };
}

function judge(spec: unknown): Violation[] {
  return isObject(spec) ? validate(spec) : [{ code: 'InvalidType', property: 'spec', value: spec, problem: 'is not an object', fix: 'Give the parameters of the table.' }];
}

function nameOf({ kind, metadata }: Json): string {
  const { namespace, name } = objectOf(metadata);
  return `${String(kind)} ${[namespace, name].filter((part) => part !== undefined).map(String).join('/')}`.trimEnd();
}

function placeOf({ metadata }: Json): { namespace?: string; name: string } {
  const { namespace, name } = objectOf(metadata);
  return { ...(namespace === undefined || namespace === null ? {} : { namespace: String(namespace) }), name: String(name ?? '') };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
