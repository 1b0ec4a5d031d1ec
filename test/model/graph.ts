/* eslint-disable @stylistic/max-len */
/** The graph as kro reads it: the printed expressions of the node `table`, compiled once. */
import { compile, compileAll, Program, withoutComments } from './cel';
import { TableDefaultsSpec } from '../../src/ack/table-template';
import { resourceGraph } from '../../src/kro/resource-graph';

export interface Graph {
  /** The spec, the annotations and the labels of the Table. */
  readonly table: Program;
  readonly readyWhen: Program[];
}

/** The node `table` of a ResourceGraphDefinition's spec. */
export function graphOf(definition: { resources?: any[]; schema?: any }): Graph {
  const { template, readyWhen } = definition.resources!.find(({ id }) => id === 'table');
  return {
    table: compileAll({ spec: template.spec, annotations: template.metadata.annotations, labels: template.metadata.labels }),
    readyWhen: readyWhen.map(compile),
  };
}

/** An expression without its comments, and wherever its lines are broken. */
export const onOneLine = (text: string): string => withoutComments(text).replace(/\n\s*/g, ' ');

export const printed = (tableDefaults: TableDefaultsSpec = { tags: [], encryption: {} }) => resourceGraph({ apiGroup: 'kro.run', schemaDefaults: {}, tableDefaults });

/** The graph with a mistake in its text. */
export function spoilt(mistake: (text: string) => string): Graph {
  const definition: any = printed();
  const { template } = definition.resources.find(({ id }: any) => id === 'table');
  const before = [template.spec, template.metadata.annotations].map(onOneLine);
  const [spec, annotations] = before.map(mistake);
  if (spec === before[0] && annotations === before[1]) {
    throw new Error('the mistake changes nothing');
  }
  Object.assign(template, { spec });
  Object.assign(template.metadata, { annotations });
  return graphOf(definition);
}
