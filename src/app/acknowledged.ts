import { IConstruct } from 'constructs';

/** The type of the metadata of a construct that hold an acknowledged warning. */
export const ACKNOWLEDGED = 'cdk8s-dynamodb-kro:acknowledged-warning';

/** The codes of the warnings that are acknowledged for a construct, by itself or by what it is in. */
export function acknowledgedCodes(construct: IConstruct): string[] {
  return construct.node.scopes.flatMap(({ node }) => node.metadata).filter(({ type }) => type === ACKNOWLEDGED).map(({ data }) => String(data.code));
}
