import { enumFix } from './enums';
import { Options } from './options';
import { propertyPath } from './property-path';
import { readRemovalPolicy } from './removal-policy';
import { tags } from './table-spec';
import { TableDefaultsSpec } from '../ack/table-template';
import { FIELDS, TAG_KEY } from '../contract/fields';
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

/** Reads TableDefaults, and says what is wrong with them. */
export function declareDefaults(options: Options): {
  defaults: DeclaredDefaults; platformRules: Rule[]; requiredTags: string[]; violations: Violation[];
} {
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
  const shapes = FIELDS.filter((field) => field.name in all).flatMap((field) =>
    validateValue(`defaults.${field.prop ?? field.name}`, all[field.name], field.shape)
      .map((violation) => ({ ...violation, ...enumFix({ ...violation, property: field.name }) })));
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
      ...checkRules({ tags: tagList }).map((violation) => ({
        ...violation, property: `defaults.${propertyPath(violation.property, { tags: tagList })}`, value: /key$/.test(violation.property) ? undefined : violation.value,
      })),
      // The region that the key names has to be one of the partition that it names.
      ...checkRules({ ...encryption, region: String(all.kmsMasterKeyID).split(':')[3] }).filter(({ code }) => code === 'KeyRegion')
        .map((violation) => ({ ...violation, property: `defaults.${propertyPath(violation.property, {})}` })),
      ...checkRules({ tags: (required as string[]).map((key) => ({ key, value: '' })) }).map((violation) => ({ ...violation, property: 'defaults.requiredTags' })),
    ],
  };
}

function given(values: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
