import { isObject, Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/**
 * The ResourceGraphDefinition of the API `DynamoDBTable` among these documents; where there are several, the one of this
 * name. Throws where there is none, or where it is not clear which.
 */
export function resourceGraphIn(documents: readonly unknown[], name?: string): Json {
  const graphs = itemsIn(documents).filter(isResourceGraph);
  const [graph, another] = graphs.length > 1 ? graphs.filter((candidate) => nameOf(candidate) === name) : graphs;
  if (graph === undefined || another !== undefined) {
    throw new Error(graphs.length === 0
      ? `There is no ResourceGraphDefinition of ${KIND}. Give what cdk8s synth wrote for DynamoDbKroComponent.`
      : `There are several ResourceGraphDefinitions of ${KIND} (${graphs.map(nameOf).join(', ')}). Say which one by its name, or leave the others out.`);
  }
  return graph;
}

/** The documents, and those in a List, as which `kubectl get` prints several. */
export function itemsIn(documents: readonly unknown[]): unknown[] {
  return documents.flatMap((document) => isObject(document) && document.kind === 'List' && Array.isArray(document.items) ? document.items : [document]);
}

function isResourceGraph(document: unknown): document is Json {
  return isObject(document) && document.kind === 'ResourceGraphDefinition' && String(document.apiVersion).startsWith('kro.run/')
    && objectOf(objectOf(document.spec).schema).kind === KIND;
}

function nameOf({ metadata }: Json): string {
  return isObject(metadata) ? String(metadata.name) : '';
}
