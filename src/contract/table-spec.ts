/**
 * A value of the contract: the spec of a DynamoDBTable, the properties of a component. What it may hold is defined
 * in `fields.ts` and nowhere else, so it has no type of its own: a value is read only by way of the contract.
 */
export type TableSpec = { readonly [field: string]: unknown };
