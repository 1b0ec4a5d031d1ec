import { isObject, Json, objectOf } from '../contract/json';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
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
          found.push({ resource: `${nameOf(document)} ${String(component.name ?? '')}`.trimEnd(), path, violations: judge(component.properties) });
        }
      });
    } else if (String(document.kind).endsWith('List')) {
      listOf(document.items).forEach(look);
    }
  };
  documents.forEach(look);
  return found;
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
