import { policyText } from './draft';
import { Finding } from './finding';
import { Limit } from './limits';
import { canonicalName } from './names';
import { isObject, Json } from '../contract/json';

/** A value that the source does not tell, such as an intrinsic function without its parameter. */
export class Unresolved {
  /** @param reason what is missing, and how to give it */
  public constructor(public readonly reason: string) {}
}

export const DECLARE_TAG = 'Declare what AWS has.';

/**
 * An object of a source, read by canonical names. It remembers which properties were read: `finish` of the outermost one
 * reports the rest, also of the objects inside, so that nothing is lost silently.
 */
export class Part {
  private readonly names = new Map<string, string>();
  private readonly read = new Set<string>();
  /** The objects inside that were read, by name. */
  private inner: Map<string, Part[]> | undefined;

  public constructor(private readonly value: Json, public readonly path: string, private readonly findings: Finding[]) {
    for (const name of Object.keys(value)) {
      const canonical = canonicalName(name);
      // Of two that are the same to us, the second one is one that we do not know.
      this.names.set(this.names.has(canonical) ? name : canonical, name);
    }
  }

  /** The value as it is in the source; undefined where it is null or unresolved, which is then reported. */
  public take(name: string): unknown {
    this.read.add(name);
    const given = this.names.get(name);
    const value = given === undefined ? undefined : this.value[given];
    if (value instanceof Unresolved) {
      this.report({ what: this.given(name), effect: 'unknown', text: value.reason }, name);
      return undefined;
    }
    return value ?? undefined;
  }

  /** A text; a number or boolean of YAML is one too. */
  public text(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    // A bare N is false to YAML 1.1.
    return typeof value === 'boolean' || typeof value === 'number' ? String(value) : this.wrong(name, value, 'text');
  }

  /** As `text`; an empty text, by which Terraform says that nothing is given, is undefined. */
  public name(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  public number(name: string): number | undefined {
    const value = this.take(name);
    if (value === undefined || value === '') {
      return undefined;
    }
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : this.wrong(name, value, 'a whole number');
  }

  public flag(name: string): boolean | undefined {
    const value = this.take(name);
    const text = typeof value === 'object' ? '' : String(value).toLowerCase();
    if (value === undefined || value === '') {
      return undefined;
    }
    // CloudFormation reads YAML 1.1, which has more words for them.
    return /^(true|yes|on)$/.test(text) ? true : /^(false|no|off)$/.test(text) ? false : this.wrong(name, value, 'true or false');
  }

  /** Whether it is given, and nobody knows what it is. */
  public isUnknown(name: string): boolean {
    return this.has(name) && !this.knows(name);
  }

  /** A flag of what protects the data: on where it cannot be told, off where it is not given. */
  public protects(name: string): boolean {
    return this.flag(name) ?? this.isUnknown(name);
  }

  /** The object under this name; the only one of a list of one, as Terraform and Crossplane write it. */
  public part(name: string): Part | undefined {
    const value = this.take(name);
    const single = Array.isArray(value) && value.length <= 1 ? value[0] : value;
    if (single === undefined || single === null || single === '') {
      return undefined;
    }
    if (!isObject(single)) {
      return this.wrong(name, single, 'an object');
    }
    return this.remember(name, () => [new Part(single, this.pathOf(name), this.findings)])[0];
  }

  /** The objects in the list under this name. */
  public parts(name: string): Part[] {
    return this.remember(name, () => this.list(name).flatMap((item, i) => {
      if (item instanceof Unresolved) {
        this.report({ what: `${this.given(name)}[${i}]`, effect: 'unknown', text: item.reason }, name);
        return [];
      }
      if (!isObject(item)) {
        this.wrong(name, item, 'a list of objects');
        return [];
      }
      return [new Part(item, `${this.pathOf(name)}[${i}]`, this.findings)];
    }));
  }

  private remember(name: string, make: () => Part[]): Part[] {
    this.inner ??= new Map();
    const parts = this.inner.get(name) ?? make();
    this.inner.set(name, parts);
    return parts;
  }

  /** The texts in the list under this name. */
  public texts(name: string): string[] {
    return this.list(name).flatMap((item) => {
      if (item instanceof Unresolved) {
        this.report({ what: this.given(name), effect: 'unknown', text: item.reason }, name);
        return [];
      }
      return typeof item === 'object' ? this.wrong(name, item, 'text') ?? [] : [String(item)];
    });
  }

  /** The texts of a map, such as tags. */
  public textMap(name: string): Map<string, string> {
    const value = this.take(name);
    if (value === undefined || value === '') {
      return new Map();
    }
    if (!isObject(value)) {
      this.wrong(name, value, 'a map');
      return new Map();
    }
    const map = new Part(value, this.pathOf(name), this.findings);
    return new Map(Object.keys(value).flatMap((key) => {
      const text = map.textOf(key);
      return text === undefined ? [] : [[key, text] as const];
    }));
  }

  /** The JSON text of an object, or the text that it is; undefined where a part of it is unresolved, which is then reported. */
  public json(name: string): string | undefined {
    const value = this.take(name);
    const unresolved = firstUnresolved(value);
    if (unresolved !== undefined) {
      this.report({ what: this.given(name), effect: 'unknown', text: `A part of it cannot be resolved: ${unresolved.reason} It is left out, and removed from the table unless you declare it.` }, name);
      return undefined;
    }
    return policyText(value);
  }

  public list(name: string): readonly unknown[] {
    const value = this.take(name);
    if (value === undefined || value === '') {
      return [];
    }
    if (Array.isArray(value)) {
      return value;
    }
    this.wrong(name, value, 'a list');
    return [];
  }

  public has(name: string): boolean {
    const given = this.names.get(name);
    return given !== undefined && this.value[given] !== undefined && this.value[given] !== null;
  }

  /** Whether it is given, and resolved. */
  public knows(name: string): boolean {
    return this.has(name) && !(this.value[this.names.get(name)!] instanceof Unresolved);
  }

  /** The properties that say nothing of the declaration, such as sizes and dates. */
  public ignore(...names: readonly string[]): this {
    names.forEach((name) => this.read.add(name));
    return this;
  }

  public ignoreAll(): this {
    return this.ignore(...this.names.keys());
  }

  /** Reports what the contract cannot express, where it is given. Returns whether it is. */
  public limit(name: string, limit: Limit): boolean {
    const given = isGiven(this.take(name));
    if (given) {
      this.report(limit, name);
    }
    return given;
  }

  public report({ what, effect, text }: Limit, name = ''): void {
    this.findings.push({ what, effect, text, path: this.pathOf(name) });
  }

  /** To be called of the outermost part when all has been read: reports what was not. */
  public finish(): void {
    for (const [name, given] of this.names) {
      if (!this.read.has(name) && isGiven(this.value[given])) {
        const value = this.value[given];
        this.report({ what: given, effect: 'unknown', text: value instanceof Unresolved ? value.reason : 'This version does not know the property. It is left out.' }, name);
      }
    }
    this.inner?.forEach((parts) => parts.forEach((part) => part.finish()));
  }

  /** The path of a property, with its name as the source has it. */
  public pathOf(name: string): string {
    return name === '' ? this.path : this.path === '' ? this.given(name) : `${this.path}.${this.given(name)}`;
  }

  private given(name: string): string {
    return this.names.get(name) ?? name;
  }

  /** As `text`, by the very name that the source has. */
  private textOf(key: string): string | undefined {
    const value = this.value[key];
    if (value instanceof Unresolved) {
      this.findings.push({ what: key, effect: 'unknown', text: value.reason, path: `${this.path}.${key}` });
      return undefined;
    }
    if (value === undefined) {
      this.findings.push({ what: `tag ${key}`, effect: 'unknown', text: `It has no value, so it is left out. ${DECLARE_TAG}`, path: `${this.path}.${key}` });
    }
    return value === undefined ? undefined : value === null ? '' : typeof value === 'object' ? this.wrong(key, value, 'text') : String(value);
  }

  private wrong(name: string, value: unknown, expected: string): undefined {
    const shown = typeof value === 'object' ? 'an object' : JSON.stringify(value);
    this.report({ what: this.given(name), effect: 'unknown', text: `${shown} is not ${expected}. It is left out.` }, name);
    return undefined;
  }
}

/** Whether a value says something. Terraform and Crossplane write what is not set as empty. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);
}

function firstUnresolved(value: unknown): Unresolved | undefined {
  if (value instanceof Unresolved || typeof value !== 'object' || value === null) {
    return value instanceof Unresolved ? value : undefined;
  }
  for (const item of Object.values(value)) {
    const found = firstUnresolved(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
