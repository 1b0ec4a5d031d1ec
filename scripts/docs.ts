/** Prints the reference from the contract: docs/reference.md, the picture of the README, and what stands in README.md and the guides between marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Chart, Testing, Yaml } from 'cdk8s';
import { CDK_MEMBERS, cdkProperties } from './cdk-names';
import { ackCommands, ackUpgradeCommands, crdCommands, credentialsCommands, installCommands, irsaCommands, roleSelectorCommands, standInCommands, upgradeCommands } from './chart-commands';
import { picture } from './picture';
import * as library from '../src';
import { CONSEQUENCES } from '../src/ack/consequences';
import { Command } from '../src/cli/command';
import { COMMANDS } from '../src/cli/commands';
import { optionRow, PROGRAM } from '../src/cli/usage';
import { ACCOUNT_ALARMS, conditionOf, RecommendedAlarm, TABLE_ALARMS } from '../src/cloudwatch/recommended';
import { FIELDS } from '../src/contract/fields';
import { DEFAULT_COMPONENT_NAME, DEFAULT_RESOURCE_GRAPH_NAME } from '../src/contract/names';
import { RULES } from '../src/contract/rules';
import { OBJECT_NAME_RULE } from '../src/contract/rules/object-name';
import { SECRET_NAMESPACE } from '../src/contract/rules/secret-namespace';
import { TRANSITIONS } from '../src/contract/rules/transitions';
import { Field, objectTypes, Shape } from '../src/contract/shape';
import { KRO_STATUS, STATUS } from '../src/contract/status';
import { Trait, traitFields, TRAITS, traitType } from '../src/contract/traits';
import { CODES } from '../src/contract/violation';
import { INPUTS } from '../src/import/inputs';
import { platformFindings, TABLE_FINDINGS } from '../src/monitoring/fleet';
import { GRAPH_METRICS, PREFIX, TABLE_METRICS } from '../src/monitoring/metrics';
import { CLUSTER_CHANGES } from '../src/plan/kubernetes-changes';
import { minimumReason, minimumVersion, ranInPart, RUNS, SUPPORTED, SUPPORTED_NAMES } from '../src/support-matrix';
import { Cost, recorded, WRITERS } from '../test/conformance/costs/cost';
import { PARTS, recorded as recordedFleets, SETTINGS, WAYS } from '../test/conformance/costs/fleet';

/** The files that are printed, with the text that they should have. */
export function printedDocs(): Map<string, string> {
  const readme = readFileSync('README.md', 'utf8');
  return new Map([
    ['docs/reference.md', reference()],
    ['docs/traits.md', between(readFileSync('docs/traits.md', 'utf8'), 'traits', traits())],
    ['docs/alarms-and-dashboards.md', between(between(between(readFileSync('docs/alarms-and-dashboards.md', 'utf8'), 'alarms', alarms()), 'fleet', fleet()), 'controller', ackCommands('cloudwatch'))],
    ['docs/review-a-change.md', between(between(readFileSync('docs/review-a-change.md', 'utf8'), 'consequences', consequences()), 'cluster-changes', clusterChanges())],
    ['docs/bring-your-tables.md', between(readFileSync('docs/bring-your-tables.md', 'utf8'), 'inputs', table(['from', 'what is read'], INPUTS))],
    ['docs/tables.md', withYaml(readFileSync('docs/tables.md', 'utf8'))],
    ['docs/gitops.md', withFiles(readFileSync('docs/gitops.md', 'utf8'))],
    ['docs/what-it-costs.md', between(between(readFileSync('docs/what-it-costs.md', 'utf8'), 'costs', costs()), 'fleets', fleets())],
    ['docs/conformance.md', between(readFileSync('docs/conformance.md', 'utf8'), 'runs', runs())],
    ['docs/access.md', between(readFileSync('docs/access.md', 'utf8'), 'secret', credentialsCommands())],
    ['docs/upgrading.md', between(between(between(readFileSync('docs/upgrading.md', 'utf8'), 'crds', crdCommands()), 'upgrade', upgradeCommands()), 'other-controllers', ackUpgradeCommands('iam', 'eks', 'cloudwatch'))],
    ['docs/without-aws.md', between(readFileSync('docs/without-aws.md', 'utf8'), 'stand-in', standInCommands())],
    ['docs/two-aws-accounts.md', between(readFileSync('docs/two-aws-accounts.md', 'utf8'), 'role-selectors', roleSelectorCommands())],
    ['docs/on-amazon-eks.md', between(between(readFileSync('docs/on-amazon-eks.md', 'utf8'), 'irsa', irsaCommands()), 'controllers', ackCommands('iam', 'eks', 'cloudwatch'))],
    ['docs/connect-an-application.md', between(readFileSync('docs/connect-an-application.md', 'utf8'), 'controllers', ackCommands('iam', 'eks'))],
    ['README.md', between(between(readme, 'versions', versions()), 'install', installCommands())],
    ...(['light', 'dark'] as const).map((theme) => [`docs/images/chain-${theme}.svg`, picture(theme)] as const),
  ]);
}

function reference(): string {
  return [
    '# Reference',
    '<!-- Printed from src/contract by `npx projen docs`. Do not edit. -->',
    '',
    '## Parameters',
    'The parameters of the ComponentDefinition and, under the same names, the spec of a `DynamoDBTable`.',
    '',
    parameters(FIELDS),
    ...objectTypes(FIELDS).flatMap((type) => ['', `### ${type.name}`, '', parameters(type.fields, { type: type.name })]),
    '',
    '## Names of AWS CDK',
    'For users of `TableV2` of AWS CDK: what its properties are called in `TableProps`, and what replaces its types and methods. A name of `TableV2`',
    'that is not a property here is an error of `cdk8s synth`, which gives the right name.',
    '',
    table(['AWS CDK', 'property', 'here'], cdkProperties().map(([theirs, name, ours]) => [`\`${theirs}\``, `\`${name}\``, ours])),
    '',
    table(['AWS CDK', 'here'], CDK_MEMBERS),
    '',
    '## Status',
    '',
    status(),
    '',
    '## Rules',
    'Checks across fields, beside the type and the bounds of each parameter. A message ends with the code of its rule.',
    'A rule is checked by `cdk8s synth` and, where the last column says so, by the ComponentDefinition (`vela dry-run`, the status of the',
    'Application) and by the admission policy (`kubectl apply`, Argo CD, Flux). A warning is shown, and rejects nothing.',
    '',
    table(['code', 'what holds', 'source', 'checked in the cluster by'], RULES.map((rule) => [
      `\`${rule.code}\`${rule.severity === 'warning' ? ' (warning)' : ''}`,
      rule.statement,
      rule.source,
      [...(rule.cue ? ['definition'] : []), ...(rule.cel ? ['policy'] : [])].join(', '),
    ])),
    '',
    '### Properties',
    '`cdk8s synth` checks each property of the constructs, and what they declare in a chart against each other. What is added in other ways (JSON patches,',
    '`ApiObject`s such as policies, inputs and outputs, keys that pods read of a Secret) is checked by `validate` and by the validation plugin, in what is',
    'rendered. The ComponentDefinition and the API server check the type and',
    'the bounds of a parameter too, with messages of their own. Some platforms have more rules: `RequiredTags` with `requiredTags`, `PlatformKey` with a',
    'customer managed key as default, and `ConnectionSecrets` without connection Secrets.',
    '',
    table(['code', 'what holds'], Object.entries(CODES).map(([code, holds]) => [`\`${code}\``, holds])),
    '',
    '### Changes and rights',
    'Checks that only the admission policy can make: it sees a table before and after a change, and the user who makes it.',
    '',
    table(['code', 'what holds', 'source'], [
      ...[...TRANSITIONS, OBJECT_NAME_RULE, SECRET_NAMESPACE].map(({ code, statement, source }) => [`\`${code}\``, statement, source]),
      ['`DeletionProtection`', 'A table is not deleted while `deletionProtectionEnabled` is true.', 'kro stops applying the spec once a deletion has begun'],
    ]),
    '',
    '## Command line',
    `Options are named as those of kubectl and Flux. A value follows after a space or a \`=\`, and an option may stand before or behind arguments. \`${PROGRAM} --version\``,
    `shows the version, \`${PROGRAM} COMMAND --help\` the text below. An older spelling does the same.`,
    ...COMMANDS.flatMap((command) => ['', `### ${command.name}`, '', commandLine(command)]),
    '',
  ].join('\n');
}

function commandLine({ name, summary, arguments: args, options, exitCodes }: Command): string {
  return [
    `\`${`${PROGRAM} ${name} [options] ${args}`.trimEnd()}\`: ${summary}.`,
    table(['option', 'meaning', 'older spelling'], Object.entries(options).map((option) => {
      const [written, meaning] = optionRow(option);
      const { formerly } = option[1];
      const borrowed = Object.values(options).find(({ olderMeaning }) => olderMeaning?.option === option[0])?.short;
      const spellings = [...formerly === undefined ? [] : [`\`--${formerly}\``], ...borrowed === undefined ? [] : [`\`-${borrowed}\`, if its value is no format`]];
      return [`\`${written.trim()}\``, meaning, spellings.join(', ')];
    })),
    table(['exit code', 'meaning'], Object.entries(exitCodes)),
  ].join('\n\n');
}

/** The parameters of an object; of a table without a type. */
function parameters(fields: readonly Field[], { type = '' } = {}): string {
  return table(['parameter', 'type', 'TypeScript', 'meaning'], fields.map((field) => [
    `\`${field.name}\`${field.required ? ' (required)' : ''}`,
    typeOf(field.shape),
    TYPESCRIPT_DERIVES[`${type}.${field.name}`] ?? `\`${field.prop ?? field.name}\``,
    [
      field.doc,
      field.default === undefined ? '' : ` Default \`${field.default}\`.`,
      field.immutable ? ' Cannot change.' : '',
    ].join(''),
  ]));
}

/** What TableProps has no property of its own for, by type and field. */
const TYPESCRIPT_DERIVES: Readonly<Record<string, string>> = {
  '.attributeDefinitions': 'from the keys',
  '.keySchema': '`partitionKey`, `sortKey`',
  'KeySchemaElement.keyType': 'from which key it is',
  'Projection.projectionType': '`Projection.all()`, `keysOnly()`, `include()`',
  'Projection.nonKeyAttributes': '`Projection.include()`',
  'GlobalSecondaryIndex.keySchema': '`partitionKey` or `partitionKeys`, `sortKey` or `sortKeys`',
  'LocalSecondaryIndex.keySchema': '`sortKey`',
  'ReadThroughputOverride.readCapacityUnits': '`readCapacityUnits` of the replica, or of its index',
  'Tag.key': 'a name in `tags`',
  'Tag.value': 'its value',
  'ProviderConfigRef.name': '`providerConfig`',
};

function typeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'object': return `[${shape.name}](#${shape.name.toLowerCase()})`;
    case 'list': return `list of ${typeOf(shape.of)}${count(shape.minItems, shape.maxItems)}`;
    case 'integer': return `integer${shape.minimum === undefined ? '' : shape.maximum === undefined ? `, at least ${shape.minimum}` : `, ${shape.minimum} to ${shape.maximum}`}`;
    case 'boolean': return 'boolean';
    case 'string':
      if (shape.enum) {
        return shape.enum.map((value) => `\`${value}\``).join(', ');
      }
      return shape.meaning ? `string: ${shape.meaning}` : `string, ${shape.minLength ?? 0} to ${shape.maxLength} characters`;
  }
}

function count(minItems = 0, maxItems?: number): string {
  return minItems === maxItems ? `, exactly ${maxItems}` : `, ${minItems} to ${maxItems}`;
}

function traits(): string {
  const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const fields = (trait: Trait, wanted: boolean): string =>
    named(traitFields(trait).filter(({ required }) => required === wanted).map(({ name }) => name));
  return table(['trait', 'TypeScript', 'what it does', 'needs', 'takes', 'sets'], TRAITS.map((trait) => [
    `\`${traitType(trait, DEFAULT_COMPONENT_NAME)}\``,
    `\`TableTrait.${Object.entries(library.TableTrait).find(([, name]) => name === trait.name)?.[0]}\``,
    trait.doc,
    fields(trait, true),
    fields(trait, false),
    Object.entries(trait.sets).map(([name, value]) => `\`${name}: ${String(value)}\``).join(', '),
  ]));
}

function alarms(): string {
  const row = (alarm: RecommendedAlarm) => [
    `\`${alarm.property}\``,
    `\`${alarm.metricName}\``,
    `${alarm.statistic} of ${alarm.periodSeconds} s`,
    conditionOf(alarm),
    alarm.source.replace(/^(\S+)/, '[AWS]($1)'),
  ];
  const head = ['property', 'metric', 'statistic', 'goes off', 'from'];
  return [table(head, TABLE_ALARMS.map(row)), 'Those of the account (`AccountAlarms`):', table(head, ACCOUNT_ALARMS.map(row))].join('\n\n');
}

/** The alerts and the metrics of the fleet. */
function fleet(): string {
  return [
    table(['alert', 'severity', 'after', 'when', 'what to do'], [...TABLE_FINDINGS, ...platformFindings(DEFAULT_RESOURCE_GRAPH_NAME)].map((finding) => [
      `\`${finding.alert}\``, finding.severity, finding.for, `${finding.summary}.`, finding.description,
    ])),
    table(['metric', 'meaning'], [...TABLE_METRICS, ...GRAPH_METRICS].map(({ name, help }) => [`\`${PREFIX}_${name}\``, help])),
  ].join('\n\n');
}

function consequences(): string {
  return table(['change', 'of', 'consequence', 'takes effect', 'AWS allows it', 'source'], CONSEQUENCES.map(({ code, fields, consequence, takes, limit = '', source }) =>
    [`\`${code}\``, fields.map((field) => `\`${field}\``).join(', '), consequence, takes, limit, source.startsWith('https:') ? `[AWS](${source})` : source]));
}

function clusterChanges(): string {
  return table(['change', 'of', 'becomes', 'consequence'], CLUSTER_CHANGES.map(({ code, field, becomes, consequence }) => [`\`${code}\``, `\`${field}\``, becomes, consequence]));
}

/** What a table costs, as one run of the conformance suite recorded it. */
function costs(): string {
  const { versions: run, restSeconds, atRest, readAgain, changes, slow } = recorded();
  const counted = (counts: Readonly<Record<string, number>>, named: (name: string) => string): string =>
    Object.entries(counts).map(([name, times]) => `${named(name)} ${times}`).join(', ') || '0';
  const rows = (of: readonly Cost[]): string => table(['what', 'calls to AWS that change', 'that read', 'writes to the API server'], of.map((cost) => [
    cost.what, counted(cost.changes, (name) => `\`${name}\``), String(cost.reads), counted(cost.writes, (name) => WRITERS[name as keyof typeof WRITERS]),
  ]));
  return [
    `Run with ${SUPPORTED_NAMES.map((name) => `${SUPPORTED[name].title} ${run[name]}`).join(', ')}.`,
    '## At rest',
    `In ${restSeconds} s in which nothing changed, and in which KubeVela reconciled each Application twice:`,
    rows(atRest),
    'ACK reads each table again every ten hours, and when it starts:',
    rows(readAgain),
    '## For each change',
    rows(changes),
    `While AWS makes a change that takes time, ACK reads the table every ten seconds. An index that took AWS a minute: ${slow.reads} reading calls.`,
  ].join('\n\n');
}

/** What many tables at once cost, as runs of the conformance suite recorded it. */
function fleets(): string {
  const { versions: run, fleets: all } = recordedFleets();
  const number = (value: number): string => value.toLocaleString('en');
  const parts = Object.entries(PARTS) as Array<[keyof typeof PARTS, string]>;
  return [
    `Run on two cores with ${SUPPORTED_NAMES.map((name) => `${SUPPORTED[name].title} ${run[name]}`).join(', ')}.`,
    table(['tables', 'declared as', 'all ready after', 'writes for each table', ...parts.map(([, title]) => title)], all.map(({ tables, way, settings, seconds, writes, parts: used }) => [
      number(tables),
      `${WAYS[way]}${settings ? ', kro with the settings' : ''}`,
      `${number(seconds)} s`,
      Object.entries(writes).map(([writer, times]) => `${WRITERS[writer as keyof typeof WRITERS]} ${(times / tables).toFixed(1)}`).join(', '),
      ...parts.map(([name]) => `${number(used[name].cpu)} s, ${number(used[name].memory)} MB`),
    ])),
    `The settings, in the values of kro's chart: ${Object.entries(SETTINGS).map(([name, value]) => `\`config.${name}: ${value}\``).join(', ')}.`,
  ].join('\n\n');
}

function status(): string {
  return table(['field', 'meaning'], [...STATUS, ...KRO_STATUS].map(({ name, doc }) => [`\`${name}\``, doc]));
}

/** Which versions are needed, and which are tested. */
function versions(): string {
  return table(['program', 'minimum', 'tested'], SUPPORTED_NAMES.map((name) => [
    `[${SUPPORTED[name].title}](${SUPPORTED[name].install})`,
    `${minimumVersion(name)}${minimumReason(name) === undefined ? '' : ' (not run)'}`,
    SUPPORTED[name].tested.map((version) => (ranInPart(name, version) ? `${version} (in part)` : version)).join(', '),
  ]));
}

/** On which combinations of versions what was run. */
function runs(): string {
  return [
    table([...SUPPORTED_NAMES.map((name) => SUPPORTED[name].title), 'checks', 'passed', 'failed', 'on'], RUNS.map((run) => [
      ...SUPPORTED_NAMES.map((name) => run.versions[name]), run.checks, String(run.passed), String(run.failed), run.date,
    ])),
    ...RUNS.flatMap(({ note }) => note ?? []),
    ...figures(),
    ...SUPPORTED_NAMES.flatMap((name) => (minimumReason(name) === undefined ? [] : [
      `${SUPPORTED[name].title} ${minimumVersion(name)}, the minimum, was not run. It is derived: ${minimumReason(name)}.`,
    ])),
  ].join('\n\n');
}

/** What the runs of all checks measured, one set of versions beside the other. */
function figures(): string[] {
  const measured = RUNS.flatMap(({ versions: on, date, figures: found }) => (found ? [{ on, date, ...found }] : []));
  return measured.length === 0 ? [] : [
    'What these runs measured. The machine has two cores, which all parts and the tests share. Times in seconds, memory in MB with 500 tables:',
    table(
      [...SUPPORTED_NAMES.map((name) => SUPPORTED[name].title), 'healthy', '500 tables', 'half of the walks', 'nine of ten', 'all', 'API server', 'kro', 'KubeVela', 'on'],
      measured.map(({ on, date, healthy, tables500, walks, memory }) => [
        ...SUPPORTED_NAMES.map((name) => on[name]),
        ...[healthy, tables500, walks.half, walks.nineOfTen, walks.last, memory.apiServer, memory.kro, memory.kubevela].map(String), date,
      ]),
    ),
  ];
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Puts below each piece of TableProps in a guide the YAML that it becomes. */
function withYaml(guide: string): string {
  return guide.replace(/(```ts\n(.*?)```\n)\n```yaml\n.*?```/gs, (_, block: string, code: string) => `${block}\n\`\`\`yaml\n${yamlOf(code)}\`\`\``);
}

/** Puts each file that a guide names into it, as the command that writes it. */
function withFiles(guide: string): string {
  return guide.replace(/(<!-- file: (\w[\w-]*)\/(\S+) -->\n).*?(<!-- \/file -->)/gs, (_, start: string, folder: string, file: string, end: string) => {
    const text = readFileSync(`examples/gitops/${folder}/${file}`, 'utf8');
    const makeFolder = file.includes('/') ? `mkdir -p ${file.slice(0, file.lastIndexOf('/'))}\n` : '';
    return `${start}\`\`\`sh\n${makeFolder}cat > ${file} <<'EOF'\n${text}EOF\n\`\`\`\n${end}`;
  });
}

const REST = { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'orderId', type: library.AttributeType.STRING } };

/** The part of a DynamoDBTable's spec that these properties add. */
function yamlOf(code: string): string {
  const evaluate = new Function(...Object.keys(library), `return {${code}}`);
  const spec = specOf({ ...REST, ...evaluate(...Object.values(library)) });
  const without = specOf(REST);
  const added = Object.entries(spec).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(without[name]));
  return Yaml.stringify(Object.fromEntries(added));
}

function specOf(props: library.TableProps): { [name: string]: unknown } {
  const chart = new Chart(Testing.app(), 'chart');
  library.Warnings.of(chart).acknowledge('ControllerVersion');
  new library.DynamoDbTable(chart, 'table', props);
  return Testing.synth(chart)[0].spec;
}

function between(text: string, mark: string, printed: string): string {
  // In a list the marks are indented, as what is between them is.
  const [start, end] = [`<!-- ${mark}: printed by npx projen docs -->`, `<!-- /${mark} -->`];
  const [before, rest] = text.split(start);
  const [inner, after] = rest?.split(end) ?? [];
  if (after === undefined) {
    throw new Error(`The guide lacks ${start} … ${end}`);
  }
  return `${before}${start}\n${printed}\n${/[ ]*$/.exec(inner)?.[0] ?? ''}${end}${after}`;
}

if (require.main === module) {
  for (const [file, text] of printedDocs()) {
    writeFileSync(file, text);
  }
}
