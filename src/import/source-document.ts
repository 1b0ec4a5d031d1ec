import { Json } from '../contract/json';

/** One document of the input: a JSON or YAML document of a file, or an item of a list in it. */
export interface SourceDocument {
  readonly file: string;
  readonly value: Json;
}

/** What the caller says beside the files. */
export interface ImportOptions {
  /** The region of tables whose source does not tell it. */
  readonly region?: string;
  /** Values of CloudFormation parameters and serverless variables, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names that CloudFormation generated, by logical id. */
  readonly tableNames: ReadonlyMap<string, string>;
}

/** Input that cannot be read. The message is one line for people. */
export class Unreadable extends Error {}
