import { Path } from './origins';
import { Violation } from '../contract/violation';

/** A violation, and where in the object it is. */
export interface LocatedViolation extends Violation {
  /** Path in the object of what is wrong, or of what would hold it. */
  readonly at: Path;
}

/** The path as people write it: `spec.components[0].properties`. */
export function printPath(path: Path): string {
  return path.map((token, i) => (typeof token === 'number' ? `[${token}]` : `${i === 0 ? '' : '.'}${token}`)).join('');
}
