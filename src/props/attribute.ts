/**
 * Type of a key attribute.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export enum AttributeType {
  /** Text in UTF-8. */
  STRING = 'S',
  /** A number of up to 38 digits. */
  NUMBER = 'N',
  /** Bytes. */
  BINARY = 'B',
}

/** An attribute that is used as a key. */
export interface Attribute {
  /** Name of the attribute: 1 to 255 characters. */
  readonly name: string;

  /** Type of the attribute. */
  readonly type: AttributeType;
}
