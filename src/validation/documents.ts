import { conformValue } from '../contract/conform';
import { isObject, Json, objectOf } from '../contract/json';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { ObjectShape } from '../contract/shape';
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

/** Every table in these documents, as a `DynamoDBTable` or as a component of a KubeVela Application. Takes anything. */
export function tablesIn(documents: readonly unknown[], names: PlatformNames = {}): FoundTable[] {
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME } = names;
  const found: FoundTable[] = [];
  const seen = new Set<unknown>();
  const look = (document: unknown): void => {
    // An alias of YAML can put a list into itself.
    if (!isObject(document) || seen.has(document)) {
      return;
    }
    seen.add(document);
    if (document.kind === KIND && document.apiVersion === `${apiGroup}/${API_VERSION}`) {
      found.push({ resource: nameOf(document), path: 'spec', violations: judge(document.spec) });
    } else if (document.kind === 'Application' && String(document.apiVersion).startsWith('core.oam.dev/')) {
      listOf(objectOf(document.spec).components).forEach((component, i) => {
        if (isObject(component) && component.type === componentName) {
          const path = `spec.components[${i}].properties`;
          found.push({ resource: `${nameOf(document)} ${String(component.name ?? '')}`.trimEnd(), path, violations: judgeComponent(component, componentName) });
        }
      });
    } else if (String(document.kind).endsWith('List')) {
      listOf(document.items).forEach(look);
    }
  };
  documents.forEach(look);
  return found;
}

/** Judges the table that KubeVela makes of a component and its traits. */
function judgeComponent({ properties, traits }: Json, componentName: string): Violation[] {
  const ours = listOf(traits).flatMap((attached, i) => {
    const { type, properties: given = {} } = objectOf(attached);
    const trait = TRAITS.find((each) => traitType(each, componentName) === type);
    if (trait === undefined) {
      return [];
    }
    return [{ trait, properties: objectOf(given), violations: conformValue(`traits[${i}].properties`, given, shapeOf(trait)) }];
  });
  if (ours.length === 0 || !isObject(properties)) {
    return judge(properties);
  }
  // What is wrong with a trait by itself is told of the trait, and not again of the table.
  const { spec, violations } = joinTable({ properties, traits: ours.filter((each) => each.violations.length === 0) });
  return [...ours.flatMap((each) => each.violations), ...violations, ...judge(spec)];
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

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
