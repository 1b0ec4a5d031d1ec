import { Options } from './options';
import { tags } from './table-spec';
import { TableDefaultsSpec } from '../contract/ack-table';
import { conformValue } from '../contract/conform';
import { FIELDS } from '../contract/fields';
import { checkRules } from '../contract/rules';
import { SchemaDefaults } from '../contract/shape';
import { Violation } from '../contract/violation';

/** The platform's defaults, sorted by who applies them: kro's schema, or the table template. */
export interface DeclaredDefaults {
  readonly schema: SchemaDefaults;
  readonly table: TableDefaultsSpec;
}

/** Reads TableDefaults, and says what is wrong with them. */
export function declareDefaults(options: Options): { defaults: DeclaredDefaults; violations: Violation[] } {
  const schema = given({
    pointInTimeRecoveryEnabled: options.take('pointInTimeRecovery'),
    deletionProtectionEnabled: options.take('deletionProtection'),
    deletionPolicy: options.take('removalPolicy'),
  });
  const encryption = options.part('encryption', 'Encryption.dynamoOwnedKey(), awsManagedKey() or customerManagedKey(keyArn)');
  const tagList = tags(options);
  const all = given({ ...schema, ...encryption, tags: tagList });
  const violations = FIELDS.filter((field) => field.name in all).flatMap((field) =>
    conformValue(`defaults.${field.prop ?? field.name}`, all[field.name], field.shape));
  const rules = violations.length > 0 ? [] : checkRules({ tags: tagList })
    .map((violation) => ({ ...violation, property: `defaults.${violation.property}` }));
  return {
    defaults: {
      schema: schema as SchemaDefaults,
      table: { encryption, tags: (violations.length > 0 ? [] : tagList ?? []) as TableDefaultsSpec['tags'] },
    },
    violations: [...violations, ...rules],
  };
}

function given(values: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
