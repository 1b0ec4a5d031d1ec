import { Defaults, TAKEN } from './defaults';
import { expandLoops } from './for-each';
import { Unresolved } from './part';
import { named } from './scalars';
import { isObject, Json, objectOf } from '../contract/json';

/** What the functions of a CloudFormation template may refer to. */
export interface TemplateScope {
  readonly parameters: Json;
  readonly mappings: Json;
  readonly conditions: Json;
  readonly resources: Json;
  /** Values that the caller gave, by the name of the parameter. */
  readonly given: ReadonlyMap<string, string>;
  /** Pseudo parameters that are known, such as `AWS::Region`. */
  readonly pseudo: ReadonlyMap<string, string>;
  /** Names of tables that the caller gave, by logical id. */
  readonly tableNames: ReadonlyMap<string, string>;
}

/** `AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Resolves the functions in a value. What cannot be resolved becomes an `Unresolved` in its place, and is never guessed. */
export class Resolver {
  /** Functions that are being resolved: a condition or a name may refer to itself. */
  private readonly open = new Set<string>();
  /** What was taken because nobody gave a value, since this was cleared. */
  public readonly defaults: Defaults = new Map();
  /** How often loops may still go round: those in loops can make much of little. */
  public rounds = 10_000;
  /** Those of the template, with what loops give. */
  public readonly resources: Json = {};
  private readonly conditions: Json = {};

  public constructor(private readonly scope: TemplateScope) {
    this.conditions = expandLoops(scope.conditions, this);
    this.resources = expandLoops(scope.resources, this);
  }

  public resolve(value: unknown): unknown {
    const resolved = this.value(value);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  /** Whether a condition holds; Unresolved where that cannot be told. */
  public condition(name: string): boolean | Unresolved {
    const condition = named(this.conditions, name);
    return condition === undefined ? new Unresolved(`There is no condition ${name} in the template.`) : this.once(`condition ${name}`, () => this.truth(condition));
  }

  private value(given: unknown): unknown {
    if (typeof given === 'string') {
      return given.includes('{{resolve:') ? new Unresolved(`${given} is a dynamic reference, which only CloudFormation resolves.`) : given;
    }
    if (Array.isArray(given)) {
      const items = given.map((item) => this.value(item));
      // What has no function in it, which is most, is not copied.
      return items.every((item, i) => item === given[i]) ? given : items.filter((item) => item !== NO_VALUE);
    }
    if (!isObject(given) || given instanceof Unresolved) {
      return given;
    }
    (given as { [TAKEN]?: Defaults })[TAKEN]?.forEach((from, name) => this.defaults.set(name, from));
    const value = expandLoops(given, this);
    const names = Object.keys(value);
    const [name] = names;
    if (names.length === 1 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) && (name !== 'Condition' || typeof value.Condition === 'string')) {
      return this.call(name, value[name]);
    }
    const items = names.map((key) => this.value(value[key]));
    return items.every((item, i) => item === value[names[i]]) ? value
      : Object.fromEntries(names.map((key, i) => [key, items[i]] as const).filter(([, item]) => item !== NO_VALUE));
  }

  private call(name: string, argument: unknown): unknown {
    return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name](this, argument)
      : argument instanceof Unresolved ? argument : new Unresolved(`${name} is resolved by CloudFormation only.`);
  }

  /** The parts of a function's argument, resolved. */
  public list(argument: unknown): unknown[] | Unresolved {
    const value = this.value(argument);
    if (value instanceof Unresolved) {
      return value;
    }
    const items = Array.isArray(value) ? value : [value];
    return items.find((item): item is Unresolved => item instanceof Unresolved) ?? items;
  }

  public ref(name: string): unknown {
    if (name === 'AWS::NoValue') {
      return NO_VALUE;
    }
    const { pseudo, given, parameters, tableNames } = this.scope;
    if (name.startsWith('AWS::')) {
      return pseudo.get(name) ?? new Unresolved(`${name} is not in the template.${name === 'AWS::Region' ? ' Give --region.' : ` Give --parameter ${name}=VALUE.`}`);
    }
    if (Object.hasOwn(parameters, name)) {
      return this.parameter(name, objectOf(parameters[name]));
    }
    if (given.has(name)) {
      return given.get(name);
    }
    return Object.hasOwn(this.resources, name)
      ? this.once(`name of ${name}`, () => tableNames.get(name) ?? this.resolve(objectOf(objectOf(this.resources[name]).Properties).TableName)) ?? new Unresolved(`The name of resource ${name} is made by CloudFormation.`)
      : new Unresolved(`There is no parameter or resource ${name} in the template.`);
  }

  private parameter(name: string, { Type: type, Default: byDefault }: Json): unknown {
    const text = this.scope.given.get(name);
    const value = text ?? byDefault;
    // The default of such a parameter is the name of one in the Parameter Store, and CloudFormation shows a secret as stars.
    if (value === undefined || (text === undefined ? String(type).startsWith('AWS::SSM::Parameter::Value') : /^\*+$/.test(text))) {
      return new Unresolved(`Parameter ${name} has no ${value === undefined ? 'default' : 'value in the input'}. Give --parameter ${name}=VALUE.`);
    }
    text ?? this.defaults.set(name, `${String(byDefault)} is the default of parameter ${name}.`);
    return /^(CommaDelimitedList|List<)/.test(String(type)) ? String(value).split(',').map((item) => item.trim()) : value;
  }

  public attribute(argument: unknown): unknown {
    const path = typeof argument === 'string' ? argument : Array.isArray(argument) ? argument.map(String).join('.') : '';
    return new Unresolved(`${path} is an attribute of a resource, which only CloudFormation knows.`);
  }

  public find([map, first, second, options]: readonly unknown[]): unknown {
    const found = [map, first, second].reduce<unknown>((inner, name) => named(objectOf(inner), String(name)), this.scope.mappings);
    return found ?? (isObject(options) ? this.value(options.DefaultValue) : undefined) ?? new Unresolved(`There is no ${String(first)}.${String(second)} in the mapping ${String(map)}.`);
  }

  public substitute(argument: unknown): unknown {
    const [text, variables] = Array.isArray(argument) ? [argument[0], objectOf(argument[1])] : [argument, {}];
    if (typeof text !== 'string') {
      return new Unresolved('Fn::Sub has no text.');
    }
    let missing: Unresolved | undefined;
    const result = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
      if (inner.startsWith('!')) {
        return `\${${inner.slice(1)}}`;
      }
      const name = inner.trim();
      const value = Object.hasOwn(variables, name) ? this.value(variables[name]) : name.includes('.') ? this.attribute(name) : this.ref(name);
      if (value instanceof Unresolved || typeof value === 'symbol' || typeof value === 'object') {
        missing ??= value instanceof Unresolved ? value : new Unresolved(`\${${name}} is not text.`);
        return '';
      }
      return String(value);
    });
    return missing ?? this.value(result);
  }

  /** A condition function, a condition's name, or a plain boolean. */
  public truth(value: unknown): boolean | Unresolved {
    const resolved = typeof value === 'string' && Object.hasOwn(this.conditions, value) ? this.condition(value) : this.value(value);
    return resolved instanceof Unresolved ? resolved : String(resolved) === 'true';
  }

  private once<T>(what: string, run: () => T): T | Unresolved {
    if (this.open.has(what)) {
      return new Unresolved(`The ${what} refers to itself.`);
    }
    this.open.add(what);
    try {
      return run();
    } finally {
      this.open.delete(what);
    }
  }

  /** One of two values, by a condition. The other one is not looked at. */
  public choose([name, then, otherwise]: readonly unknown[]): unknown {
    const holds = this.condition(String(name));
    return holds instanceof Unresolved ? holds : this.value(holds ? then : otherwise);
  }

  /** Whether all, or any, of the conditions hold; one that decides it is enough. */
  public every(argument: unknown, wanted: boolean): boolean | Unresolved {
    const truths = (Array.isArray(argument) ? argument : []).map((each) => this.truth(each));
    return truths.includes(!wanted) ? !wanted : truths.find((each): each is Unresolved => each instanceof Unresolved) ?? wanted;
  }
}

function withList(run: (items: unknown[], resolver: Resolver) => unknown): (resolver: Resolver, argument: unknown) => unknown {
  return (resolver, argument) => {
    const items = resolver.list(argument);
    return items instanceof Unresolved ? items : run(items, resolver);
  };
}

const lists = (value: unknown): unknown[] => Array.isArray(value) ? value : [value];

const FUNCTIONS: Readonly<Record<string, (resolver: Resolver, argument: unknown) => unknown>> = {
  'Ref': (resolver, argument) => resolver.ref(String(argument)),
  'Condition': (resolver, argument) => resolver.condition(String(argument)),
  'Fn::GetAtt': (resolver, argument) => resolver.attribute(argument),
  'Fn::If': (resolver, argument) => resolver.choose(lists(argument)),
  'Fn::Sub': (resolver, argument) => resolver.substitute(argument),
  'Fn::And': (resolver, argument) => resolver.every(argument, true),
  'Fn::Or': (resolver, argument) => resolver.every(argument, false),
  'Fn::Not': (resolver, argument) => {
    const holds = resolver.truth(lists(argument)[0]);
    return holds instanceof Unresolved ? holds : !holds;
  },
  'Fn::Equals': withList(([left, right]) => String(left) === String(right)),
  'Fn::Join': withList(([separator, items]) => {
    const parts = lists(items);
    return parts.find((item) => item instanceof Unresolved) ?? (parts.some((item) => typeof item === 'object') ? new Unresolved('Fn::Join has a part that is no text.') : parts.map(String).join(String(separator)));
  }),
  'Fn::Split': withList(([separator, text]) => String(text).split(String(separator))),
  'Fn::Select': withList(([position, items]) => lists(items)[Number(position)] ?? new Unresolved(`Fn::Select has no item ${String(position)}.`)),
  'Fn::FindInMap': withList((items, resolver) => resolver.find(items)),
  'Fn::Length': withList((items) => items.length),
  'Fn::Base64': withList(([text]) => Buffer.from(String(text)).toString('base64')),
  'Fn::ToJsonString': (resolver, argument) => {
    const value = resolver.resolve(argument);
    return value instanceof Unresolved ? value : JSON.stringify(value);
  },
};
