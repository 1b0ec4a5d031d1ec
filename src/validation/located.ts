import { Path } from './origins';
import { member, Violation } from '../contract/violation';

/** A violation, and where in the object it is. */
export interface LocatedViolation extends Violation {
  /** Path in the object of what is wrong, or of what would hold it. */
  readonly at: Path;
}

/** The path as people write it: `spec.components[0].properties`. */
export function printPath(path: Path): string {
  return path.reduce<string>((before, token) => (typeof token === 'number' ? `${before}[${token}]` : member(before, token)), '');
}
