import { Construct } from 'constructs';
import { copyOf, OF_CLASS, plainly, structOf } from './copy';
import { ForeignName, foreignName, listed } from '../contract/foreign-names';
import { isObject, Json } from '../contract/json';
import { unknownProperty } from '../contract/validate-shapes';
import { didYouMean, member, Violation } from '../contract/violation';

/** What the properties are called where they are no object. */
export const NO_OBJECT = 'props';

/** What an object among the properties is, for messages. */
export interface StructType {
  /** The type of the contract that it becomes, if it is one: what its properties are called elsewhere is known by it. */
  readonly type?: string;
  /** Where the other properties of the type are given, if it has only some of them. */
  readonly others?: string;
  /** What it is called where it has no path. */
  readonly called?: string;
  /** How it is given. */
  readonly how?: string;
  /** Its properties by what they are called elsewhere, where that is no type of the contract. */
  readonly elsewhere?: { readonly [name: string]: string };
}

/**
 * Reads the properties of a struct that a caller gave, and remembers which were read: what is left is a
 * misspelt name, which would otherwise be lost silently. Types are not validated here; the contract does that.
 */
export class Options {
  private readonly names: string[] = [];
  private readonly given: Json;

  public constructor(public readonly path: string, given: unknown, private readonly problems: Violation[], private readonly is: StructType = {}) {
    const plain = plainly(given);
    if (isStruct(plain)) {
      this.given = structOf(plain) as Json;
    } else {
      this.given = {};
      problems.push(notAnObject(path || (is.called ?? NO_OBJECT), plain, is));
    }
  }

  /** The value of a property, as it is now. */
  public take(name: string): unknown {
    return copyOf(this.raw(name));
  }

  /** A list whose items are read on their own, so that they need no copy here; what is no list as it is. */
  public items(name: string): unknown {
    const value = this.raw(name);
    return Array.isArray(value) ? value.map(plainly) : value;
  }

  /** What one of our own classes holds, such as `Billing`; `how` says how it is made. */
  public part(name: string, how: string): object {
    const value = this.raw(name) as { _spec?: () => object } | undefined;
    if (value === undefined) {
      return {};
    }
    if (typeof value?._spec === 'function') {
      return copyOf(value._spec()) as object;
    }
    this.problem(name, { code: 'InvalidType', value, problem: `is not ${/^[AEIOU]/.test(how) ? 'an' : 'a'} ${how.split('.')[0]}`, fix: `Use ${how}.` });
    return {};
  }

  /** A struct in this one; undefined where none is given. */
  public struct<T>(name: string, read: (inner: Options) => T, type?: StructType): T | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : this.read(this.property(name), value, read, type);
  }

  /** A list of structs in this one. */
  public list<T>(name: string, read: (inner: Options) => T, type?: StructType): T[] {
    const value = this.raw(name);
    if (value === undefined) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.problem(name, { code: 'InvalidType', value, problem: 'is not a list', fix: 'Give a list.' });
      return [];
    }
    return value.map((item, i) => this.read(`${this.property(name)}[${i}]`, plainly(item), read, type));
  }

  /** A list of values of an enum; undefined where none is given. */
  public choices<T>(name: string, members: { readonly [member: string]: T }, enumName: string): T[] | undefined {
    const given = this.take(name) as T[] | undefined;
    if (given !== undefined && !Array.isArray(given)) {
      this.problem(name, { code: 'InvalidType', value: given, problem: 'is not a list', fix: `Give a list of ${enumName}.` });
      return [];
    }
    given?.forEach((value, i) => {
      if (!Object.values(members).includes(value)) {
        const all = Object.keys(members);
        const [, near] = /"(.*)"/.exec(didYouMean(String(value), Object.values(members).map(String))) ?? [];
        const [meant] = all.filter((each) => near !== undefined && String(members[each]) === near);
        const fix = `Use one of ${all.map((each) => `${enumName}.${each}`).join(', ')}.${meant === undefined ? '' : ` Did you mean ${enumName}.${meant}?`}`;
        this.problem(`${name}[${i}]`, { code: 'InvalidValue', value, problem: `is not a ${enumName}`, fix });
      }
    });
    return given;
  }

  public problem(name: string, violation: Omit<Violation, 'property'>): void {
    this.problems.push({ property: this.property(name), ...violation });
  }

  /** Whether a property has a value; may be called before it is taken, too. */
  public gives(name: string): boolean {
    return this.given[name] !== undefined;
  }

  /** The path of one of the properties. */
  public property(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  /** To be called when all has been taken. */
  public finish(): void {
    for (const name of Object.keys(this.given)) {
      if (!this.names.includes(name) && this.given[name] !== undefined) {
        const foreign = this.foreign(name);
        if (OF_CLASS in this.given && foreign === undefined && didYouMean(name, this.names) === '') {
          continue;
        }
        const problem = unknownProperty(member(this.path, name), name, this.names, foreign);
        this.problems.push(foreign === undefined ? problem : { ...problem, meant: foreign.meant.map((meant) => this.property(meant)) });
      }
    }
  }

  private foreign(name: string): ForeignName | undefined {
    const { type, elsewhere = {}, others } = this.is;
    if (Object.hasOwn(elsewhere, name)) {
      return { problem: 'is not a property', fix: `Use ${elsewhere[name]}.`, meant: [elsewhere[name]] };
    }
    const foreign = type === undefined ? undefined : foreignName(type, name, 'typescript');
    if (others === undefined || !foreign?.meant.length) {
      return foreign;
    }
    const meant = foreign.meant.filter((each) => this.names.includes(each));
    return didYouMean(name, this.names) !== '' ? undefined
      : meant.length > 0 ? { ...foreign, fix: `Use ${listed(meant)}.`, meant } : { problem: 'has no default', fix: `Give ${listed(foreign.meant)} ${others}.`, meant };
  }

  private raw(name: string): unknown {
    this.names.push(name);
    return plainly(this.given[name]);
  }

  /** What is no struct is reported, and taken for an empty one, so that rules see that something is there. */
  private read<T>(path: string, value: unknown, read: (inner: Options) => T, type: StructType = {}): T {
    if (!isStruct(value)) {
      this.problems.push(notAnObject(path, value, type));
      return read(new Options(path, {}, [], type));
    }
    const inner = new Options(path, value, this.problems, type);
    const result = read(inner);
    inner.finish();
    return result;
  }
}

/** A construct is none: it was made of its properties. */
function isStruct(value: unknown): value is Json {
  return isObject(value) && !Construct.isConstruct(value);
}

function notAnObject(property: string, value: unknown, { how = 'an object' }: StructType): Violation {
  return Construct.isConstruct(value) ? { code: 'InvalidType', property, problem: 'is a construct', fix: 'Give the properties that it is made of.' }
    : { code: 'InvalidType', property, value, problem: 'is not an object', fix: `Give ${how}.` };
}
