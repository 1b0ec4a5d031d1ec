import { Declaration } from './documents';
import { LocatedViolation } from './located';
import { Path } from './origins';
import { withQuoteHint } from './quote-hint';
import { withTemplates } from './templates';
import { Json } from '../contract/json';

/** How a value of an object is written in its file. */
export type SourceOf = (object: Json, path: Path) => string | undefined;

/** The violations as an author of YAML needs them: what is a template that was not rendered, and what is to be quoted. */
export function withHints(violations: readonly LocatedViolation[], declaration: Declaration, sourceOf?: SourceOf): LocatedViolation[] {
  return withTemplates(violations, declaration).map((violation) => {
    const source = sourceOf?.(declaration.object, violation.at);
    return withQuoteHint(asWritten(violation, source), source);
  });
}

/** A number that JavaScript cannot hold is shown as it is written. */
function asWritten(violation: LocatedViolation, source?: string): LocatedViolation {
  const { value, problem } = violation;
  const isOther = source !== undefined && typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isOther ? { ...violation, value: undefined, problem: `${source} ${problem}` } : violation;
}
