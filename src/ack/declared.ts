import { FIELDS } from '../contract/fields';
import { Cel, cel } from '../print/cel';
import { fact } from '../print/facts';

/** What a DynamoDBTable declares, as the graph reads it. */

const names = new Set(FIELDS.map((field) => field.name));

/** `schema.spec.<name>`, checked against the contract. */
export function spec(name: string): Cel {
  if (!names.has(name)) {
    throw new Error(`the contract has no field ${name}`);
  }
  return new Cel(`schema.spec.${name}`);
}

export const has = (name: string): Cel => cel`has(${spec(name)})`;
export const notEmpty = (name: string): Cel => cel`size(schema.spec.?${new Cel(name)}.orValue([])) > 0`;
export const declaredIndexes = fact('declaredIndexes', 'The declared global secondary indexes.', cel`schema.spec.?globalSecondaryIndexes.orValue([])`);
export const onDemand = fact('onDemand', 'On-demand billing is declared.', cel`${spec('billingMode')} == "PAY_PER_REQUEST"`);
export const viewType = fact('viewType', 'What the stream is to hold, if there is one.', cel`schema.spec.?streamViewType.orValue("NEW_AND_OLD_IMAGES")`);
