import { TableDefaultsSpec } from '../ack/table-template';
import { Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { TableSpec } from '../contract/table-spec';
import { SchemaNode, schemaTree } from '../upgrade';
import { objectsIn } from '../validation/objects';
import { Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';
import { platformDescribedBy } from '../validation/read-platform';

/** What the platform resources in an input say of tables that do not say it themselves. */
export interface PlatformDefaults {
  /** What the API server fills in: the defaults of the schema. */
  readonly schema?: TableSpec;
  /** What KubeVela fills in: the defaults of the ComponentDefinition. */
  readonly component?: TableSpec;
  /** What the table template works out. */
  readonly table?: TableDefaultsSpec;
  /** What it asks of tables, where it says so. */
  readonly rules?: Platform;
  /** What KubeVela renders tables by. */
  readonly template?: string;
  /** The names under which they declare tables. */
  readonly names: PlatformNames;
}

/** Reads the platform resources among these objects, as far as there are any. Throws for a schema that cannot be read. */
export function platformDefaults(objects: readonly Json[]): PlatformDefaults {
  const schemaOf = (object: Json): Json => objectOf(objectOf(object.spec).schema);
  const graph = objects.find((object) => object.kind === 'ResourceGraphDefinition' && schemaOf(object).kind === KIND);
  const definition = objects.find((object) => object.kind === 'ComponentDefinition' && templateOf(object).includes(`kind: ${JSON.stringify(KIND)}`));
  const schema = graph && schemaOf(graph);
  const described = [graph, definition].map((object) => object && platformDescribedBy(object)).find((each) => each !== undefined);
  return {
    schema: schema && schemaDefaults(schema),
    component: definition && templateDefaults(templateOf(definition)),
    table: described?.table,
    rules: described,
    template: definition && templateOf(definition),
    names: {
      apiGroup: schema && typeof schema.group === 'string' ? schema.group : undefined,
      componentName: definition && String(objectOf(definition.metadata).name),
    },
  };
}

/** Whether the platform resources are among these documents. */
export function hasPlatform(documents: readonly unknown[]): boolean {
  return platformDefaults(objectsIn(documents)).schema !== undefined;
}

function schemaDefaults(schema: Json): TableSpec {
  const { fields = new Map<string, SchemaNode>() } = schemaTree(schema.spec ?? {}, objectOf(schema.types), 'spec.schema.spec');
  return Object.fromEntries([...fields].flatMap(([name, { markers }]) => markers.default === undefined ? [] : [[name, markers.default]]));
}

function templateOf({ spec }: Json): string {
  const { template } = objectOf(objectOf(objectOf(spec).schematic).cue);
  return typeof template === 'string' ? template : '';
}

// A field of the parameters with a default is a line of its own: `name: *default | …`.
function templateDefaults(template: string): TableSpec {
  const [, parameters = ''] = /^#Parameter: \{\n(.*?)^\}/ms.exec(template) ?? [];
  return Object.fromEntries([...parameters.matchAll(/^\t(\w+): \*("[^"]*"|true|false) \|/gm)].map(([, name, value]) => [name, JSON.parse(value)]));
}
