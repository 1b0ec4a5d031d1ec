import { shapeAt } from '../contract/certain';
import { Shape } from '../contract/shape';
import { Violation } from '../contract/violation';

/**
 * The violation with the advice to quote the value, where text is wanted and YAML reads a number or a boolean.
 * @param source how the value is written; what it reads as without it
 */
export function withQuoteHint<V extends Violation>(violation: V, source?: string): V {
  const { code, property, value, fix } = violation;
  const shape = shapeOf(property);
  const values = shape?.kind === 'string' ? shape.enum : undefined;
  if (values !== undefined && code === 'InvalidType' && source !== undefined && !values.includes(source.toUpperCase())) {
    // In quotes it would be none of the values either.
    return { ...violation, fix: fix.replace(/ In YAML, quote it: .*$/, '') };
  }
  const quotable = typeof value === 'boolean' || typeof value === 'number';
  if (code !== 'InvalidType' || !quotable || /quote/.test(fix) || (shape?.kind !== 'string' && violation.problem !== 'is not text')) {
    return violation;
  }
  return { ...violation, fix: `${fix} In YAML, quote it: ${JSON.stringify(source ?? String(value))}.` };
}

/** The shape of a property: of a text in metadata, of `tags[0].value`, and of `traits[0].properties.ttlAttributeName`. */
function shapeOf(property: string): Shape | undefined {
  return property.startsWith('metadata.') || property === 'name' ? { kind: 'string' } : shapeAt(property.replace(/^.*traits\[\d+\]\.properties\./, ''));
}
