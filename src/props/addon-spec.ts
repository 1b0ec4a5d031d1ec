import { Options } from './options';
import { StringShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

// `addon-` comes before it in a name that Kubernetes' labels hold.
const NAME: StringShape = {
  kind: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  meaning: '1 to 57 of a-z 0-9 -, with a letter or digit on each side of a -',
  maxLength: 57,
};

const VERSION: StringShape = {
  kind: 'string',
  pattern: '^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$',
  meaning: 'a semantic version such as 1.0.0',
  maxLength: 64,
};

/** An add-on as it was declared. */
export interface DeclaredAddon {
  readonly name: string;
  readonly version: string;
  readonly problems: readonly Violation[];
}

/** Reads AddonOptions, and says what is wrong with them. */
export function declareAddon(given: unknown, componentName: string): DeclaredAddon {
  const problems: Violation[] = [];
  const options = new Options('', given, problems);
  const name = options.take('name') ?? componentName;
  const version = options.take('version') ?? '1.0.0';
  options.finish();
  problems.push(...validateValue('name', name, NAME), ...validateValue('version', version, VERSION));
  return { name: String(name), version: String(version), problems };
}
