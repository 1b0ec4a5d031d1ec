import { LocatedViolation, printPath } from './located';
import { Path } from './origins';
import { isObject, Json } from '../contract/json';
import { KIND } from '../contract/names';

/** They hold tables in a program, as a record of what was applied, or in patches and lists, of which more is told. */
const SILENT = /^(?:(?:Component|Trait|Policy|WorkflowStep)Definition|ResourceTracker|ApplicationRevision|Kustomization|.*List)$/;

/**
 * A warning for each table within an object that is none of those whose tables are validated: values of a Helm release, a
 * composition, a text in a ConfigMap. What only names a table has no spec.
 * @param validated the specs of the objects that are validated by themselves
 */
export function validateHeld(object: Json, apiGroup: string, validated: ReadonlySet<unknown>): LocatedViolation[] {
  const found: LocatedViolation[] = [];
  const seen = new Set<unknown>();
  const text = new RegExp(`^[\\s-]*apiVersion: *["']?${apiGroup.replaceAll(/[^\w-]/g, '\\$&')}/`, 'm');
  const visit = (value: unknown, at: Path): void => {
    if (typeof value === 'string') {
      if (value.includes(KIND) && text.test(value) && TEXT.every((line) => line.test(value))) {
        found.push(notValidated(at, 'holds'));
      }
      return;
    }
    // An alias of YAML may stand in many places, and in itself.
    if (typeof value !== 'object' || value === null || seen.has(value)) {
      return;
    }
    seen.add(value);
    if (at.length > 0 && isObject(value) && value.kind === KIND && String(value.apiVersion).startsWith(`${apiGroup}/`) && isObject(value.spec)) {
      if (!validated.has(value.spec)) {
        found.push(notValidated(at, 'is'));
      }
      return;
    }
    Object.entries(value).forEach(([key, each]) => visit(each, [...at, Array.isArray(value) ? Number(key) : key]));
  };
  if (object.kind !== KIND && !SILENT.test(String(object.kind))) {
    visit(object, []);
  }
  return found;
}

const TEXT = [new RegExp(`^\\s*kind: *["']?${KIND}\\b`, 'm'), /^\s*spec:/m];

function notValidated(at: Path, verb: string): LocatedViolation {
  return {
    code: 'NotValidated',
    severity: 'warning',
    property: printPath(at),
    problem: `${verb} a ${KIND} within another object, so it was not validated`,
    fix: 'Validate what is made of it: render it, and give the output.',
    at,
  };
}
