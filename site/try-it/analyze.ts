/** What the page "Try it" does with a text: the library's own validation, import and plan. Runs in the browser and in Node.js. */
import { parseProps, Problem, WrittenTable } from './parse-props';
import { describe } from '../../src/contract/violation';
import { isObject } from '../../src/contract/json';
import { KIND } from '../../src/contract/names';
import { TableSpec } from '../../src/contract/table-spec';
import { validateDeclaration } from '../../src/app/validate-table';
import { describeFinding, mayChange } from '../../src/import/finding';
import { ImportedTable } from '../../src/import/imported-table';
import { APPLICATION, TYPESCRIPT, YAML } from '../../src/import/print/formats';
import { tableProps } from '../../src/import/print/table-props';
import { printTypeScript } from '../../src/import/print/typescript';
import { Unreadable } from '../../src/import/source-document';
import { importFiles } from '../../src/import/sources';
import { makePlan } from '../../src/plan/make-plan';
import { printText } from '../../src/plan/print-text';
import { declareTable } from '../../src/props/table-spec';
import { declarationsIn } from '../../src/validation/documents';
import { knownIn } from '../../src/validation/known';
import { locatedObjectsIn } from '../../src/validation/objects';
import { ANY_PLATFORM } from '../../src/validation/platform';
import { YamlPositions } from '../../src/validation/positions';
import { Registry } from '../../src/validation/registry';
import { validateObjects } from '../../src/validation/tables';
import { readYaml } from '../../src/validation/yaml';

export type { Problem } from './parse-props';

export interface Analysis {
  /** What the text was taken for. */
  readonly kind: 'nothing' | 'properties' | 'manifests' | 'import';
  readonly tables: number;
  readonly problems: readonly Problem[];
  readonly application: string;
  readonly dynamoDbTable: string;
  readonly typeScript: string;
}

export interface Options {
  /** Region of imported tables, where the text does not tell it. */
  readonly region?: string;
}

const NOTHING: Analysis = { kind: 'nothing', tables: 0, problems: [], application: '', dynamoDbTable: '', typeScript: '' };

/** Validates a text, and prints its tables in each form. */
export function analyze(text: string, options: Options = {}): Analysis {
  if (text.trim() === '') {
    return NOTHING;
  }
  try {
    return isCode(text) ? analyzeProps(parseProps(text)) : isManifest(text) ? analyzeManifests(text) : analyzeImport(text, options);
  } catch (error) {
    return { ...NOTHING, problems: [unreadable(error as Error & { loc?: { line: number; column: number } })] };
  }
}

/** What happens in AWS when the tables of one text are replaced by those of another. */
export function planOf(previous: string, next: string, options: Options = {}): string {
  try {
    return printText(makePlan(...[previous, next].map((text) => readYaml(manifestsOf(text, options))) as [unknown[], unknown[]]), new Set()).trimEnd();
  } catch (error) {
    return `The plan needs two texts that can be read. ${(error as Error).message}`;
  }
}

function manifestsOf(text: string, options: Options): string {
  return isCode(text) || !isManifest(text) ? analyze(text, options).dynamoDbTable : text;
}

/** JSON is not code: `describe-table` answers, templates. Code names a property without quotes, or begins a statement. */
function isCode(text: string): boolean {
  const code = text.replace(/^\s*(?:\/\/[^\n]*\n\s*)*/, '');
  return /^(?:import|const|let|new|export)\b|^[\w$.]+\.add(?:Table|Application)\(/.test(code) || (/^[[{]/.test(code) && !isJson(code) && /[{,]\s*(?:\/\/[^\n]*\n\s*)*(?:tableName|tables|region|partitionKey|name)\s*:/.test(code));
}

function isJson(text: string): boolean {
  return /^[[{]\s*(?:[[{]\s*)*"/.test(text);
}

function isManifest(text: string): boolean {
  return new RegExp(`^\\s*"?kind"?\\s*:\\s*["']?(?:${KIND}|Application|List|ResourceGraphDefinition)\\b`, 'm').test(text);
}

function analyzeProps(written: readonly WrittenTable[]): Analysis {
  if (written.length === 0) {
    return { ...NOTHING, kind: 'properties', problems: [{ severity: 'error', message: 'No table is in this code. Write new DynamoDbTable(chart, \'orders\', { … }), or only { … }.' }] };
  }
  const tables = written.map(({ props, problems, placeOf }) => {
    const declared = declareTable(props);
    const { errors, warnings } = validateDeclaration(declared);
    const found = [...errors.map((violation) => ({ severity: 'error' as const, violation })), ...warnings.map((violation) => ({ severity: 'warning' as const, violation }))];
    return {
      table: { name: String(declared.name ?? 'table'), spec: declared.spec },
      problems: [
        ...problems,
        ...found.map(({ severity, violation }): Problem => ({ severity, message: describe(violation), ...placeOf(violation.property) })),
      ],
    };
  });
  return { kind: 'properties', tables: tables.length, problems: unique(tables.flatMap(({ problems }) => problems)), ...printed(tables.map(({ table }) => table)) };
}

function analyzeManifests(text: string): Analysis {
  const located = locatedObjectsIn(readYaml(text));
  const objects = located.map(({ object }) => object);
  const places = new Map(located.map((each) => [each.object, each]));
  let parsed: YamlPositions | undefined;
  const positions = (): YamlPositions => parsed ??= new YamlPositions(text);
  const found = validateObjects(objects, {
    ...knownIn(objects, ANY_PLATFORM),
    registry: new Registry(),
    file: 'this text',
    sourceOf: (object, path) => positions().sourceOf(places.get(object)!.document, [...places.get(object)!.path, ...path]),
  });
  const problems = found.flatMap(({ object, resource, violations }) => violations.map((violation): Problem => {
    const { document, path } = places.get(object)!;
    const place = positions().positionOf(document, [...path, ...violation.at]);
    return {
      severity: violation.severity ?? 'error',
      message: `${resource}: ${describe(violation)}`,
      ...place === undefined ? {} : { line: place.line, column: place.col },
    };
  }));
  const tables = declarationsIn(objects).map(({ name, spec }) => ({ name, spec }));
  const none: Problem[] = tables.length === 0 && problems.length === 0 ? [{ severity: 'error', message: `No ${KIND}, and no Application with a table, is in this text.` }] : [];
  return { kind: 'manifests', tables: tables.length, problems: unique([...problems, ...none]), ...printed(tables) };
}

function analyzeImport(text: string, { region }: Options): Analysis {
  const noFile = (): never => {
    throw new Error('no other file is here');
  };
  const tables = importFiles([{ file: 'this text', text }], { region: region || undefined, parameters: new Map(), tableNames: new Map() }, noFile);
  const problems = tables.flatMap(({ name, findings }) => findings.map((finding): Problem => ({
    severity: mayChange(finding) ? 'warning' : 'note', message: `${name}: ${describeFinding(finding)}`,
  })));
  return { kind: 'import', tables: tables.length, problems, application: APPLICATION.print(tables), dynamoDbTable: YAML.print(tables), typeScript: TYPESCRIPT.print(tables) };
}

interface NamedTable {
  readonly name: string;
  readonly spec: TableSpec;
}

function printed(tables: readonly NamedTable[]): Pick<Analysis, 'application' | 'dynamoDbTable' | 'typeScript'> {
  const usable = tables.filter(({ spec }) => isObject(spec));
  if (usable.length === 0) {
    return { application: '', dynamoDbTable: '', typeScript: '' };
  }
  const imported = usable.map((table): ImportedTable => ({ ...table, source: '', findings: [] }));
  // The printers are those of `import`, which say where a table was read.
  const withoutSource = (text: string): string => text.replace(/^# Imported from \.\n/gm, '');
  return {
    application: withoutSource(APPLICATION.print(imported)),
    dynamoDbTable: withoutSource(YAML.print(imported)),
    typeScript: printTypeScript(usable.map(({ name, spec }) => ({ name, props: tableProps(name, spec), comments: [] }))),
  };
}

function unreadable(error: Error & { loc?: { line: number; column: number } }): Problem {
  const message = error instanceof Unreadable ? error.message : error.message.replace(/ \(\d+:\d+\)$/, '');
  const [, line, column] = /at line (\d+)(?:, column (\d+))?/.exec(message) ?? [];
  const place = error.loc ? { line: error.loc.line, column: error.loc.column + 1 }
    : line === undefined ? {} : { line: Number(line), column: Number(column ?? 1) };
  return { severity: 'error', message: `This cannot be read: ${message}`, ...place };
}

/** One of each, in the order of their lines. */
function unique(problems: readonly Problem[]): Problem[] {
  const all = [...new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem])).values()];
  return all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
