import { Cel } from '../../print/cel';
import { Cue } from '../../print/cue';
import { Severity, Violation } from '../violation';

/**
 * A rule that goes across fields, in each of the languages that a layer of the chain validates in. The three
 * forms say the same; `npm run test:differential` holds them against each other and against DynamoDB.
 */
export interface Rule {
  readonly code: string;
  /** A warning is shown and stops nothing. Without it the rule is an error. */
  readonly severity?: Severity;
  /** What holds. */
  readonly statement: string;
  /** Where it is written: section of the DynamoDB documentation, or of the ACK controller's behaviour. */
  readonly source: string;
  /** At synth. Is given a spec whose shapes are right, or whose wrong parts were taken out, so it may trust every type. */
  readonly check: (spec: Spec, parts: Parts) => Finding[];
  /** In the admission policy: a list of messages, empty where the rule holds. */
  readonly cel?: Cel;
  /** In the ComponentDefinition: elements of such a list. */
  readonly cue?: Cue;
}

export type Finding = Omit<Violation, 'code' | 'severity'>;

/** The parts of a spec that rules look at, as types. */
export interface Spec {
  readonly tableName?: string;
  readonly region?: string;
  readonly billingMode?: string;
  readonly attributeDefinitions?: ReadonlyArray<{ readonly attributeName?: string; readonly attributeType?: string }>;
  readonly keySchema?: readonly Key[];
  readonly provisionedThroughput?: object;
  readonly onDemandThroughput?: object;
  readonly globalSecondaryIndexes?: readonly Index[];
  readonly localSecondaryIndexes?: readonly Index[];
  readonly streamEnabled?: boolean;
  readonly streamViewType?: string;
  readonly pointInTimeRecoveryEnabled?: boolean;
  readonly recoveryPeriodInDays?: number;
  readonly sseEnabled?: boolean;
  readonly sseType?: string;
  readonly kmsMasterKeyID?: string;
  readonly ttlEnabled?: boolean;
  readonly ttlAttributeName?: string;
  readonly tags?: ReadonlyArray<{ readonly key?: string; readonly value?: string }>;
  readonly backups?: ReadonlyArray<{ readonly name?: string }>;
  readonly resourcePolicy?: string;
  readonly writeConnectionSecretToRef?: object;
  readonly replicas?: readonly Replica[];
}

export interface Replica {
  readonly regionName?: string;
  readonly kmsMasterKeyID?: string;
  readonly provisionedThroughputOverride?: object;
  readonly globalSecondaryIndexes?: ReadonlyArray<Pick<Index, 'indexName'>>;
}

export interface Key {
  readonly attributeName?: string;
  readonly keyType?: string;
}

export interface Index {
  readonly indexName?: string;
  readonly keySchema?: readonly Key[];
  readonly projection?: { readonly projectionType?: string; readonly nonKeyAttributes?: readonly string[] };
  readonly provisionedThroughput?: object;
  readonly onDemandThroughput?: object;
}

/** What several rules look at, worked out once a spec. */
export interface Parts {
  readonly attributeNames: readonly string[];
  /** `pattern` is what the key types, joined by commas, must match. */
  readonly keySchemas: ReadonlyArray<{ readonly path: string; readonly keys: readonly Key[]; readonly pattern: string }>;
  readonly indexes: ReadonlyArray<{ readonly path: string; readonly index: Index }>;
  /** The table and its global indexes. */
  readonly throughputs: ReadonlyArray<{ readonly path: string; readonly of: Pick<Index, 'provisionedThroughput' | 'onDemandThroughput'> }>;
  /** The KMS keys of the table and its replicas, each with the region that it has to be of. */
  readonly kmsKeys: ReadonlyArray<{ readonly path: string; readonly region?: string; readonly arn: string }>;
}

export const API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/';
export const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';

/** What is given for a feature that is off. What its author turned off is not to be turned on. */
export function givenWithout(property: string, value: unknown, flag: string, isOn: boolean | undefined, prop = flag): Finding {
  const words = (name: string) => isOn === false ? { problem: `is given, and ${name} is false`, fix: `Remove ${property}.` }
    : { problem: `is given without ${name}`, fix: `Set ${name} to true, or remove ${property}.` };
  return { property, value, against: flag, ...words(flag), removes: true, ...prop !== flag && { typescript: words(prop) } };
}

/** A finding for each value that was there before. */
export function duplicates(values: ReadonlyArray<string | undefined>, property: (i: number) => string, problem: string, fix: string): Finding[] {
  if (values.length < 2) {
    return [];
  }
  const seen = new Set<string>();
  return values.flatMap((value, i): Finding[] => {
    if (value === undefined) {
      return [];
    }
    const again = seen.has(value);
    seen.add(value);
    return again ? [{ property: property(i), value, problem, fix }] : [];
  });
}
