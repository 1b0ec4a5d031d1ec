import { dirname, join } from 'node:path';
import { reportScaling } from './auto-scaling';
import { Missing, readTemplate, Template } from './cloudformation';
import { Orphan } from './companion';
import { Defaults, reportDefault, reportDefaults, TAKEN } from './defaults';
import { Draft, report } from './draft';
import { Unresolved } from './part';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { at, isObject, Json, listOf, objectOf, objectsOf, textOf } from '../contract/json';

/** A configuration of the Serverless Framework. Its `resources` are a template of CloudFormation. */
export function isServerless(value: Json): boolean {
  return 'service' in value && ('provider' in value || 'resources' in value || 'functions' in value);
}

/** Reads a file that the configuration includes by `${file(…)}`; undefined where there is none. */
export type ReadInclude = (file: string) => unknown;

interface ServerlessContext {
  readonly options: ImportOptions;
  readonly include: ReadInclude;
  readonly orphan: Orphan;
}

export function readServerless({ file, value }: SourceDocument, { options, include, orphan }: ServerlessContext): Draft[] {
  const variables = new Variables(value, options, (path) => include(join(dirname(file), path)));
  const given = [variables.resolve(value.resources)].flat();
  const resources = given.filter((each): each is Json => isObject(each) && !(each instanceof Unresolved));
  const missing = given.flatMap((each, i) => (each instanceof Unresolved ? [{ path: `resources[${i}]`, reason: each.reason }] : []));
  const custom = variables.resolve(value.custom);
  missing.push(...tablesOfPlugins({ ...value, custom }));
  const parts = resources.map((each) => ('Resources' in each || 'Outputs' in each || 'Conditions' in each || 'extensions' in each ? each : { Resources: each }));
  if (parts.length + missing.length === 0) {
    throw new Unreadable(`${file}: has no resources, which hold the tables of a serverless.yml`);
  }
  const provider = objectOf(variables.resolve(value.provider));
  const merged = (name: string): Json => Object.assign({}, ...parts.map((part) => {
    const section = part[name];
    if (section instanceof Unresolved) {
      missing.push({ path: `resources.${name}`, reason: section.reason });
      return {};
    }
    return objectOf(section);
  }));
  const template: Template = {
    file,
    path: 'resources',
    value: { Resources: extend(merged('Resources'), merged('extensions')), Conditions: merged('Conditions'), Mappings: merged('Mappings'), Parameters: merged('Parameters'), Transform: parts.flatMap(({ Transform: transform }) => transform ?? []) },
    region: textOf(provider.region) ?? options.region ?? (provider.region === undefined ? DEFAULT_REGION : undefined),
    stackName: textOf(provider.stackName) ?? serviceStack(variables.resolve(value.service), provider, options),
    stackTags: stackTagsOf(provider, options),
    missing,
  };
  const drafts = readTemplate(template, options, orphan);
  const ofFramework = (name: string, byDefault: string, option: string): void =>
    drafts.forEach((draft) => reportDefault(draft, `${name} ${byDefault}`, `The configuration names no ${name}, so it is the default of the framework.`, option, `provider.${name}`));
  if (provider.stage === undefined && !options.parameters.has('stage')) {
    ofFramework('stage', DEFAULT_STAGE, '--parameter stage=VALUE');
  }
  if (provider.region === undefined && options.region === undefined) {
    ofFramework('region', DEFAULT_REGION, '--region');
  }
  if (provider.region instanceof Unresolved && options.region === undefined) {
    const { reason: text } = provider.region;
    drafts.forEach((draft) => report(draft, { what: 'region', effect: 'unknown', text }, 'provider.region'));
  }
  // The rest of the provider is about functions.
  const { stage, region } = objectOf(value.provider);
  [variables.resolve({ stage, region }), provider.stackTags].forEach((each) =>
    drafts.forEach((draft) => reportDefaults(draft, (objectOf(each) as { [TAKEN]?: Defaults })[TAKEN], 'provider')));
  reportScalingPlugins(custom, drafts);
  reportOtherPlugins(variables.resolve(value.plugins), drafts);
  return drafts;
}

/** The framework adds its stage, unless the configuration has a tag of this name in any case. Its `tags` are those of functions. */
function stackTagsOf(provider: Json, options: ImportOptions): Json {
  const stackTags = objectOf(provider.stackTags);
  return Object.keys(stackTags).some((key) => /^stage$/i.test(key)) ? stackTags : { STAGE: stageOf(provider, options), ...stackTags };
}

/** `extensions` change resources that the framework makes, or that are declared beside them. */
function extend(resources: Json, extensions: Json): Json {
  return {
    ...resources,
    ...Object.fromEntries(Object.entries(extensions).filter(([id]) => Object.hasOwn(resources, id)).map(([id, extension]) => {
      const [resource, { Properties: properties, ...others }] = [objectOf(resources[id]), objectOf(extension)];
      return [id, { ...resource, ...others, Properties: { ...objectOf(resource.Properties), ...objectOf(properties) } }];
    })),
  };
}

/** Plugins that scale tables have their settings in `custom`, by the logical id of the table. */
function reportScalingPlugins(custom: unknown, drafts: readonly Draft[]): void {
  const { capacities, autoscaling } = objectOf(custom);
  for (const [place, settings] of [['capacities', capacities], ['autoscaling', autoscaling]] as const) {
    objectsOf(settings).forEach((each, i) => {
      const tables = [each.table].flat();
      const indexes = [undefined, ...[each.index].flat().filter((index) => typeof index === 'string')] as Array<string | undefined>;
      for (const draft of drafts.filter(({ label, spec }) => tables.includes(label) || tables.includes(spec.tableName))) {
        for (const [kind, bounds] of Object.entries({ Read: each.read, Write: each.write }).filter(([, setting]) => isObject(setting))) {
          const { minimum, maximum } = objectOf(bounds);
          indexes.filter((index) => index !== undefined || each.indexOnly === undefined || String(each.indexOnly) === 'false')
            .forEach((index) => reportScaling(draft, { index, dimension: kind }, { minCapacity: minimum, maxCapacity: maximum }, `custom.${place}[${i}]`));
        }
      }
    });
  }
}

/** What a plugin makes tables of: constructs of Lift, and resources among the settings of others, such as stacks beside that of the service. */
function tablesOfPlugins({ resources, functions, constructs, ...settings }: Json): Missing[] {
  const reason = 'A plugin makes a table of it, which is not read. Import that from AWS: --region REGION --table NAME.';
  const inside = (value: unknown, path: string): Missing[] => {
    if (value instanceof Unresolved) {
      return path.startsWith('custom.additionalStacks') ? [{ path, reason: value.reason }] : [];
    }
    return Array.isArray(value) ? value.flatMap((item, i) => inside(item, `${path}[${i}]`))
      : !isObject(value) ? []
        : /^AWS::DynamoDB::|::SimpleTable$/.test(String(value.Type)) ? [{ path, reason }]
          : Object.entries(value).flatMap(([name, item]) => inside(item, path === '' ? name : `${path}.${name}`));
  };
  const lift = Object.entries(objectOf(constructs)).filter(([, each]) => /dynamodb/i.test(String(objectOf(each).type)));
  return [...lift.map(([name]) => ({ path: `constructs.${name}`, reason })), ...inside(settings, '')];
}

/** They run a table on the machine of a developer, or are read above. */
const HARMLESS_PLUGIN = /local|offline|client|seed|fixture|auto-?scaling|^serverless-dynamodb$/i;

/** Plugins about DynamoDB may change tables after CloudFormation has. */
function reportOtherPlugins(plugins: unknown, drafts: readonly Draft[]): void {
  const named = Array.isArray(plugins) ? plugins : listOf(objectOf(plugins).modules);
  named.map(String).filter((name) => /dynamo/i.test(name) && !HARMLESS_PLUGIN.test(name)).forEach((name) => drafts.forEach((draft) => report(draft, {
    what: `plugin ${name}`, effect: 'unknown', text: 'It may change the table when it deploys, and its settings are not read. Import the table from AWS: --region with --table.',
  }, 'plugins')));
}

function serviceStack(service: unknown, provider: Json, { parameters }: Pick<ImportOptions, 'parameters'>): string | undefined {
  const name = isObject(service) ? service.name : service;
  const stage = stageOf(provider, { parameters });
  return typeof name === 'string' && typeof stage === 'string' ? `${name}-${stage}` : undefined;
}

/** The framework has a region and a stage without being given one. */
const DEFAULT_REGION = 'us-east-1';

const DEFAULT_STAGE = 'dev';

/** Unresolved where it is given by a variable that has no value. */
function stageOf({ stage }: Json, { parameters }: Pick<ImportOptions, 'parameters'>): string | Unresolved {
  return parameters.get('stage') ?? (stage instanceof Unresolved ? stage : textOf(stage) ?? DEFAULT_STAGE);
}

/** The variables of a configuration: `${self:custom.name, 'default'}`. Those of CloudFormation, `${AWS::Region}`, stay. */
class Variables {
  private readonly open = new Set<string>();
  /** The fallbacks that were taken in the object that is being resolved. */
  private taken: Defaults = new Map();

  public constructor(private readonly whole: Json, private readonly options: ImportOptions, private readonly include: ReadInclude) {}

  public resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.text(value);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item));
    }
    if (!isObject(value) || value instanceof Unresolved) {
      return value;
    }
    const outer = this.taken;
    const taken = this.taken = new Map();
    const resolved = Object.fromEntries(Object.entries(value).map(([name, item]) => [String(this.text(name)), this.resolve(item)]));
    this.taken = outer;
    return taken.size > 0 ? { ...resolved, [TAKEN]: taken } : resolved;
  }

  /** The text with its variables replaced, the innermost first; the value itself where the text is one variable. */
  private text(given: string): unknown {
    let current = given;
    for (let round = 0; round < 100; round++) {
      const match = /\$\{((?:self|opt|env|sls|param|file|aws|ssm|cf|s3|strToBool)(?:\([^${}]*\))?(?::[^${}]*|[^${}:]*)?)\}/.exec(current);
      if (match === null) {
        return current;
      }
      const value = this.variable(match[1]);
      if (value instanceof Unresolved || match[0] === current) {
        return value;
      }
      if (typeof value === 'object') {
        return new Unresolved(`${match[0]} is not text.`);
      }
      current = current.slice(0, match.index) + String(value) + current.slice(match.index + match[0].length);
    }
    return new Unresolved(`The variables of ${given} do not come to an end.`);
  }

  /** The first source that has a value, or the default after the comma. */
  private variable(expression: string): unknown {
    if (this.open.has(expression)) {
      return new Unresolved(`\${${expression}} refers to itself.`);
    }
    this.open.add(expression);
    try {
      let missing: string | undefined;
      for (const source of splitSources(expression)) {
        const value = this.source(source);
        if (value !== undefined) {
          const resolved = this.resolve(value);
          if (missing !== undefined && !this.options.parameters.has(nameToGive(source)!) && !(resolved instanceof Unresolved)) {
            this.taken.set(nameToGive(missing)!, `${typeof resolved === 'object' ? 'An object' : String(resolved)} is the fallback of \${${missing}}.`);
          }
          return resolved;
        }
        missing ??= nameToGive(source) && source;
      }
    } finally {
      this.open.delete(expression);
    }
    const name = nameToGive(splitSources(expression)[0]);
    const [, file] = /^file\(([^)]*)\)/.exec(expression) ?? [];
    const fix = name !== undefined ? ` Give --parameter ${name}=VALUE.` : file !== undefined && this.include(file) === undefined ? ' There is no such file.' : '';
    return new Unresolved(`\${${expression}} has no value here.${fix}`);
  }

  private source(source: string): unknown {
    const quoted = /^(['"])(.*)\1$/.exec(source);
    if (quoted) {
      return quoted[2];
    }
    const [, kind, address = ''] = /^(\w+(?:\([^)]*\))?)(?::(.*))?$/s.exec(source) ?? [];
    const { parameters, region } = this.options;
    const provider = objectOf(this.whole.provider);
    switch (kind) {
      case 'self': return this.at(this.whole, address.trim()) ?? (address.trim() === 'provider.stage' ? stageOf(provider, this.options) : undefined);
      case 'param': return parameters.get(address) ?? this.parameter(address);
      case 'opt':
      case 'env': return parameters.get(address) ?? (kind === 'opt' && address === 'region' ? region : undefined);
      case 'sls': return address === 'stage' ? parameters.get('stage') ?? provider.stage ?? DEFAULT_STAGE : undefined;
      case 'aws': return address === 'region' ? textOf(this.resolve(provider.region)) ?? region : parameters.get(source);
      default: {
        const [, file] = /^file\(([^)]*)\)$/.exec(kind ?? '') ?? [];
        const [, flag] = /^strToBool\((.*)\)$/.exec(kind ?? '') ?? [];
        if (flag !== undefined) {
          return /^(true|1)$/i.test(flag.replace(/['"]/g, ''));
        }
        return file === undefined ? kind === undefined || address === '' && /^(true|false|\d+)$/.test(source) ? source : parameters.get(source) : this.at(this.include(file.trim().replace(/^~\//, '')), address);
      }
    }
  }

  /** A parameter of the stage, or of all stages. */
  private parameter(name: string): unknown {
    const stage = stageOf({ stage: this.resolve(objectOf(this.whole.provider).stage) }, this.options);
    const { params, stages } = this.whole;
    // Since version 4 they are among the stages.
    const of = (each: string): unknown => this.at(params, `${each}.${name}`) ?? this.at(stages, `${each}.params.${name}`);
    if (stage instanceof Unresolved) {
      const all = Object.keys({ ...objectOf(params), ...objectOf(stages) });
      return all.some((each) => each !== 'default' && of(each) !== undefined) ? stage : of('default');
    }
    return of(stage) ?? of('default');
  }

  /** What is at an address; a variable on the way there, such as a file, is resolved. */
  private at(value: unknown, address: string): unknown {
    let inner = value;
    for (const step of address.split('.').filter(Boolean)) {
      inner = typeof inner === 'string' ? this.text(inner) : inner;
      inner = Array.isArray(inner) ? inner[Number(step)] : at(inner, step);
    }
    return inner;
  }
}

/** By what the value of a source can be given; undefined for one that the configuration has. */
function nameToGive(source: string): string | undefined {
  const [whole, name = whole] = /^(?:(?:opt|param|env):(.*)|(?:aws|ssm|cf|s3)\b.*)$/.exec(source) ?? [];
  return name;
}

/** The sources of a variable, by the commas outside of quotes. */
function splitSources(expression: string): string[] {
  return (expression.match(/(?:'[^']*'|"[^"]*"|\([^)]*\)|[^,'"(])+/g) ?? []).map((source) => source.trim()).filter((source) => source !== '');
}
