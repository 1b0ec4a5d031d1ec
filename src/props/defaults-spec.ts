import { inTypeScript } from './in-typescript';
import { Options } from './options';
import { readRemovalPolicy } from './removal-policy';
import { tags } from './table-spec';
import { TableDefaultsSpec } from '../ack/table-template';
import { FIELDS, TAG_KEY } from '../contract/fields';
import { TABLE } from '../contract/foreign-names';
import { checkRules, Rule } from '../contract/rules';
import { NO_PLATFORM_KEY, platformKey } from '../contract/rules/encryption';
import { requiredTags } from '../contract/rules/required-tags';
import { SchemaDefaults } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

/** The platform's defaults, sorted by who applies them: kro's schema, or the table template. */
export interface DeclaredDefaults {
  readonly schema: SchemaDefaults;
  readonly table: TableDefaultsSpec;
}

/** Where no platform is known, or one that changes no default. */
export const NO_DEFAULTS: DeclaredDefaults = { schema: {}, table: { tags: [], encryption: {} } };

interface ReadDefaults {
  readonly defaults: DeclaredDefaults;
  readonly platformRules: Rule[];
  readonly requiredTags: string[];
  readonly violations: Violation[];
}

/** The TableDefaults among these properties; undefined where none are given. */
export function readDefaults(options: Options): ReadDefaults | undefined {
  return options.struct('defaults', declareDefaults, { type: TABLE, others: 'in each table' });
}

/** Reads TableDefaults, and says what is wrong with them. */
export function declareDefaults(options: Options): ReadDefaults {
  const schema = given({
    pointInTimeRecoveryEnabled: options.take('pointInTimeRecovery'),
    deletionProtectionEnabled: options.take('deletionProtection'),
    deletionPolicy: readRemovalPolicy(options),
  });
  // A default of the schema would be filled in for tables that are taken over, too, and these are retained.
  const { deletionPolicy, ...others } = schema;
  const inSchema = deletionPolicy === 'delete' ? others : schema;
  const encryption = options.part('encryption', 'Encryption.dynamoOwnedKey(), awsManagedKey() or customerManagedKey(keyArn)');
  const tagList = tags(options);
  const { required = [] } = given({ required: options.take('requiredTags') });
  const all = given({ ...schema, ...encryption, tags: tagList });
  const ofDefaults = (violations: readonly Violation[]): Violation[] =>
    inTypeScript(violations, all).map((violation) => ({ ...violation, property: `defaults.${violation.property}` }));
  const shapes = ofDefaults(FIELDS.filter(({ name }) => name in all).flatMap(({ name, shape }) => validateValue(name, all[name], shape)));
  shapes.push(...validateValue('defaults.requiredTags', required, { kind: 'list', of: TAG_KEY, maxItems: 50 }));
  if (shapes.length > 0) {
    return { defaults: NO_DEFAULTS, platformRules: [], requiredTags: [], violations: shapes };
  }
  const ownTags = (tagList ?? []) as TableDefaultsSpec['tags'];
  // What the platform adds to every table need not stand in each.
  const missing = (required as string[]).filter((key) => !ownTags.some((tag) => tag.key === key));
  return {
    defaults: { schema: inSchema as SchemaDefaults, table: { encryption, tags: ownTags, ...(deletionPolicy === 'delete' ? { deletionPolicy } : {}) } },
    platformRules: [
      ...(missing.length > 0 ? [requiredTags(missing)] : []),
      all.kmsMasterKeyID === undefined ? NO_PLATFORM_KEY : platformKey(all.kmsMasterKeyID as string),
    ],
    requiredTags: missing,
    violations: [
      ...ofDefaults(checkRules({ tags: tagList })),
      // The region that the key names has to be one of the partition that it names.
      ...ofDefaults(checkRules({ ...encryption, region: String(all.kmsMasterKeyID).split(':')[3] }).filter(({ code }) => code === 'KeyRegion')),
      ...checkRules({ tags: (required as string[]).map((key) => ({ key, value: '' })) }).map((violation) => ({ ...violation, property: 'defaults.requiredTags' })),
    ],
  };
}

function given(values: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
