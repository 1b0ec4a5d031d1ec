/**
 * Prints kro's SimpleSchema: `type | marker=value …`. Knows the syntax, not what is described with it.
 * @see https://kro.run/docs/concepts/simple-schema
 */

/** The markers this printer can write, with kro's names. */
export interface Markers {
  readonly required?: boolean;
  readonly immutable?: boolean;
  readonly default?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

/** One field of a SimpleSchema. Markers that are not given, or are false, are left out. */
export function simpleSchema(type: string, markers: Markers): string {
  const written = Object.entries(markers)
    .filter(([name, value]) => value !== undefined && (value !== false || name === 'default'))
    .map(([name, value]) => `${name}=${markerValue(name, value)}`);
  return written.length === 0 ? type : `${type} | ${written.join(' ')}`;
}

function markerValue(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return quote(value.join(','));
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  // kro puts a string's default between quotes as it stands and reads that as JSON.
  return quote(name === 'default' ? JSON.stringify(value).slice(1, -1) : value);
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
