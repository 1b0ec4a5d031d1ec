/**
 * Gives what our own programs export to each other short names, which a minifier leaves as they are: it sees one program at a time. Only a name
 * that is nothing but an export is changed: none that is public, and none that is a property of anything else, or stands in a text.
 */
import * as ts from 'typescript';

/** A name where it stands. */
interface Place {
  readonly start: number;
  readonly name: string;
}

/**
 * The programs, by file, with short names.
 * @param kept names that somebody outside of them uses
 */
export function withShortNames(programs: ReadonlyMap<string, string>, kept: ReadonlySet<string>): Map<string, string> {
  const exported = new Set([...programs.values()].flatMap((text) => [...text.matchAll(/^exports\.(\w+) = /gm)].map(([, name]) => name)));
  const other = new Set(kept);
  const places = new Map([...programs].map(([file, text]) => [file, placesOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), other)]));
  const names = [...exported].filter((name) => name.length > 3 && !other.has(name));
  const short = new Map(names.map((name, i) => [name, `$${i.toString(36)}`]));
  return new Map([...programs].map(([file, text]) => [file, replaced(text, places.get(file)!.filter(({ name }) => short.has(name)), short)]));
}

/** The identifiers of a program. Adds to `other` those that are more than the name of an export, and each text. */
function placesOf(source: ts.SourceFile, other: Set<string>): Place[] {
  const places: Place[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      places.push({ start: node.getStart(), name: node.text });
      if (!isPlain(node)) {
        other.add(node.text);
      }
    } else if (ts.isStringLiteralLike(node)) {
      other.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return places;
}

/** It is the name of something in the program, or what another program exports. */
function isPlain(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node || isProgram(parent.expression);
  }
  if (ts.isBindingElement(parent)) {
    const { parent: declaration } = parent.parent;
    return ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isRequired(declaration.initializer);
  }
  return !((ts.isPropertyAssignment(parent) || ts.isClassElement(parent)) && parent.name === node) && !ts.isShorthandPropertyAssignment(parent);
}

/** As TypeScript calls a program that it loads, or what loads one when it is needed. */
const isProgram = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) ? /^exports$|_\d+$/.test(node.text) : isRequired(node) || (ts.isCallExpression(node) && node.arguments.length === 0);

const isRequired = (node: ts.Expression): boolean => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require';

function replaced(text: string, places: readonly Place[], short: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  let end = 0;
  places.forEach(({ start, name }) => {
    parts.push(text.slice(end, start), short.get(name)!);
    end = start + name.length;
  });
  return [...parts, text.slice(end)].join('');
}
