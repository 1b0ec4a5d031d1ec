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
  return withTemplates(violations, declaration).map((violation) => withQuoteHint(violation, sourceOf?.(declaration.object, violation.at)));
}
