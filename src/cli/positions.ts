import { LocatedObject } from '../validation/objects';
import { Path } from '../validation/origins';
import { YamlPositions } from '../validation/positions';
import { Position } from '../validation/yaml';

/** Where the values of a file stand, and how they are written. */
export interface FilePositions {
  positionOf(object: LocatedObject, at: Path): Position | undefined;
  sourceOf(object: LocatedObject, at: Path): string | undefined;
}

/** Lines and columns, for which the text is parsed once more when the first is needed. */
export function positionsIn(text: string): FilePositions {
  let parsed: YamlPositions | undefined;
  const positions = (): YamlPositions => parsed ??= new YamlPositions(text);
  return {
    positionOf: ({ document, path }, at) => positions().positionOf(document, [...path, ...at]),
    sourceOf: ({ document, path }, at) => positions().sourceOf(document, [...path, ...at]),
  };
}
