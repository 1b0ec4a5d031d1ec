import { isObject, Json } from '../contract/json';
import { didYouMean, Violation } from '../contract/violation';

/**
 * Reads the properties of a struct that a caller gave, and remembers which were asked for: what is left is a
 * misspelt name, which would otherwise be lost without a word. Types are not judged here; the contract does that.
 */
export class Options {
  private readonly names: string[] = [];
  private readonly given: Json;

  public constructor(private readonly path: string, given: unknown, private readonly problems: Violation[]) {
    if (isObject(given)) {
      this.given = given;
    } else {
      this.given = {};
      problems.push({ code: 'InvalidType', property: path || 'props', value: given, problem: 'is not an object', fix: 'Give an object.' });
    }
  }

  public take(name: string): unknown {
    this.names.push(name);
    return this.given[name];
  }

  /** What one of our own classes holds, such as `Billing`; `how` says how it is made. */
  public part(name: string, how: string): object {
    const value = this.take(name) as { _spec?: () => object } | undefined;
    if (value === undefined) {
      return {};
    }
    if (typeof value?._spec === 'function') {
      return value._spec();
    }
    this.problems.push({ code: 'InvalidType', property: this.property(name), value, problem: `is not made by ${how}`, fix: `Use ${how}.` });
    return {};
  }

  /** A struct in this one. */
  public struct<T>(name: string, read: (inner: Options) => T): T | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.read(this.property(name), value, read);
  }

  /** A list of structs in this one. */
  public list<T>(name: string, read: (inner: Options) => T): T[] {
    const value = this.take(name);
    if (value === undefined) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.problems.push({ code: 'InvalidType', property: this.property(name), value, problem: 'is not a list', fix: 'Give a list.' });
      return [];
    }
    return value.map((item, i) => this.read(`${this.property(name)}[${i}]`, item, read));
  }

  /** A list of values of an enum; undefined where none is given. */
  public choices<T>(name: string, all: readonly T[], enumName: string): T[] | undefined {
    const given = this.take(name);
    if (given !== undefined && !Array.isArray(given)) {
      this.problem(name, { code: 'InvalidType', value: given, problem: 'is not a list', fix: `Give a list of ${enumName}.` });
      return [];
    }
    given?.forEach((value, i) => {
      if (!all.includes(value)) {
        this.problem(`${name}[${i}]`, { code: 'InvalidValue', value, problem: `is not a ${enumName}`, fix: `Use one of ${all.join(', ')}.${didYouMean(String(value), all.map(String))}` });
      }
    });
    return given;
  }

  public problem(name: string, violation: Omit<Violation, 'property'>): void {
    this.problems.push({ property: this.property(name), ...violation });
  }

  /** To be called when all has been taken. */
  public finish(): void {
    for (const name of Object.keys(this.given)) {
      if (!this.names.includes(name) && this.given[name] !== undefined) {
        this.problem(name, { code: 'UnknownProperty', problem: 'is not a property', fix: `Remove it.${didYouMean(name, this.names)}` });
      }
    }
  }

  private read<T>(path: string, value: unknown, read: (inner: Options) => T): T {
    const inner = new Options(path, value, this.problems);
    const result = read(inner);
    inner.finish();
    return result;
  }

  private property(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
