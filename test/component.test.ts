import { Testing, Yaml } from 'cdk8s';
import { AttributeType, DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, PlatformPart, RemovalPolicy, TableDefaults } from '../src';
import { rendered } from './ack/render';
import { refusal, synth } from './synth';
import { requiredTags } from '../src/contract/rules/required-tags';
import { TRAITS } from '../src/contract/traits';
import { admissionPolicy as printPolicy } from '../src/kro/admission-policy';
import { componentDefinition as printDefinition } from '../src/vela/component-definition';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function platform(props?: object): any[] {
  return synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', props));
}

function tableTemplate(props?: object): string {
  return platform(props)[0].spec.resources.find(({ id }: { id: string }) => id === 'table').template.spec;
}

test('emits all parts, each under the names that belong together', () => {
  expect(platform().map((doc) => [doc.kind, doc.metadata.name, doc.metadata.namespace])).toEqual([
    ['ResourceGraphDefinition', 'dynamodbtable', undefined],
    ['ClusterRole', 'kro:dynamodbtable', undefined],
    ['ClusterRole', 'dynamodbtable:author', undefined],
    ['ClusterRole', 'dynamodbtable:viewer', undefined],
    ['ValidatingAdmissionPolicy', 'dynamodbtable.kro.run', undefined],
    ['ValidatingAdmissionPolicyBinding', 'dynamodbtable.kro.run', undefined],
    ['ValidatingAdmissionPolicy', 'deletion.dynamodbtable.kro.run', undefined],
    ['ValidatingAdmissionPolicyBinding', 'deletion.dynamodbtable.kro.run', undefined],
    ['ValidatingAdmissionPolicy', 'ownership.dynamodbtable.kro.run', undefined],
    ['ValidatingAdmissionPolicyBinding', 'ownership.dynamodbtable.kro.run', undefined],
    ['ComponentDefinition', 'aws-dynamodb-kro', 'vela-system'],
    ...TRAITS.map(({ name }) => ['TraitDefinition', `aws-dynamodb-kro-${name}`, 'vela-system']),
  ]);
});

test.each([{}, { defaults: { requiredTags: ['team'], encryption: Encryption.customerManagedKey(KEY_ARN) } }])('each variable of the admission policy has a name of its own: %j', (props) => {
  const { spec } = platform(props).find(({ metadata }) => metadata.name === 'dynamodbtable.kro.run');
  const names = spec.variables.map(({ name }: { name: string }) => name);
  expect(names.filter((name: string, i: number) => names.indexOf(name) !== i)).toEqual([]);
  // What platforms have rules of their own for is among them.
  expect(names).toEqual(expect.arrayContaining(['ReplicaKey', 'violations']));
});

test('takes other names, another group and another namespace, everywhere', () => {
  const docs = platform({ apiGroup: 'data.example.com', resourceGraphName: 'tables', componentName: 'dynamodb', definitionNamespace: 'platform' });
  expect(docs.map((doc) => doc.metadata.name)).toEqual([
    'tables', 'kro:tables', 'tables:author', 'tables:viewer',
    ...Array(2).fill('tables.data.example.com'), ...Array(2).fill('deletion.tables.data.example.com'), ...Array(2).fill('ownership.tables.data.example.com'), 'dynamodb',
    ...TRAITS.map((trait) => `dynamodb-${trait.name}`),
  ]);
  const [graph, role, author, viewer, policy, binding, guard, , , , definition, trait] = docs;
  expect(guard.spec.matchConstraints.resourceRules[0].apiGroups).toEqual(['data.example.com']);
  expect(graph.spec.schema.group).toBe('data.example.com');
  for (const { rules } of [role, author, viewer]) {
    expect(rules[0].apiGroups).toEqual(['data.example.com']);
  }
  expect(policy.spec.matchConstraints.resourceRules[0].apiGroups).toEqual(['data.example.com']);
  expect(binding.spec.policyName).toBe(policy.metadata.name);
  expect([definition, trait].map(({ metadata }) => metadata.namespace)).toEqual(['platform', 'platform']);
  expect(trait.spec.appliesToWorkloads).toEqual(['dynamodbtables.data.example.com']);
  expect(definition.spec.schematic.cue.template).toContain('apiVersion: "data.example.com/v1alpha1"');
});

test.each(Object.values(PlatformPart))('emits %s alone', (part) => {
  let component!: DynamoDbKroComponent;
  const docs = synth((chart) => {
    component = new DynamoDbKroComponent(chart, 'dynamodb', { parts: [part] });
  });
  expect(docs[0].kind).toContain(part === PlatformPart.USER_ROLES ? 'ClusterRole' : part);
  const { resourceGraph, clusterRole, authorRole, viewerRole, componentDefinition, traitDefinitions } = component;
  const { admissionPolicy, admissionPolicyBinding, deletionGuard, deletionGuardBinding, ownershipGuard, ownershipGuardBinding } = component;
  const reachable = [
    resourceGraph, clusterRole, authorRole, viewerRole, componentDefinition, ...traitDefinitions,
    admissionPolicy, admissionPolicyBinding, deletionGuard, deletionGuardBinding, ownershipGuard, ownershipGuardBinding,
  ];
  expect(reachable.filter((object) => object !== undefined)).toHaveLength(docs.length);
});

test('its parts can be changed', () => {
  const [graph] = synth((chart) => {
    new DynamoDbKroComponent(chart, 'dynamodb').resourceGraph!.metadata.addLabel('team', 'platform');
  });
  expect(graph.metadata.labels).toEqual({ team: 'platform' });
});

describe('defaults for tables', () => {
  test('flags become defaults of the schema, for kro and for KubeVela alike', () => {
    const docs = platform({ defaults: { pointInTimeRecovery: true, deletionProtection: true, removalPolicy: RemovalPolicy.RETAIN } });
    expect(docs[0].spec.schema.spec).toMatchObject({
      pointInTimeRecoveryEnabled: expect.stringMatching(/^boolean \| default=true /),
      deletionProtectionEnabled: expect.stringMatching(/^boolean \| default=true /),
      deletionPolicy: expect.stringMatching(/^string \| default="retain" enum="delete,retain" /),
    });
    const { template } = docs.find(({ kind }) => kind === 'ComponentDefinition').spec.schematic.cue;
    expect(template).toContain('\tpointInTimeRecoveryEnabled: *true | bool\n');
    expect(template).toContain('\tdeletionProtectionEnabled: *true | bool\n');
    expect(template).toContain('\tdeletionPolicy: *"retain" | "delete"\n');
  });

  test('without them, tables have those of DynamoDB', () => {
    expect(platform({ defaults: {} })).toEqual(platform());
    expect(platform({ defaults: { encryption: Encryption.dynamoOwnedKey() } })).toEqual(platform());
  });

  test('a key holds for tables that say nothing of encryption', () => {
    const owned = rendered({}, { tags: [], encryption: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY_ARN } });
    expect(owned.sseSpecification).toEqual({ enabled: true, sseType: 'KMS', kmsMasterKeyID: KEY_ARN });
    expect(tableTemplate({ defaults: { encryption: Encryption.customerManagedKey(KEY_ARN) } })).toContain(`optional.of("${KEY_ARN}")`);
    expect(tableTemplate({ defaults: { encryption: Encryption.awsManagedKey() } })).not.toContain('optional.of("arn:');
  });

  test('tags are sorted literals, and a table replaces them by key', () => {
    const template = tableTemplate({ defaults: { tags: { team: 'shop', cost: '1' } } }).replace(/ *\/\/ .*/g, '').replace(/\s+/g, ' ');
    expect(template).toContain('"tags": has(schema.spec.tags) ? ([{"key": "cost", "value": "1"}, {"key": "team", "value": "shop"}].filter(tag, ');
    expect(template).toContain(' : [{"key": "cost", "value": "1"}, {"key": "team", "value": "shop"}]');
  });
});

test('tag text of any kind is refused or quoted, never code', () => {
  expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults: { tags: { team: '${schema.spec}' } } }))).toEqual([
    '[chart/dynamodb] defaults.tags["team"] "${schema.spec}" has a character that a tag cannot have. Use letters, digits, space and + - = . _ : / @. [Tags]',
  ]);
});

test('nothing of the platform resources is code for Helm, whatever its texts are', () => {
  // No option takes such a text; the printers would quote it.
  const rules = [requiredTags(['{{ .Values.team }}'])];
  for (const part of [...platform(), printPolicy('kro.run', rules), printDefinition({ apiGroup: 'kro.run', name: 'dynamodb', defaults: {}, platformRules: rules })]) {
    expect(Yaml.stringify(part)).not.toContain('{{');
  }
  expect(JSON.stringify(printPolicy('kro.run', rules))).toContain('.Values.team');
});

test.each<[what: string, defaults: object, said: string[]]>([
  ['tags of the wrong type, by their keys', { tags: { 'team': 5, 'a#b': 'c', '': 'x' } }, [
    'tags[""] has 0 characters. Use 1 to 128. [InvalidLength]', 'tags["team"] 5 is not text. Give text. [InvalidType]',
  ]],
  ['an empty key of a tag and one that AWS does not take', { tags: { 'a#b': 'c', 'd': 'e#f' } }, [
    'tags["a#b"] has a character that a tag cannot have. Use letters, digits, space and + - = . _ : / @. [Tags]',
    'tags["d"] "e#f" has a character that a tag cannot have. Use letters, digits, space and + - = . _ : / @. [Tags]',
  ]],
  ['a list of tags, as YAML has it', { tags: [{ key: 'team', value: 'shop' }] }, ['tags (a list of 1) is not an object. Give an object with a property for each tag, such as { team: \'shop\' }. [InvalidType]']],
  ['the names of YAML', { pointInTimeRecoveryEnabled: true, deletionProtectionEnabled: true, deletionPolicy: 'retain', sseEnabled: true, kmsMasterKeyID: 'x' }, [
    ['pointInTimeRecoveryEnabled', 'pointInTimeRecovery'], ['deletionProtectionEnabled', 'deletionProtection'], ['deletionPolicy', 'removalPolicy'], ['sseEnabled', 'encryption'], ['kmsMasterKeyID', 'encryption'],
  ].map(([name, right]) => `${name} is the YAML name. Use ${right}. [UnknownProperty]`)],
  ['the names of ACK, AWS CDK, CloudFormation and Terraform', { continuousBackups: {}, pointInTimeRecoverySpecification: {}, SSESpecification: {}, prevent_destroy: true, encrypted: true }, [
    'continuousBackups is ACK\'s name. Use pointInTimeRecovery. [UnknownProperty]',
    'pointInTimeRecoverySpecification is AWS CDK\'s name. Use pointInTimeRecovery. [UnknownProperty]',
    'SSESpecification is CloudFormation\'s name. Use encryption. [UnknownProperty]',
    'prevent_destroy is Terraform\'s name. Use removalPolicy and deletionProtection. [UnknownProperty]',
    'encrypted is not a property. Use encryption. [UnknownProperty]',
  ]],
  ['what has no default', { recoveryPeriodInDays: 7, billingMode: 'PROVISIONED', warmThroughput: {} }, [
    'recoveryPeriodInDays has no default. Give recoveryPeriodInDays in each table. [UnknownProperty]',
    'billingMode has no default. Give billing in each table. [UnknownProperty]',
    'warmThroughput is not possible: ACK has no warm throughput. Remove it. See https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro/blob/main/docs/limits.md [UnknownProperty]',
  ]],
  ['names that are nearly right', { required_tags: ['team'], deletionProtecton: true }, [
    'required_tags is not a property. Did you mean "requiredTags"? [UnknownProperty]', 'deletionProtecton is not a property. Did you mean "deletionProtection"? [UnknownProperty]',
  ]],
])('defaults with %s are reported as in a table', (_, defaults, said) => {
  expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults: defaults as TableDefaults }))).toEqual(said.map((line) => `[chart/dynamodb] defaults.${line}`));
});

test.each([
  ['an unknown option', { group: 'a' }, 'group is not a property'],
  ['a near miss', { componetName: 'a' }, 'componetName is not a property. Did you mean "componentName"?'],
  ['an unknown default', { defaults: { encrypt: true } }, 'defaults.encrypt is not a property'],
  ['defaults that are none', { defaults: 'production' }, 'defaults "production" is not an object'],
  ['encryption that is none', { defaults: { encryption: 'KMS' } }, 'defaults.encryption "KMS" is not an Encryption'],
  ['a key that is none', { defaults: { encryption: Encryption.customerManagedKey('alias/a') } }, 'defaults.encryption "alias/a" is not valid'],
  ['a flag that is none', { defaults: { pointInTimeRecovery: 'yes' } }, 'defaults.pointInTimeRecovery "yes" is not true or false'],
  ['a policy that is none', { defaults: { removalPolicy: 'keep' } }, 'defaults.removalPolicy "keep" is not a RemovalPolicy. Use RemovalPolicy.DELETE or RemovalPolicy.RETAIN.'],
  [
    'a key of another partition than its region', { defaults: { encryption: Encryption.customerManagedKey('arn:aws-cn:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab') } },
    'is not a key of us-east-1. Use a key of this region: its ARN begins with arn:aws:kms:us-east-1: [KeyRegion]',
  ],
  ['a reserved tag', { defaults: { tags: { 'aws:team': 'a' } } }, 'defaults.tags["aws:team"] begins with aws:'],
  ['a name with code in it', { componentName: '"}: {}' }, 'componentName "\\"}: {}" is not valid'],
  ['a name that leaves no room for those of the traits', { componentName: 'a'.repeat(43) }, 'leaves no room for the names of its traits. Use at most 42 characters'],
  ['a group without a dot', { apiGroup: 'tables' }, 'apiGroup "tables" is not valid. Use an API group'],
  ['a name of the graph that is too long for a label', { resourceGraphName: 'a'.repeat(64) }, 'Use a Kubernetes object name: 1 to 63'],
  ['a required tag that no table can have', { defaults: { requiredTags: ['a#b'] } }, 'defaults.requiredTags'],
  ['a group that is none', { apiGroup: 'kro run' }, 'apiGroup "kro run" is not valid'],
  ['a part that is none', { parts: ['clusterRole'] }, 'parts[0] "clusterRole" is not a PlatformPart. Use one of PlatformPart.RESOURCE_GRAPH, PlatformPart.COMPONENT_DEFINITION,'],
  ['parts that are none', { parts: 'all' }, 'parts "all" is not a list'],
])('%s is refused', (_, props, message) => {
  expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', props as any)).join('\n')).toContain(message);
});

test('a guard refuses to delete a protected table, and the Table that kro made of it', () => {
  const { spec } = platform().find(({ metadata }) => metadata.name === 'deletion.dynamodbtable.kro.run');
  expect(spec.failurePolicy).toBe('Fail');
  expect(spec.matchConstraints.resourceRules.map(({ operations, resources }: any) => [operations, resources])).toEqual([
    [['DELETE'], ['dynamodbtables']], [['DELETE'], ['tables']],
  ]);
  expect(spec.validations.map(({ expression }: any) => expression)).toEqual([
    '!oldObject.spec.?deletionProtectionEnabled.orValue(false)',
    '!oldObject.?status.?deletionProtected.orValue(false) && !oldObject.metadata.?annotations[?"dynamodb-kro/protected"].hasValue()',
  ]);
});

test('kro may do nothing but manage tables, their backups and Secrets', () => {
  const [, { metadata, rules }] = platform();
  expect(metadata.labels).toEqual({ 'rbac.kro.run/aggregate-to-controller': 'true' });
  expect(rules.flatMap((rule: any) => rule.resources.map((resource: string) => `${rule.apiGroups[0]}/${resource}`)).sort()).toEqual([
    '/secrets',
    'dynamodb.services.k8s.aws/backups',
    'dynamodb.services.k8s.aws/tables',
    'kro.run/dynamodbtables',
    'kro.run/dynamodbtables/finalizers',
    'kro.run/dynamodbtables/status',
  ]);
  expect(rules.flatMap((rule: any) => rule.verbs)).not.toContain('*');
});

describe('checkUpgrade', () => {
  const check = (previous: object[], props?: DynamoDbKroComponentProps): string[] => {
    const component = new DynamoDbKroComponent(Testing.chart(), 'dynamodb', props);
    return component.checkUpgrade(Yaml.stringify(...previous)).map(({ code, path }) => `${code} ${path}`);
  };

  test('finds the previous version among all that was synthesized', () => {
    expect(check(platform())).toEqual([]);
    expect(check(platform(), { defaults: { pointInTimeRecovery: true } })).toEqual([
      'DefaultChanged spec.schema.spec.pointInTimeRecoveryEnabled', 'DefaultChanged ComponentDefinition/aws-dynamodb-kro parameter.pointInTimeRecoveryEnabled',
    ]);
    expect(check(platform(), { apiGroup: 'data.example.com' })).toContain('ApiChanged spec.schema.group');
    expect(check(platform(), { resourceGraphName: 'tables' })).toEqual(['NameChanged metadata.name']);
  });

  test('of several, the one of the same name', () => {
    const two = [...platform({ resourceGraphName: 'a' }), ...platform({ resourceGraphName: 'b', apiGroup: 'data.example.com' })];
    expect(check(two, { resourceGraphName: 'a' })).toEqual([]);
    expect(() => check(two)).toThrow('[test/dynamodb] checkUpgrade: There are several ResourceGraphDefinitions of DynamoDBTable (a, b).');
  });

  test('says why it cannot', () => {
    expect(() => check(platform().slice(1))).toThrow('[test/dynamodb] checkUpgrade: There is no ResourceGraphDefinition of DynamoDBTable.');
    expect(() => check(platform(), { parts: [PlatformPart.CLUSTER_ROLE] })).toThrow('This construct emits no ResourceGraphDefinition. Add PlatformPart.RESOURCE_GRAPH');
    expect(() => new DynamoDbKroComponent(Testing.chart(), 'dynamodb').checkUpgrade('a: [1')).toThrow('[test/dynamodb] checkUpgrade: ');
  });
});

test('who may edit a namespace manages its tables, who may view it reads them, and neither gets anything else', () => {
  const [, , author, viewer] = platform();
  const resources = { apiGroups: ['kro.run'], resources: ['dynamodbtables'] };
  expect(author.metadata.labels).toEqual({ 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' });
  expect(author.rules).toEqual([{ ...resources, verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] }]);
  expect(viewer.metadata.labels).toEqual({ 'rbac.authorization.k8s.io/aggregate-to-view': 'true' });
  expect(viewer.rules).toEqual([{ ...resources, verbs: ['get', 'list', 'watch'] }]);
});

describe('without connection Secrets', () => {
  const without = { connectionSecrets: false };
  const WHY = 'this platform offers no connection Secrets, so kro has no rights on Secrets (connectionSecrets is false)';

  test('kro gets no right on Secrets, and nothing in the graph is one', () => {
    expect(JSON.stringify(platform({ parts: [PlatformPart.CLUSTER_ROLE], ...without }))).not.toContain('secrets');
    const [graph] = platform(without);
    expect(graph.spec.resources.map(({ id }: { id: string }) => id)).toEqual(['observed', 'observedBefore', 'table', 'backups', 'sameTable']);
    expect(graph.spec.schema.spec.writeConnectionSecretToRef).toContain(`Rejected: ${WHY}`);
  });

  test('the field is rejected by the API server, by KubeVela and at synth, and each says why', () => {
    const docs = platform(without);
    expect(JSON.stringify(docs.find(({ metadata }) => metadata.name === 'dynamodbtable.kro.run').spec)).toContain(WHY);
    expect(docs.find(({ kind }) => kind === 'ComponentDefinition').spec.schematic.cue.template).toContain(`writeConnectionSecretToRef: ${WHY}; remove it`);
    const messages = refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', without).addTable(chart, 'orders', {
      tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, connectionSecret: { name: 'orders' },
    }));
    expect(messages.join()).toContain(`connectionSecret is not available: ${WHY}. Remove it, or ask the platform team for connection Secrets. [ConnectionSecrets]`);
  });

  test('it is true or false', () => {
    expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { connectionSecrets: 'no' } as never)).join()).toContain('connectionSecrets "no" is not true or false');
  });
});

test('two platforms in one chart: an error where they have an object of one name', () => {
  const two = (props: DynamoDbKroComponentProps, other: DynamoDbKroComponentProps) => refusal((chart) => {
    new DynamoDbKroComponent(chart, 'one', props);
    new DynamoDbKroComponent(chart, 'two', other);
  });
  const message = 'parts make the ResourceGraphDefinition dynamodbtable, and so does chart/one, so the one that is applied last replaces the other.'
    + ' Declare the platform once for a cluster. A second one needs another apiGroup, componentName and resourceGraphName. [DuplicateName]';
  expect(two({}, {})).toEqual([expect.stringContaining(message)]);
  expect(two({}, { apiGroup: 'data.example.com', componentName: 'acme' })).toEqual([expect.stringContaining(message)]);
  const other = { apiGroup: 'data.example.com', componentName: 'acme', resourceGraphName: 'acme' };
  synth((chart) => [{}, other].map((props, i) => new DynamoDbKroComponent(chart, `platform-${i}`, props)));
  synth((chart) => [PlatformPart.RESOURCE_GRAPH, PlatformPart.COMPONENT_DEFINITION]
    .map((part) => new DynamoDbKroComponent(chart, part, { parts: [part] })));
});
