import { DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, PlatformPart, Presets, RemovalPolicy, UpgradeFinding } from '../../src';
import { comparePlatforms } from '../../src/upgrade/compare-platforms';
import { ruleChanges } from '../../src/upgrade/rule-changes';
import { synth } from '../synth';

const KEY = Encryption.customerManagedKey('arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab');
const platform = (props: DynamoDbKroComponentProps = {}): any[] => synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', props));
const shown = (findings: readonly UpgradeFinding[]): string[] =>
  findings.map(({ code, path, breaking, weakens }) => `${breaking ? 'breaking' : weakens ? 'weaker' : 'note'} ${code} ${path}`);
const between = (was: DynamoDbKroComponentProps, is: DynamoDbKroComponentProps): string[] => shown(comparePlatforms(platform(was), platform(is)));
/** What is found when a document of the platform, by the end of its kind and name, is changed like this. */
function changed(which: string, change: (document: any) => void): string[] {
  const next = structuredClone(platform());
  const found = next.filter(({ kind, metadata }) => `${kind}/${metadata.name}`.startsWith(which));
  expect(found).not.toEqual([]);
  change(found[0]);
  return shown(comparePlatforms(platform(), next));
}
const without = (which: string): string[] =>
  shown(comparePlatforms(platform(), platform().filter(({ kind, metadata }) => !`${kind}/${metadata.name}`.startsWith(which))));

const POLICY = 'ValidatingAdmissionPolicy/dynamodbtable.kro.run';
const COMPONENT = 'ComponentDefinition/aws-dynamodb-kro';

test('the same platform twice: nothing', () => {
  expect(between({ defaults: Presets.production() }, { defaults: Presets.production() })).toEqual([]);
});

test('from production to development everything that is less safe is reported, for tables that are declared in each way', () => {
  const findings = comparePlatforms(platform({ defaults: Presets.production() }), platform({ defaults: Presets.development() }));
  expect(shown(findings).filter((line) => !line.startsWith('note'))).toEqual([
    'weaker DefaultRemoved spec.schema.spec.deletionPolicy',
    'weaker DefaultChanged spec.schema.spec.deletionProtectionEnabled',
    'weaker DefaultChanged spec.schema.spec.pointInTimeRecoveryEnabled',
    'weaker EncryptionDefaultChanged spec.resources[table].sseSpecification',
    'weaker DeletionDefaultChanged spec.resources[table].metadata',
    `weaker DefaultChanged ${COMPONENT} parameter.pointInTimeRecoveryEnabled`,
    `weaker DefaultChanged ${COMPONENT} parameter.deletionProtectionEnabled`,
    `weaker DefaultRemoved ${COMPONENT} parameter.deletionPolicy`,
  ]);
  expect(findings.find(({ path }) => path === `${COMPONENT} parameter.deletionPolicy`)).toMatchObject({
    statement: 'has lost its default "retain", for tables of Applications that do not set it, for existing ones at the next change of their Application. ' +
      'Those without it are deleted in AWS, with their items, when their Kubernetes objects are',
    fix: 'Set deletionPolicy in each table that must stay as it is, or accept the change with --allow-less-safe.',
  });
});

test('from development to production: required tags, and nothing is less safe', () => {
  expect(between({ defaults: Presets.development() }, { defaults: Presets.production() }).filter((line) => !line.startsWith('note')))
    .toEqual([`breaking RequiredTagAdded ${POLICY}`, `breaking RequiredTagAdded ${COMPONENT}`]);
});

test.each<[string, DynamoDbKroComponentProps, DynamoDbKroComponentProps, string[]]>([
  ['a key of the platform instead of the AWS managed one', { defaults: { encryption: Encryption.awsManagedKey() } }, { defaults: { encryption: KEY } }, ['note EncryptionDefaultChanged', 'note RuleAdded']],
  ['the AWS managed key instead of one of the platform', { defaults: { encryption: KEY } }, { defaults: { encryption: Encryption.awsManagedKey() } }, ['weaker EncryptionDefaultChanged', 'weaker RuleRemoved']],
  ['no key instead of one of the platform', { defaults: { encryption: KEY } }, {}, ['weaker EncryptionDefaultChanged', 'weaker RuleRemoved']],
  ['tables are deleted, where the ACK controller decided', {}, { defaults: { removalPolicy: RemovalPolicy.DELETE } }, ['weaker DeletionDefaultChanged']],
  ['the ACK controller decides, where tables were deleted', { defaults: { removalPolicy: RemovalPolicy.DELETE } }, {}, ['note DeletionDefaultChanged']],
  ['one more required tag', { defaults: { requiredTags: ['team'] } }, { defaults: { requiredTags: ['team', 'cost: centre'] } }, ['breaking RequiredTagAdded']],
  ['one required tag less', { defaults: { requiredTags: ['team', 'cost'] } }, { defaults: { requiredTags: ['team'] } }, ['note RequiredTagRemoved']],
  ['no connection Secrets any more', {}, { connectionSecrets: false }, ['breaking ResourceRemoved', 'breaking ConnectionSecretsOff', 'note RightsRemoved']],
  ['connection Secrets', { connectionSecrets: false }, {}, ['note ResourceAdded', 'note RightsAdded', 'note PolicyChanged']],
])('%s', (_, was, is, expected) => {
  const kinds = [...new Set(between(was, is).map((line) => line.split(' ').slice(0, 2).join(' ')))];
  expect(kinds.filter((kind) => !/ResourceChanged|DescriptionChanged/.test(kind))).toEqual(expected);
});

test('a rule that has become part of another one is not removed', () => {
  const part = ['platform', 'PlatformKey', 'has(variables.spec.sseEnabled) ? [] : variables.replicas'] as const;
  const rules = (...all: Array<readonly [string, string, string]>) => new Map(all.map(([, code, text]) => [code, text]));
  const whole = ['', 'ReplicaKey', `(variables.own)\n+ (${part[2]})`] as const;
  const own = ['', 'ReplicaKey', 'variables.own'] as const;
  expect(ruleChanges('path', 'the API server', rules(own, part), rules(whole))).toEqual([]);
  expect(ruleChanges('path', 'the API server', rules(own, part), rules(own))).toMatchObject([{ code: 'RuleRemoved' }]);
});

test.each<[string, (policy: any) => void, string]>([
  ['a rule less', ({ spec }) => spec.variables = spec.variables.filter(({ name }: any) => name !== 'Tags'), `weaker RuleRemoved ${POLICY}`],
  ['a rule more', ({ spec }) => spec.variables.push({ name: 'More', expression: '[]' }), `note RuleAdded ${POLICY}`],
  ['what cannot be evaluated is accepted', ({ spec }) => spec.failurePolicy = 'Ignore', `weaker PolicyWeakened ${POLICY} spec.failurePolicy`],
  ['updates are left out', ({ spec }) => spec.matchConstraints.resourceRules[0].operations = ['CREATE'], `weaker PolicyWeakened ${POLICY} spec.matchConstraints`],
  ['fewer rights are needed', ({ spec }) => spec.validations[3].expression = spec.validations[3].expression.replace('check("delete")', 'check("patch")'), `weaker FewerRightsNeeded ${POLICY} spec.validations`],
  ['one validation less', ({ spec }) => spec.validations.shift(), `weaker PolicyWeakened ${POLICY} spec.validations`],
  ['another message', ({ spec }) => spec.validations[0].messageExpression = '"no"', `note PolicyChanged ${POLICY}`],
])('the admission policy: %s', (_, change, expected) => {
  expect(changed(POLICY, change)).toEqual([expected]);
});

test.each<[string, (binding: any) => void]>([
  ['nothing is denied', ({ spec }) => spec.validationActions = ['Warn']],
  ['some namespaces are left out', ({ spec }) => spec.matchResources = { namespaceSelector: { matchLabels: { a: 'b' } } }],
])('the binding: %s', (_, change) => {
  expect(changed('ValidatingAdmissionPolicyBinding/deletion', change).map((line) => line.split(' ')[1])).toEqual(['PolicyWeakened']);
});

test.each<[string, string, (role: any) => void, string]>([
  ['people get more', 'ClusterRole/dynamodbtable:viewer', ({ rules }) => rules[0].verbs.push('delete'), 'weaker RightsAdded ClusterRole/dynamodbtable:viewer'],
  ['people get less', 'ClusterRole/dynamodbtable:author', ({ rules }) => rules[0].verbs.pop(), 'breaking RightsRemoved ClusterRole/dynamodbtable:author'],
  ['nobody gets it any more', 'ClusterRole/dynamodbtable:author', ({ metadata }) => metadata.labels = {}, 'breaking RightsRemoved ClusterRole/dynamodbtable:author metadata.labels'],
  ['kro gets more', 'ClusterRole/kro', ({ rules }) => rules[0].verbs.push('delete'), 'note RightsAdded ClusterRole/kro:dynamodbtable'],
  ['kro gets less', 'ClusterRole/kro', ({ rules }) => rules[0].verbs.pop(), 'note RightsRemoved ClusterRole/kro:dynamodbtable'],
])('a role: %s', (_, which, change, expected) => {
  expect(changed(which, change)).toEqual([expected]);
});

test.each<[string, (definition: any) => void, string]>([
  ['a parameter less', (cue) => cue.template = cue.template.replace(/\n\ttableClass: .*/, ''), 'breaking ParameterRemoved parameter.tableClass'],
  ['a parameter more', (cue) => cue.template = cue.template.replace('#Parameter: {\n', '#Parameter: {\n\tmore?: string\n'), 'note ParameterAdded parameter.more'],
  ['another type', (cue) => cue.template = cue.template.replace(/\n\ttags\?: .*/, '\n\ttags?: string'), 'note ParameterChanged parameter.tags'],
  ['a rule less', (cue) => cue.template = cue.template.replace(/^_Tags: /m, '_tagging: '), 'weaker RuleRemoved '],
])('the ComponentDefinition: %s', (_, change, expected) => {
  const [kind, code, path] = expected.split(' ');
  expect(changed(COMPONENT, ({ spec }) => change(spec.schematic.cue))).toEqual([`${kind} ${code} ${COMPONENT}${path ? ` ${path}` : ''}`]);
});

test('the ComponentDefinition: another health policy', () => {
  expect(changed(COMPONENT, ({ spec }) => spec.status.healthPolicy = 'isHealth: true')).toEqual([`note DefinitionChanged ${COMPONENT} status.healthPolicy`]);
});

test('a TraitDefinition: a parameter less, and another rendering', () => {
  expect(changed('TraitDefinition/aws-dynamodb-kro-ttl', ({ spec }) => spec.schematic.cue.template = spec.schematic.cue.template.replace(/\n\tttlAttributeName: string.*/, '')))
    .toEqual(['breaking ParameterRemoved TraitDefinition/aws-dynamodb-kro-ttl parameter.ttlAttributeName', 'note DefinitionChanged TraitDefinition/aws-dynamodb-kro-ttl']);
});

test.each([
  ['ValidatingAdmissionPolicy/ownership', 'weaker PolicyRemoved'],
  ['ValidatingAdmissionPolicyBinding/deletion', 'weaker PolicyRemoved'],
  ['ClusterRole/kro', 'breaking RoleRemoved'],
  ['ClusterRole/dynamodbtable:viewer', 'breaking RoleRemoved'],
  ['ComponentDefinition', 'breaking DefinitionRemoved'],
  ['TraitDefinition/aws-dynamodb-kro-ttl', 'breaking DefinitionRemoved'],
])('without %s', (which, expected) => {
  expect([...new Set(without(which).map((line) => line.split(' ').slice(0, 2).join(' ')))]).toEqual([expected]);
});

test('what is new is only good to know, and a List of kubectl is read as its documents', () => {
  const fewer = platform().filter(({ metadata }) => !metadata.name.startsWith('ownership'));
  expect(shown(comparePlatforms([{ kind: 'List', apiVersion: 'v1', items: fewer }], platform()))).toEqual([
    'note DocumentAdded ValidatingAdmissionPolicy/ownership.dynamodbtable.kro.run', 'note DocumentAdded ValidatingAdmissionPolicyBinding/ownership.dynamodbtable.kro.run',
  ]);
});

test('where only the ResourceGraphDefinition is known, the others are reported as not compared', () => {
  expect(shown(comparePlatforms(platform().slice(0, 1), platform()))).toEqual([
    'note NotCompared ClusterRole, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding, ComponentDefinition, TraitDefinition',
  ]);
  expect(shown(comparePlatforms(platform().slice(0, 1), platform({ parts: [PlatformPart.RESOURCE_GRAPH] })))).toEqual([]);
});

test('the key of a platform of an older release, which does not describe itself, is read from its template', () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const older = (kmsMasterKeyID: string) => platform().map((object) => object.kind !== 'ResourceGraphDefinition' ? object : {
    ...object,
    metadata: { name: object.metadata.name },
    spec: {
      ...object.spec,
      resources: object.spec.resources.map((each: any) => each.id !== 'table' ? each : {
        ...each,
        template: {
          ...each.template,
          spec: `\${ {\n  "sseSpecification": has(schema.spec.sseEnabled) ? ({"enabled": dyn(false)}) :\n  {"enabled": dyn(true), ?"kmsMasterKeyID": ${kmsMasterKeyID}}\n} }`,
        },
      }),
    },
  });
  const [change] = comparePlatforms(older(`optional.of("${key}")`), older('optional.none()')).filter(({ code }) => code === 'EncryptionDefaultChanged');
  expect(change.statement).toContain(`with the AWS managed key instead of ${key}`);
});

test('a resource of the graph that is removed or renamed says what is lost in AWS', () => {
  const next = structuredClone(platform());
  next[0].spec.resources.find(({ id }: any) => id === 'table').template.metadata.name = 'a';
  const [finding] = comparePlatforms(platform(), next);
  expect(finding).toMatchObject({ code: 'ResourceRemoved', breaking: true, weakens: true });
  expect(finding.statement).toContain('kro deletes the one that each existing instance has, and ACK deletes the table in AWS with all that is in it, unless its deletionPolicy is retain');
});
