/** What KubeVela makes of an Application, and where its author is pointed to. */
import { sharedIn } from '../../src/validation/environments';
import { printPath } from '../../src/validation/located';
import { objectsIn } from '../../src/validation/objects';
import { ANY_PLATFORM, platformOf } from '../../src/validation/platform';
import { Registry } from '../../src/validation/registry';
import { connectionSecretsIn } from '../../src/validation/secret-keys';
import { validateObjects } from '../../src/validation/tables';
import { readYaml } from '../../src/validation/yaml';

const KEYS = 'attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]';
const application = (properties: string, rest = '') => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, namespace: default}
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties: ${properties}
${rest}`;

/** `resource`, or `resource: severity code path` for each violation. */
function validate(yaml: string): string[] {
  const objects = objectsIn(readYaml(yaml));
  return validateObjects(objects, { platform: ANY_PLATFORM, registry: new Registry(), shared: sharedIn(objects), secrets: connectionSecretsIn(objects), file: 'a.yaml' })
    .flatMap(({ resource, violations }) => violations.length === 0 ? [resource] : violations.map(({ code, severity = 'error', at }) => `${resource}: ${severity} ${code} ${printPath(at)}`));
}

const COMPLETE = `{tableName: orders, region: us-east-1, ${KEYS}}`;
const PARTIAL = `{${KEYS}}`;
const override = (name: string, components: string) => `    - name: ${name}
      type: override
      properties: {components: [${components}]}
`;
const deploy = (...policies: string[][]) => `  workflow:
    steps:
${policies.map((names) => `      - {name: deploy-${names.join('-')}, type: deploy, properties: {policies: [${names.join(', ')}]}}`).join('\n')}
`;

describe('override policies', () => {
  const prod = override('prod', '{name: orders, properties: {tableName: orders-prod, region: us-east-1}}');
  const dev = override('dev', '{name: orders, properties: {tableName: orders-dev, region: us-east-1, streamViewType: KEYS_ONLY}}');

  test('a table is validated with what they add, in each environment', () => {
    expect(validate(application(PARTIAL, `  policies:\n${prod}${dev}${deploy(['dev'], ['prod'])}`))).toEqual([
      'Application default/shop orders (deploy-dev): error StreamViewType spec.policies[1].properties.components[0].properties.streamViewType',
      'Application default/shop orders (deploy-prod): warning DuplicateTable spec.policies[0].properties.components[0].properties.tableName',
    ]);
  });

  test('two steps that put one table into one place differently', () => {
    const safe = override('safe', '{name: orders, properties: {deletionProtectionEnabled: true}}');
    const topology = (name: string, namespace: string) => `    - {name: ${name}, type: topology, properties: {clusters: [local], namespace: ${namespace}}}\n`;
    const policies = `  policies:\n${safe}${override('none', '{name: orders}')}${topology('here', 'aaa')}${topology('there', 'bbb')}`;
    const twice = (...steps: string[][]) => validate(application(COMPLETE, `${policies}${deploy(...steps)}`)).filter((line) => line.includes('deletionProtection'));
    expect(twice(['here', 'safe'], ['here'])).toEqual(['Application default/shop orders: warning DuplicateTable spec.components[0].properties.deletionProtectionEnabled']);
    expect(twice(['there'], ['here'], ['here', 'safe'])).toEqual(['Application default/shop orders (deploy-here-safe): warning DuplicateTable spec.policies[0].properties.components[0].properties.deletionProtectionEnabled']);
    expect(twice(['here'], ['there', 'safe'])).toEqual([]);
    expect(twice(['here', 'safe'], ['here', 'safe', 'none'])).toEqual([]);
  });

  test('what steps apply one by one is where they say', () => {
    const apply = (namespace: string) => `      - {name: ${namespace}, type: apply-component, properties: {component: orders, namespace: ${namespace}}}\n`;
    expect(validate(application(COMPLETE, `  workflow:\n    steps:\n${apply('aaa')}${apply('bbb')}`))).toEqual(['Application default/shop orders: warning DuplicateTable spec.components[0].properties.tableName']);
    expect(validate(application(COMPLETE, `    - {name: carts, type: aws-dynamodb-kro, properties: ${COMPLETE.replace(': orders', ': carts')}}\n  workflow:\n    steps:\n${apply('aaa')}`))).toEqual(['Application default/shop orders', 'Application default/shop carts', 'Application default/shop: warning NotApplied spec.components[1].name']);
  });

  test('without a workflow, KubeVela applies all of them', () => {
    expect(validate(application(PARTIAL, `  policies:\n${prod}`))).toEqual(['Application default/shop orders (deploy)']);
  });

  test('what is missing with them is missing', () => {
    expect(validate(application(PARTIAL, `  policies:\n${override('prod', '{name: orders, properties: {region: us-east-1}}')}${deploy(['prod'])}`))).toEqual([
      'Application default/shop orders (deploy-prod): error Required spec.components[0].properties.tableName',
    ]);
  });

  test('a fault of the component is reported once', () => {
    expect(validate(application(`{${KEYS}, tableClas: STANDARD}`, `  policies:\n${prod}${override('two', '{properties: {tableName: abc, region: us-east-1}}')}${deploy(['prod'], ['two'])}`))).toEqual([
      'Application default/shop orders (deploy-prod): error UnknownProperty spec.components[0].properties.tableClas',
      'Application default/shop orders (deploy-two): warning DuplicateTable spec.policies[1].properties.components[0].properties.tableName',
    ]);
  });

  test('maps are merged, lists are replaced, and null removes nothing', () => {
    const properties = `{tableName: abc, region: us-east-1, billingMode: PROVISIONED, provisionedThroughput: {readCapacityUnits: 1}, tags: [{key: a, value: b}], ${KEYS}}`;
    expect(validate(application(properties, `  policies:\n${override('prod', '{name: orders, properties: {provisionedThroughput: {writeCapacityUnits: 0}, tags: [{key: "", value: b}], tableClass: null}}')}${deploy(['prod'])}`))).toEqual([
      'Application default/shop orders (deploy-prod): error InvalidType spec.policies[0].properties.components[0].properties.tableClass',
      'Application default/shop orders (deploy-prod): error OutOfRange spec.policies[0].properties.components[0].properties.provisionedThroughput.writeCapacityUnits',
      'Application default/shop orders (deploy-prod): error InvalidLength spec.policies[0].properties.components[0].properties.tags[0].key',
    ]);
  });

  test('patterns, types and selectors choose the components', () => {
    const policy = (components: string) => application(PARTIAL, `  policies:\n${override('prod', components)}${deploy(['prod'])}`);
    const patch = 'properties: {tableName: abc, region: us-east-1}';
    expect(validate(policy(`{name: "ord*", ${patch}}`))).toEqual(['Application default/shop orders (deploy-prod)']);
    expect(validate(policy(`{type: aws-dynamodb-kro, ${patch}}`))).toEqual(['Application default/shop orders (deploy-prod)']);
    expect(validate(policy(`{type: webservice, ${patch}}`))).toEqual(['Application default/shop orders: error Required spec.components[0].properties.tableName', 'Application default/shop orders: error Required spec.components[0].properties.region', 'Application default/shop: warning UnknownComponentType spec.policies[0].properties.components[0].type']);
    expect(validate(policy(`{name: orders, ${patch}}], selector: [other`))).toEqual(['Application default/shop: warning UnknownComponent spec.policies[0].properties.selector[0]', 'Application default/shop: warning NotApplied spec.components[0].name']);
    expect(validate(policy('{name: orders, type: webservice, properties: {image: x}}'))).toEqual(['Application default/shop: warning UnknownComponentType spec.policies[0].properties.components[0].type']);
    expect(validate(policy('{name: "(", properties: {image: x}}'))).toEqual([
      expect.stringContaining('tableName'), expect.stringContaining('region'), 'Application default/shop: error UnknownComponent spec.policies[0].properties.components[0].name',
    ]);
  });

  test('a policy may add a component', () => {
    const added = `{name: carts, type: aws-dynamodb-kro, properties: {tableName: carts, region: us-east-1, ${KEYS}, ttlEnabled: 5}}`;
    expect(validate(application(COMPLETE, `  policies:\n${override('prod', added)}${deploy(['prod'])}`))).toEqual([
      'Application default/shop orders',
      'Application default/shop carts (deploy-prod): error InvalidType spec.policies[0].properties.components[0].properties.ttlEnabled',
    ]);
  });

  test('traits are merged by type, and disabled', () => {
    const base = `${COMPLETE}\n      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]`;
    const traits = (patch: string) => validate(application(base, `  policies:\n${override('prod', `{name: orders, traits: [${patch}]}`)}${deploy(['prod'])}`));
    expect(traits('{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: ""}}')).toEqual([
      'Application default/shop orders (deploy-prod): error InvalidLength spec.policies[0].properties.components[0].traits[0].properties.ttlAttributeName',
    ]);
    expect(traits('{type: aws-dynamodb-kro-ttl, disable: true}, {type: aws-dynamodb-kro-stream, properties: {streamViewType: KEYS_ONLY}}')).toEqual(['Application default/shop orders (deploy-prod)']);
    expect(traits('{type: aws-dynamodb-kro-stream, properties: {streamViewType: odd}}')).toEqual([
      'Application default/shop orders (deploy-prod): error InvalidValue spec.policies[0].properties.components[0].traits[0].properties.streamViewType',
    ]);
  });

  test('steps in groups, and components that a step applies as they are', () => {
    const steps = `  workflow:
    steps:
      - name: group
        type: step-group
        subSteps:
          - {name: inner, type: deploy, properties: {policies: [prod]}}
          - {name: plain, type: apply-component, properties: {component: orders}}
`;
    const policy = override('prod', '{name: orders, properties: {tableName: abc, region: us-east-1}}');
    expect(validate(application(`{${KEYS}, region: us-east-1}`, `  policies:\n${policy}${steps}`))).toEqual([
      'Application default/shop orders (inner)', 'Application default/shop orders: error Required spec.components[0].properties.tableName',
    ]);
  });

  test('a deploy step has no inline policies', () => {
    const inline = '{type: override, properties: {components: [{name: orders, properties: {tableName: abc}}]}}';
    expect(validate(application('{region: us-east-1, ' + KEYS + '}', `  workflow: {steps: [{name: all, type: deploy, properties: {inlinePolicies: [${inline}]}}]}\n`))).toEqual([
      'Application default/shop orders: error Required spec.components[0].properties.tableName',
      'Application default/shop: warning UnknownProperty spec.workflow.steps[0].properties.inlinePolicies',
    ]);
  });

  test('env-binding, which they replaced', () => {
    const env = '  policies:\n    - {name: env, type: env-binding, properties: {envs: [{name: prod, patch: {components: [{name: orders, type: aws-dynamodb-kro, properties: {tableName: abc, region: us-east-1}}]}}]}}\n';
    expect(validate(application(PARTIAL, env))).toEqual(['Application default/shop orders (prod)']);
  });

  test('a policy that is an object of its own is used, and a warning says where it is missing', () => {
    const app = application(PARTIAL, deploy(['shared']));
    expect(validate(`${app}---\napiVersion: core.oam.dev/v1alpha1\nkind: Policy\nmetadata: {name: shared}\ntype: override\nproperties: {components: [{name: orders, properties: {tableName: abc, region: us-east-1}}]}\n`))
      .toEqual(['Application default/shop orders (deploy-shared)']);
    expect(validate(app)).toEqual(['Application default/shop orders', 'Application default/shop: warning NotValidated spec.workflow.steps[0].properties.policies[0]']);
    expect(validate(application(`{${KEYS}, tableClas: x, ttlEnabled: 5}`, deploy(['shared'])))).toEqual(expect.arrayContaining([expect.stringContaining('error UnknownProperty'), expect.stringContaining('error InvalidType')]));
  });

  test('of policies and workflows with one name, that in the namespace of the Application is used', () => {
    const object = (kind: string, namespace: string, rest: string) => `---\napiVersion: core.oam.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: shared, namespace: ${namespace}}\n${rest}\n`;
    const policy = (namespace: string, tableName: string) => object('Policy', namespace, `type: override\nproperties: {components: [{name: orders, properties: {tableName: ${tableName}, region: us-east-1}}]}`);
    const app = application(PARTIAL, deploy(['shared'])).replace('namespace: default', 'namespace: a');
    const named = (outcome: string) => [`Application a/shop orders${outcome}`];
    expect(validate(`${app}${policy('b', 'x')}${policy('a', 'orders')}`)).toEqual(named(' (deploy-shared)'));
    expect(validate(`${app}${policy('a', 'orders')}${policy('b', 'x')}`)).toEqual(named(' (deploy-shared)'));
    expect(validate(`${app}${policy('b', 'orders')}`)).toEqual([...named(''), 'Application a/shop: warning NotValidated spec.workflow.steps[0].properties.policies[0]']);
    // A workflow likewise.
    const workflow = (namespace: string, step: string) => object('Workflow', namespace, `steps: [{name: eu, type: deploy, properties: {policies: [${step}]}}]`);
    const byRef = application(PARTIAL, '  workflow: {ref: shared}\n').replace('namespace: default', 'namespace: a');
    expect(validate(`${byRef}${workflow('b', 'none')}${workflow('a', 'shared')}${policy('a', 'orders')}`)).toEqual(named(' (eu)'));
  });

  test('a workflow that is an object of its own decides what is overridden', () => {
    expect(validate(application(PARTIAL, `  policies:\n${prod}  workflow: {ref: rollout}\n`))).toEqual(['Application default/shop orders', 'Application default/shop: warning NotValidated spec.workflow.ref']);
    expect(validate(application(COMPLETE, '  workflow: {ref: rollout}\n'))).toEqual(['Application default/shop orders', 'Application default/shop: warning NotValidated spec.workflow.ref']);
  });

  test('a workflow that is an object of its own among the files is followed', () => {
    const object = (kind: string, rest: string) => `---\napiVersion: core.oam.dev/v1alpha1\nkind: ${kind}\n${rest}\n`;
    const workflow = object('Workflow', 'metadata: {name: rollout}\nsteps: [{name: eu, type: deploy, properties: {policies: [shared]}}]');
    const policy = object('Policy', 'metadata: {name: shared}\ntype: override\nproperties: {components: [{name: orders, properties: {region: us-east-1, tableName: x}}]}');
    const app = application(PARTIAL, '  workflow: {ref: rollout}\n');
    expect(validate(`${app}${workflow}${policy}`)).toEqual(['Application default/shop orders (eu): error InvalidValue spec.workflow.ref']);
    // Of a policy that is an object of its own, it is told where the Application names it.
    expect(validate(`${application(COMPLETE, deploy(['shared']))}${policy}`)).toEqual(['Application default/shop orders (deploy-shared): error InvalidValue spec.workflow.steps[0].properties.policies[0]']);
    expect(validate(`${app}${workflow}${policy.replace('tableName: x', 'tableName: orders')}`)).toEqual(['Application default/shop orders (eu)']);
    expect(validate(`${app}${workflow}`)).toEqual(['Application default/shop orders', 'Application default/shop: warning NotValidated spec.workflow.ref']);
    expect(validate(`${app}${workflow.replace('deploy,', 'apply-component,').replace('policies: [shared]', 'component: order')}`)).toContain('Application default/shop: error UnknownComponent spec.workflow.ref');
  });
});

describe('environments', () => {
  const to = (name: string, namespace: string, clusters = 'local') => `    - {name: ${name}, type: topology, properties: {clusters: [${clusters}], namespace: ${namespace}}}\n`;
  const here = `  policies:\n${to('dev', 'dev')}${to('prod', 'prod')}${override('protected', '{name: orders, properties: {deletionProtectionEnabled: true}}')}`;
  const TWICE = 'warning DuplicateTable spec.components[0].properties.tableName';

  test('of one cluster with one table are told', () => {
    expect(validate(application(COMPLETE, `${here}${deploy(['dev'], ['prod', 'protected'])}`))).toEqual([
      'Application default/shop orders', `Application default/shop orders (deploy-prod-protected): ${TWICE}`,
    ]);
    expect(validate(application(COMPLETE, `${here}${deploy(['dev'], ['prod'])}`))[0]).toBe(`Application default/shop orders: ${TWICE}`);
    expect(validate(application(COMPLETE, `  policies:\n${to('dev', 'dev')}${to('prod', 'prod')}`))).toEqual([`Application default/shop orders: ${TWICE}`]);
  });

  test('with a table each, of two clusters, or with a role each are not', () => {
    const own = (properties: string) => `  policies:\n${to('dev', 'dev')}${to('prod', 'prod')}${override('own', `{name: orders, properties: ${properties}}`)}${deploy(['dev'], ['prod', 'own'])}`;
    expect(validate(application(COMPLETE, own('{tableName: orders-prod}'))).join()).not.toContain('DuplicateTable');
    expect(validate(application(COMPLETE, own('{region: eu-west-1}'))).join()).not.toContain('DuplicateTable');
    expect(validate(application(COMPLETE, own('{providerConfigRef: {name: prod}}'))).join()).not.toContain('DuplicateTable');
    expect(validate(application(COMPLETE, `  policies:\n${to('dev', 'default')}${to('prod', 'default', 'eu')}${deploy(['dev'], ['prod'])}`))).toEqual(['Application default/shop orders']);
  });

  test('two of which write one Secret are an error', () => {
    const secret = (ref: string) => COMPLETE.replace('{tableName', `{writeConnectionSecretToRef: ${ref}, tableName`);
    const own = `${here.replace('deletionProtectionEnabled: true', 'tableName: orders-prod')}${deploy(['dev'], ['prod', 'protected'])}`;
    expect(validate(application(secret('{name: orders}'), own)).join()).not.toContain('DuplicateName');
    expect(validate(application(secret('{name: orders, namespace: shared}'), own))).toContain('Application default/shop orders (deploy-prod-protected): error DuplicateName spec.components[0].properties.writeConnectionSecretToRef.name');
  });

  test('two Applications in two places may have one table, in one place not', () => {
    const both = (there: string) => validate(`${application(COMPLETE, `  policies:\n${to('a', 'dev')}`)}---\n${application(COMPLETE, `  policies:\n${to('a', there)}`).replace('shop', 'other').replace('name: orders', 'name: others')}`);
    expect(both('dev')).toContain('Application default/other others: error DuplicateTable spec.components[0].properties.tableName');
    expect(both('prod')).toContain('Application default/other others: warning DuplicateTable spec.components[0].properties.tableName');
  });

  test('a step that names a policy that there is not', () => {
    const misspelt = validate(application(COMPLETE, `${here}${deploy(['dev'], ['prod', 'protectd'])}`));
    expect(misspelt).toContain('Application default/shop: error UnknownPolicy spec.workflow.steps[1].properties.policies[1]');
    const elsewhere = validate(application(COMPLETE, `${here}${deploy(['dev'], ['prod', 'defaults-of-prod'])}`));
    expect(elsewhere).toContain('Application default/shop: warning NotValidated spec.workflow.steps[1].properties.policies[1]');
    // An environment that is known is validated all the same.
    expect(validate(application(PARTIAL, deploy(['shared'], [])))).toContain('Application default/shop orders: error Required spec.components[0].properties.tableName');
  });
});

describe('steps that wait for steps', () => {
  const steps = (...dependsOn: string[]) => validate(application(COMPLETE, `  workflow:
    steps:
      - {name: one, type: apply-component, properties: {component: orders}, dependsOn: [${dependsOn[0] ?? ''}]}
      - name: two
        type: step-group
        dependsOn: [${dependsOn[1] ?? ''}]
        subSteps: [{name: inner, type: suspend, dependsOn: [${dependsOn[2] ?? ''}]}, {name: other, type: suspend}]
${dependsOn[3] ?? ''}`)).filter((line) => line.includes(' workflow') || line.includes('.workflow')).map((line) => line.replace('Application default/shop: ', ''));

  test.each([
    [[], []],
    [['', 'one', 'other'], []],
    [['', 'orders'], []],
    [['', 'oen'], ['error UnknownStep spec.workflow.steps[1].dependsOn[0]']],
    [['', '', 'one, gone'], ['error UnknownStep spec.workflow.steps[1].subSteps[0].dependsOn[1]']],
    [['one'], ['error UnknownStep spec.workflow.steps[0].dependsOn[0]']],
    [['two', 'one'], ['error DependencyCycle spec.workflow.steps[0].dependsOn']],
    [['two'], ['error DependencyCycle spec.workflow.steps[0].dependsOn[0]']],
    [['two', '', '', '    mode: {steps: DAG}\n'], []],
  ])('%j', (given, expected) => {
    expect(steps(...given)).toEqual(expected);
  });
});

describe('who waits for an output', () => {
  const cycles = (rest: string) => validate(application(COMPLETE, rest)).filter((line) => line.includes('DependencyCycle')).map((line) => line.replace('Application default/shop: error DependencyCycle spec.', ''));
  const takes = (from: string) => `inputs: [{from: ${from}, parameterKey: x}]`;
  const gives = (name: string) => `outputs: [{name: ${name}, valueFrom: output.metadata.name}]`;

  test.each([
    ['one by a dependency, one by an input', `      dependsOn: [web]\n      ${gives('arn')}\n    - {name: web, type: webservice, ${takes('arn.value')}}\n`, ['components[0].dependsOn']],
    ['both by inputs', `      ${takes('host')}\n      ${gives('arn')}\n    - {name: web, type: webservice, ${takes('arn')}, ${gives('host')}}\n`, ['components[0].inputs']],
    ['its own', `      ${takes('arn')}\n      ${gives('arn')}\n`, ['components[0].inputs']],
    ['two circles', '      dependsOn: [web]\n    - {name: web, type: webservice, dependsOn: [orders]}\n    - {name: one, type: webservice, dependsOn: [two]}\n    - {name: two, type: webservice, dependsOn: [one]}\n', ['components[0].dependsOn', 'components[2].dependsOn']],
    ['in no circle', `      ${gives('arn')}\n    - {name: web, type: webservice, dependsOn: [orders], ${takes('arn')}}\n`, []],
    ['that a step gives too', `      ${takes('arn')}\n      ${gives('arn')}\n  workflow: {steps: [{name: s, type: deploy, ${gives('arn')}}]}\n`, []],
  ])('%s', (_, rest, expected) => {
    expect(cycles(rest)).toEqual(expected);
  });

  test.each([
    ['DAG', ['workflow.steps[0].inputs']],
    ['StepByStep', ['workflow.steps[0].inputs']],
  ])('steps, %s', (mode, expected) => {
    const steps = (second: string) => `  workflow:\n    mode: {steps: ${mode}}\n    steps: [{name: one, type: apply-component, properties: {component: orders}, ${takes('message')}}, {name: two, type: request, ${gives('message')}${second}}]\n`;
    expect(cycles(steps(', dependsOn: [one]'))).toEqual(expected);
    expect(cycles(steps(''))).toEqual(mode === 'DAG' ? [] : ['workflow.steps[0].inputs[0].from']);
  });
});

describe('inputs', () => {
  const inputs = (properties: string, ...keys: string[]) => application(properties, `      inputs: [${keys.map((parameterKey) => `{from: out, parameterKey: "${parameterKey}"}`).join(', ')}]
    - {name: web, type: webservice, outputs: [{name: out, valueFrom: output.metadata.name}]}\n`);

  test.each(['region', 'properties.region', ' region '])('a value that comes as %j is not missing, and a warning says that it was not validated', (key) => {
    expect(validate(inputs(`{tableName: orders, ${KEYS}}`, key))).toEqual(['Application default/shop orders: warning NotValidated spec.components[0].properties.region']);
  });

  test('what does not depend on it is reported', () => {
    expect(validate(inputs(`{tableName: o, ${KEYS}, streamViewType: KEYS_ONLY}`, 'region'))).toEqual([
      'Application default/shop orders: error InvalidValue spec.components[0].properties.tableName',
      'Application default/shop orders: error StreamViewType spec.components[0].properties.streamViewType',
      'Application default/shop orders: warning NotValidated spec.components[0].properties.region',
    ]);
  });

  test('what depends on it is not', () => {
    const table = `{tableName: orders, region: us-east-1, ${KEYS}, streamViewType: KEYS_ONLY, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}}`;
    expect(validate(inputs(table, 'streamEnabled', 'billingMode'))).toEqual([
      'Application default/shop orders: warning NotValidated spec.components[0].properties.streamEnabled',
      'Application default/shop orders: warning NotValidated spec.components[0].properties.billingMode',
    ]);
    expect(validate(inputs('{tableName: orders, region: us-east-1, keySchema: [{attributeName: id, keyType: HASH}]}', 'attributeDefinitions[0].attributeName'))).toEqual([
      'Application default/shop orders: warning NotValidated spec.components[0].properties.attributeDefinitions',
    ]);
    expect(validate(inputs(`{tableName: orders, region: us-east-1, ${KEYS}}\n      traits: [{type: aws-dynamodb-kro-stream, properties: {}}]`, 'traits[0].properties.streamViewType'))).toEqual([
      'Application default/shop orders: warning NotValidated spec.components[0].properties.streamViewType',
    ]);
  });

  test('inputs of any form do no harm', () => {
    expect(validate(application(COMPLETE, '      inputs: [null, 5, {}, {from: a}]\n'))).toEqual([
      'Application default/shop orders',
      'Application default/shop: error UnknownOutput spec.components[0].inputs[3].from',
      'Application default/shop: error InvalidType spec.components[0].inputs[0]',
      'Application default/shop: error InvalidType spec.components[0].inputs[1]',
      'Application default/shop: error Required spec.components[0].inputs[2].from',
    ]);
    expect(validate(application(COMPLETE, '      inputs: region\n'))).toEqual(['Application default/shop orders: error InvalidType spec.components[0].inputs']);
  });
});

describe('null', () => {
  test('is reported for KubeVela, which has no such value', () => {
    expect(validate(application(`{tableName: null, region: us-east-1, ${KEYS}, tableClass: null}`))).toEqual([
      'Application default/shop orders: error InvalidType spec.components[0].properties.tableClass', 'Application default/shop orders: error Required spec.components[0].properties.tableName',
    ]);
  });

  test('is dropped by the API server', () => {
    expect(validate(`apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: orders}\nspec: {tableName: orders, region: us-east-1, ${KEYS}, tableClass: null, globalSecondaryIndexes: [{indexName: abc, projection: null}]}\n`)).toEqual([
      'DynamoDBTable orders: error Required spec.globalSecondaryIndexes[0].keySchema', 'DynamoDBTable orders: error Required spec.globalSecondaryIndexes[0].projection',
    ]);
  });

  test('components without properties lack all that is required', () => {
    for (const properties of ['', 'null', '{}']) {
      expect(validate(application(properties))).toHaveLength(4);
    }
  });

  test('a value that holds itself does no harm', () => {
    expect(validate(application(`&a {tableName: orders, region: us-east-1, ${KEYS}, tags: *a, tableClass: null}`))).toHaveLength(2);
  });
});

describe('names', () => {
  const named = (metadata: string, component = 'orders') => validate(application(COMPLETE).replace('{name: shop, namespace: default}', metadata).replace('name: orders', `name: ${component}`));

  test.each([['{name: Shop}', 'orders', 'metadata.name'], [`{name: ${'a'.repeat(64)}}`, 'orders', 'metadata.name'], ['{}', 'orders', 'metadata.name'], ['{name: shop}', 'Orders', 'spec.components[0].name'], ['{name: shop}', 'null', 'spec.components[0].name'], ['{name: shop}', '5', 'spec.components[0].name']])('%s with component %s', (metadata, component, path) => {
    expect(named(metadata, component)).toEqual([expect.stringMatching(new RegExp(`: error (InvalidValue|Required|InvalidType) ${path.replaceAll(/[.[\]]/g, '\\$&')}$`))]);
  });

  test.each([`{name: ${'a'.repeat(63)}}`, '{name: a.b-c.9}', '{generateName: shop-}'])('%s is fine', (metadata) => {
    expect(named(metadata)).toHaveLength(1);
    expect(named(metadata)[0]).not.toContain('error');
  });
});

describe('a component by itself, which KubeVela validates before its traits', () => {
  const withTrait = (more: string, trait: string, properties: string) =>
    validate(application(`{tableName: orders, region: us-east-1, ${more}}`, `      traits: [{type: aws-dynamodb-kro-${trait}, properties: ${properties}}]\n`));
  const byMail = 'globalSecondaryIndexes: [{indexName: by-mail, keySchema: [{attributeName: mail, keyType: HASH}], projection: {projectionType: ALL}}]';
  const units = 'provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}';
  const twoAttributes = KEYS.replace('[{', '[{attributeName: mail, attributeType: S}, {');

  test.each([
    ['an attribute that only the index of a trait uses', withTrait(twoAttributes, 'global-index', `{${byMail}}`), 'UnusedAttribute spec.components[0].properties.attributeDefinitions[0].attributeName'],
    ['replicas whose stream is a trait', withTrait(`replicas: [{regionName: eu-west-1}], ${KEYS}`, 'stream', '{}'), 'Replicas spec.components[0].properties.replicas'],
    ['a billing mode whose capacity is a trait', withTrait(`billingMode: PROVISIONED, ${KEYS}`, 'provisioned-capacity', `{${units}}`), 'ThroughputRequired spec.components[0].properties.provisionedThroughput'],
    ['the capacity of an index whose billing mode is a trait', withTrait(`${byMail.replace('ALL}', `ALL}, ${units}`)}, ${twoAttributes}`, 'provisioned-capacity', `{${units}}`),
      'ThroughputForbidden spec.components[0].properties.globalSecondaryIndexes[0].provisionedThroughput'],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual([`Application default/shop orders: error ${expected}`]);
  });

  test('what is wrong with the whole table too is reported once', () => {
    expect(withTrait(`${twoAttributes}, tableClass: COLD`, 'ttl', '{ttlAttributeName: expires}')).toHaveLength(2);
  });

  test('what an input may mend is not reported', () => {
    const rest = '      inputs: [{from: x, parameterKey: streamEnabled}]\n      traits: [{type: aws-dynamodb-kro-stream}]\n    - {name: web, type: webservice, outputs: [{name: x}]}\n';
    expect(validate(application(`{tableName: orders, region: us-east-1, replicas: [{regionName: eu-west-1}], ${KEYS}}`, rest))
      .filter((line) => line.includes('Replicas'))).toEqual([]);
  });
});

describe('traits that nobody knows', () => {
  const traits = (type: string, properties = '{}') => validate(application(`${COMPLETE}\n      traits: [{type: ${type}, properties: ${properties}}]`))[0].replace(/^Application default\/shop orders(: )?/, '');

  test.each(['aws-dynamodb-kro-ttls', 'aws-dynamodb-kro-Stream', 'aws-dynamodb-kro-pitr', 'aws-dynamodb-ttl'])('%s is meant as ours', (type) => {
    expect(traits(type)).toBe('error UnknownTrait spec.components[0].traits[0].type');
  });

  test.each(['dynamodb-ttl-kro', 'dynamodb-anything', 'ddb-stream'])('%s means the table', (type) => {
    expect(traits(type)).toBe('warning UnknownTrait spec.components[0].traits[0].type');
  });

  test('so does one with our fields', () => {
    expect(traits('ttl', '{ttlAttributeName: a}')).toBe('warning UnknownTrait spec.components[0].traits[0].type');
  });

  test.each(['scaler', 'gateway', 'storage'])('%s is for pods', (type) => {
    expect(traits(type, '{replicas: 2}')).toBe('warning UnknownTrait spec.components[0].traits[0].type');
  });

  test.each(['labels', 'alarms'])('%s is somebody else’s', (type) => {
    expect(traits(type, '{replicas: 2}')).toBe('');
  });

  test.each(['aws-dynamodb-kro-alarms', 'scaler'])('a trait that the platform has itself is known: %s', (type) => {
    const objects = objectsIn(readYaml(application(`${COMPLETE}\n      traits: [{type: ${type}}]`)));
    const platform = { ...ANY_PLATFORM, names: { traitTypes: [type] } };
    expect(validateObjects(objects, { platform, registry: new Registry(), shared: sharedIn([]), secrets: connectionSecretsIn(objects), file: 'a.yaml' })[0].violations).toEqual([]);
  });
});

describe('what may be there once', () => {
  const table = (name: string, more = '', namespace = 'shop') => `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {tableName: same, region: us-east-1, ${KEYS}${more}}\n`;

  test.each([
    ['one table in two objects', table('a'), table('b'), ['error DuplicateTable spec.tableName']],
    ['in two namespaces, which may be two accounts', table('a'), table('b', '', 'dev'), ['warning DuplicateTable spec.tableName']],
    ['with two roles', table('a'), table('b', ', providerConfigRef: {name: other}'), []],
    ['the same object twice', table('a'), table('a'), []],
    ['an object and a component', table('a', '', 'default'), application(COMPLETE.replace('tableName: orders', 'tableName: same')), ['error DuplicateTable spec.components[0].properties.tableName']],
    ['one Secret', table('a', ', writeConnectionSecretToRef: {name: s}'), table('b', ', writeConnectionSecretToRef: {name: s}').replace('same', 'other'), ['error DuplicateName spec.writeConnectionSecretToRef.name']],
    ['a Secret of each namespace', table('a', ', writeConnectionSecretToRef: {name: s}'), table('b', ', writeConnectionSecretToRef: {name: s}', 'dev').replace('same', 'other'), []],
    ['two Applications of one name', application(COMPLETE), application(COMPLETE).replaceAll('orders', 'carts'), ['error DuplicateName metadata.name']],
    ['two Applications of one name, with components of one name', application(COMPLETE), application(COMPLETE.replace('us-east-1', 'us-east-2')), ['error DuplicateName metadata.name']],
    ['the same Application twice', application(COMPLETE), application(COMPLETE), []],
    ['Applications of two namespaces', application(COMPLETE), application(COMPLETE).replaceAll('orders', 'carts').replace('namespace: default', 'namespace: shop'), []],
    ['backups that meet', table('orders', ', backups: [{name: eu-daily}]'), table('orders-eu', ', backups: [{name: daily}, {name: weekly}]').replace('same', 'other'), ['error DuplicateName spec.backups[0].name']],
  ])('%s', (_, one, two, expected) => {
    expect(validate(`${one}---\n${two}`).filter((line) => / (error|warning) /.test(line)).map((line) => line.replace(/^.*?: (?=error|warning)/, ''))).toEqual(expected);
  });
});

describe('the structure of an Application', () => {
  const found = (yaml: string): string[] => validate(yaml).filter((line) => line.includes(': error ')).map((line) => line.replace(/^.*?: error /, ''));
  const part = (lines: string): string => application(COMPLETE, lines);

  test.each([
    ['beside spec', part('policies: []\n'), 'UnknownProperty policies'],
    ['in spec', part('  policy: []\n'), 'UnknownProperty spec.policy'],
    ['for its components', part('').replace('components:', 'component:'), 'UnknownProperty spec.component'],
    ['in the workflow', part('  workflow: {step: []}\n'), 'UnknownProperty spec.workflow.step'],
    ['in metadata', part('').replace('namespace:', 'namepace:'), 'UnknownProperty metadata.namepace'],
    ['in the metadata of a table', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a, lables: {}}\nspec: ${COMPLETE}\n`, 'UnknownProperty metadata.lables'],
    ['in an input', part('      inputs: [{fro: x, parameterKey: tableClass}]\n'), 'UnknownProperty spec.components[0].inputs[0].fro'],
    ['in a step of a group', part('  workflow: {steps: [{type: step-group, subSteps: [{type: deploy, dependOn: []}]}]}\n'), 'UnknownProperty spec.workflow.steps[0].subSteps[0].dependOn'],
    ['in a trait', part('      traits: [{type: scaler, propertis: {}}]\n'), 'UnknownProperty spec.components[0].traits[0].propertis'],
  ])('has a name that there is not: %s', (_, yaml, expected) => {
    expect(found(yaml)).toEqual([expected]);
  });

  test.each([
    ['a policy without type', part('  policies: [{name: p}]\n'), 'Required spec.policies[0].type'],
    ['a step without type', part('  workflow: {steps: [{name: s}]}\n'), 'Required spec.workflow.steps[0].type'],
    ['an output without a value', part('      outputs: [{name: arn}]\n'), 'Required spec.components[0].outputs[0].valueFrom'],
    ['an input from nowhere', part('      inputs: [{parameterKey: tableClass}]\n'), 'Required spec.components[0].inputs[0].from'],
    ['a component without type', part('    - {name: web}\n'), 'Required spec.components[1].type'],
  ])('lacks what is required: %s', (_, yaml, expected) => {
    expect(found(yaml)).toEqual([expected]);
  });

  const policy = (type: string, properties: string): string => part(`  policies: [{name: p, type: ${type}, properties: ${properties}}]\n`);
  const step = (given: string): string => part(`  workflow: {steps: [{name: s, type: deploy, ${given}}]}\n`);
  test.each([
    ['dependsOn of a component', part('      dependsOn: web\n'), 'InvalidType spec.components[0].dependsOn'],
    ['dependsOn of a step', step('dependsOn: web'), 'InvalidType spec.workflow.steps[0].dependsOn'],
    ['clusters', policy('topology', '{clusters: [true]}'), 'InvalidType spec.policies[0].properties.clusters[0]'],
    ['labels of clusters', policy('topology', '{clusterLabelSelector: {a: 1}}'), 'InvalidType spec.policies[0].properties.clusterLabelSelector.a'],
    ['a namespace', policy('topology', '{namespace: 12}'), 'InvalidType spec.policies[0].properties.namespace'],
    ['a name that is none', policy('topology', '{namespace: Prod_X}'), 'InvalidValue spec.policies[0].properties.namespace'],
    ['a selector', policy('override', '{selector: orders}'), 'InvalidType spec.policies[0].properties.selector'],
    ['auto', step('properties: {auto: "no"}'), 'InvalidType spec.workflow.steps[0].properties.auto'],
    ['parallelism', step('properties: {parallelism: many}'), 'InvalidType spec.workflow.steps[0].properties.parallelism'],
  ])('has a value of another type: %s', (_, yaml, expected) => {
    expect(found(yaml)).toEqual([expected]);
  });

  test('two policies have one name', () => {
    expect(found(part('  policies: [{name: p, type: apply-once, properties: {}}, {name: p, type: apply-once, properties: {}}]\n'))).toEqual(['DuplicateName spec.policies[1].name']);
  });

  test('is free where KubeVela leaves it free, and may have null anywhere', () => {
    expect(found(part(`      scopes: {a: b}
      externalRevision: null
      traits: [{type: scaler, properties: {replicas: 2, any: {thing: [1]}}}]
      outputs: [{name: arn, valueFrom: output.status.tableArn}]
  policies: [{name: p, type: apply-once, properties: {rules: [{a: 1}]}}]
  workflow: {ref: null, mode: {steps: DAG}, steps: [{type: notification, name: note, if: always, timeout: 5m, meta: {alias: a}, properties: {any: 1}}]}
status: {anything: true}
`))).toEqual([]);
  });
});

describe('what is nearly ours', () => {
  const spec = `{tableName: same, region: us-east-1, ${KEYS}}`;
  const object = (apiVersion: string, kind: string, body = spec) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${body}\n`;

  test.each([
    ['another version', object('kro.run/v1', 'DynamoDBTable'), 'error UnknownApi apiVersion'],
    ['another group', object('data.example.com/v1alpha1', 'DynamoDBTable'), 'error UnknownApi apiVersion'],
    ['another group, whose tables are not like ours', object('data.example.com/v1alpha1', 'DynamoDBTable', '{hashKey: id}'), 'warning UnknownApi apiVersion'],
    ['no apiVersion', `kind: DynamoDBTable\nspec: ${spec}\n`, 'error UnknownApi apiVersion'],
    ['a near kind', object('kro.run/v1alpha1', 'DynamoDbTable'), 'error UnknownApi kind'],
    ['a near kind, empty', object('kro.run/v1alpha1', 'DynamodbTables', '{}'), 'error UnknownApi kind'],
    ['another kind with our fields', object('kro.run/v1alpha1', 'Table'), 'error UnknownApi kind'],
    ['the spec alone', spec, 'error UnknownApi '],
    ['describe-table', '{"Table": {"TableName": "a", "KeySchema": [], "TableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/a"}}', 'error ForeignFormat '],
    ['create-table', '{"TableName": "a", "AttributeDefinitions": []}', 'error ForeignFormat '],
    ['CloudFormation', 'Resources: {A: {Type: "AWS::DynamoDB::Table"}}', 'warning ForeignFormat Resources'],
  ])('%s', (_, yaml, expected) => {
    expect(validate(yaml)).toEqual([expect.stringMatching(new RegExp(`${expected}$`))]);
  });

  test.each([
    ['group', object('acme.io/v1', 'DynamoTable')],
    ['version', object('kro.run/v1alpha2', 'DynamoDbTable')],
  ])('a kind and a %s that are both wrong', (_, yaml) => {
    expect(validate(yaml).map((line) => line.replace(/^.*: /, ''))).toEqual(['error UnknownApi kind', 'error UnknownApi apiVersion']);
  });

  test.each([
    ['aws-dynamodb', spec, 'error UnknownComponentType spec.components[0].type'],
    ['aws-dynamodb', '{name: x}', 'warning UnknownComponentType spec.components[0].type'],
    ['aws-dynamodb-kro-ttl', '{name: x}', 'warning UnknownComponentType spec.components[0].type'],
    ['our-table', spec, 'error UnknownComponentType spec.components[0].type'],
  ])('component type %s with %s', (type, properties, expected) => {
    expect(validate(application(properties).replace('type: aws-dynamodb-kro', `type: ${type}`))).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    object('v1', 'ConfigMap', '{}'), object('acme.io/v1', 'DynamoTable', '{}'), object('argoproj.io/v1alpha1', 'Application', '{components: [{type: aws-dynamodb}]}'),
    application('{image: x}').replace('type: aws-dynamodb-kro', 'type: webservice'), '{"name": "a", "version": "1.0.0"}', 'Resources: {A: {Type: "AWS::S3::Bucket"}}', '[]', 'text',
  ])('is nothing to us: %j', (yaml) => {
    expect(validate(yaml)).toEqual([]);
  });
});

test('an attribute that YAML reads as true is to be quoted', () => {
  const objects = objectsIn(readYaml(application(COMPLETE.replaceAll('attributeName: id', 'attributeName: y'))));
  const [{ violations }] = validateObjects(objects, { platform: ANY_PLATFORM, registry: new Registry(), shared: sharedIn([]), secrets: connectionSecretsIn(objects), file: 'a.yaml', sourceOf: () => 'y' });
  expect(violations.map(({ fix }) => fix)).toEqual(Array(2).fill(expect.stringContaining('In YAML, quote it: "y".')));
});

describe('the trait access', () => {
  const access = (properties: string, spec = COMPLETE) => validate(application(spec, `      traits:\n        - {type: aws-dynamodb-kro-access, properties: ${properties}}\n`));

  test('is known, and its parameters are validated', () => {
    expect(access('{access: [{serviceAccount: shop, level: readWrite}]}')).toEqual(['Application default/shop orders']);
    expect(access('{access: [{serviceAccount: Shop, level: admin}], acount: "123456789012"}')).toEqual([
      'Application default/shop orders: error InvalidValue spec.components[0].traits[0].properties.access[0].serviceAccount',
      'Application default/shop orders: error InvalidValue spec.components[0].traits[0].properties.access[0].level',
      'Application default/shop orders: error UnknownProperty spec.components[0].traits[0].properties.acount',
    ]);
    expect(access('{}')).toEqual(['Application default/shop orders: error Required spec.components[0].traits[0].properties.access']);
  });

  test('the level stream needs a stream', () => {
    const stream = '{access: [{serviceAccount: shop, level: stream}]}';
    expect(access(stream)).toEqual(['Application default/shop orders: error NoStream spec.components[0].traits[0].properties.access[0].level']);
    expect(access(stream, `{tableName: orders, region: us-east-1, streamEnabled: true, ${KEYS}}`)).toEqual(['Application default/shop orders']);
  });

  test('a table in another account has to allow the role, too', () => {
    const there = '{access: [{serviceAccount: shop, level: read}], account: "210987654321"}';
    expect(access(there)).toEqual(['Application default/shop orders: warning CrossAccountGrant spec.components[0].traits[0].properties.account']);
    const withPolicy = (statement: object) => access(there, `{tableName: orders, region: us-east-1, resourcePolicy: '${JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: 'dynamodb:*', Resource: '*', ...statement }] })}', ${KEYS}}`);
    const warned = access(there);
    expect(withPolicy({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' } })).toEqual(['Application default/shop orders']);
    // A denial allows nothing, and the account of the table is not that of the role.
    expect(withPolicy({ Effect: 'Deny', Principal: '*' })).toEqual([...warned, 'Application default/shop orders: warning ResourcePolicyStatement spec.components[0].properties.resourcePolicy']);
    expect(withPolicy({ Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::210987654321:root', '210987654321'] } })).toEqual(warned);
  });

  test('with a provider configuration, the account of the table is said', () => {
    const byProvider = (properties: string) => access(properties, `{tableName: orders, region: us-east-1, providerConfigRef: {name: team-a}, ${KEYS}}`);
    const warned = ['Application default/shop orders: warning CrossAccountGrant spec.components[0].traits[0].properties.account'];
    expect(byProvider('{access: [{serviceAccount: shop, level: read}]}')).toEqual(warned);
    expect(byProvider('{access: [{serviceAccount: shop, level: read}], account: "210987654321"}')).toEqual(warned);
  });

  test('is attached once', () => {
    const trait = '        - {type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: read}]}}\n';
    expect(validate(application(COMPLETE, `      traits:\n${trait}${trait}`))).toEqual(['Application default/shop orders: error TraitConflict spec.components[0].traits[1].type']);
  });

  test('is for the cluster of the platform', () => {
    const trait = '      traits: [{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: read}]}}]\n';
    const to = (clusters: string) => validate(application(COMPLETE, `${trait}  policies: [{name: a, type: topology, properties: {namespace: prod, ${clusters}}}]\n`));
    expect(to('clusters: [local, eu]')).toEqual(['Application default/shop orders: error InvalidIdentity spec.components[0].traits[0].type']);
    expect(to('clusters: [local]')).toEqual(['Application default/shop orders']);
    expect(to('clusterLabelSelector: {env: prod}')).toEqual(['Application default/shop orders: warning InvalidIdentity spec.components[0].traits[0].type']);
  });

  const withAccess = (name: string, region = 'us-east-1') => `    - name: ${name}
      type: aws-dynamodb-kro
      properties: {tableName: ${name}, region: ${region}, ${KEYS}}
      traits: [{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: read}]}}]
`;
  const applicationOf = (components: string, rest = '', metadata = '{name: shop, namespace: default}') => `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: ${metadata}\nspec:\n  components:\n${components}${rest}`;

  test('gives a ServiceAccount one role, of one Application', () => {
    const other = (metadata: string) => validate(`${applicationOf(withAccess('orders'))}---\n${applicationOf(withAccess('carts'), '', metadata)}`);
    expect(other('{name: other, namespace: default}')).toEqual(['Application default/shop orders', 'Application default/other carts: error DuplicateName spec.components[0].traits[0].properties.access[0].serviceAccount']);
    expect(other('{name: other, namespace: dev}')).toEqual(['Application default/shop orders', 'Application dev/other carts']);
    expect(validate(applicationOf(withAccess('orders') + withAccess('carts')))).toEqual(['Application default/shop orders', 'Application default/shop carts']);
  });

  test('gives a role of several tables what the Application says of them', () => {
    const changed = (components: string, properties: string) => validate(applicationOf(components, `  policies:\n${override('prod', `{name: carts, properties: ${properties}}`)}`));
    const both = withAccess('orders') + withAccess('carts');
    expect(changed(both, '{tableName: carts-prod}')).toEqual(['Application default/shop orders', 'Application default/shop carts (deploy): error NotValidated spec.policies[0].properties.components[0].properties.tableName']);
    expect(changed(both, '{deletionPolicy: retain}')).toEqual(['Application default/shop orders', 'Application default/shop carts (deploy)']);
    expect(changed(withAccess('orders').replaceAll('shop', 'other') + withAccess('carts'), '{tableName: carts-prod}')).toEqual(['Application default/shop orders', 'Application default/shop carts (deploy)']);
  });

  test('gives what the Application says, not a policy', () => {
    const trait = (level: string) => `{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: ${level}}]}}`;
    const by = (components: string, traits: string) => validate(applicationOf(components, `  policies:\n${override('prod', `{name: orders, traits: [${traits}]}`)}`));
    const ADDED = 'Application default/shop orders (deploy): warning NotValidated spec.policies[0].properties.components[0].traits[0].properties.access[0].serviceAccount';
    expect(by(withAccess('orders').replace(/      traits: .*\n/, ''), trait('read'))).toEqual([ADDED]);
    expect(by(withAccess('orders'), trait('readWrite'))).toEqual([ADDED]);
    expect(by(withAccess('orders'), trait('read'))).toEqual(['Application default/shop orders (deploy)']);
    expect(by(withAccess('orders'), '{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}')).toEqual(['Application default/shop orders (deploy)']);
  });

  test('gives a role in one partition', () => {
    expect(validate(applicationOf(withAccess('orders') + withAccess('carts', 'cn-north-1')))).toEqual(['Application default/shop orders', 'Application default/shop carts: error PartitionConflict spec.components[1].properties.region']);
    const objects = objectsIn(readYaml(applicationOf(withAccess('carts', 'cn-north-1'))));
    const found = (accessPartition?: string) => validateObjects(objects, { platform: { ...ANY_PLATFORM, accessPartition }, registry: new Registry(), shared: sharedIn([]), secrets: connectionSecretsIn(objects), file: 'a.yaml' }).flatMap(({ violations }) => violations.map(({ code }) => code));
    expect(['aws', 'aws-cn', undefined].map(found)).toEqual([['PartitionConflict'], [], []]);
  });
});

test('traits of tables on a component that is none: the access trait is lost, others may be for a table of its own', () => {
  const web = (type: string) => `    - name: web
      type: webservice
      properties: {image: web}
      traits: [{type: scaler}, {type: ${type}, properties: {}}]
`;
  const one = (rest: string) => validate(application(COMPLETE, rest));
  expect(one(web('aws-dynamodb-kro-access'))).toEqual(['Application default/shop orders', 'Application default/shop: error UnknownTrait spec.components[1].traits[1].type']);
  expect(one(web('aws-dynamodb-kro-ttl@v1'))).toEqual(['Application default/shop orders', 'Application default/shop: warning UnknownTrait spec.components[1].traits[1].type']);
  expect(one(web('service-account'))).toEqual(['Application default/shop orders']);
  // What is meant as a table is not also a component that is none.
  expect(one(web('aws-dynamodb-kro-ttl').replace('webservice', 'aws-dynamodb-kr'))).toEqual([
    'Application default/shop orders', expect.stringContaining('UnknownComponentType'),
  ]);
});

test('a policy that changes or takes away access, which the trait does not see, says which the role keeps', () => {
  const trait = (access: string) => `traits: [{type: aws-dynamodb-kro-access, properties: {access: [${access}]}}]`;
  const base = `      ${trait('{serviceAccount: shop, level: read}, {serviceAccount: old, level: read}')}\n`;
  const objects = objectsIn(readYaml(application(COMPLETE, `${base}  policies:\n${override('prod', `{name: orders, ${trait('{serviceAccount: shop, level: readWrite}, {serviceAccount: new, level: read}')}}`)}`)));
  const [{ violations }] = validateObjects(objects, { platform: ANY_PLATFORM, registry: new Registry(), shared: sharedIn(objects), secrets: connectionSecretsIn(objects), file: 'a.yaml' });
  expect(violations.map(({ value, problem }) => [value, problem])).toEqual([
    ['shop', 'is given the level readWrite by a policy, which the trait does not see, so that its role keeps read'],
    ['new', 'is given access by a policy, which the trait does not see, so that it gets no role'],
    ['old', 'loses its access by a policy, which the trait does not see, so that its role keeps it'],
  ]);
});

test('on a platform that encrypts with a KMS key, the type AES256 alone turns nothing off', () => {
  const found = (spec: string, encryption: object) => {
    const objects = objectsIn(readYaml(`apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {tableName: orders, region: us-east-1, ${KEYS}, ${spec}}\n`));
    const platform = platformOf({ apiGroup: 'kro.run', componentName: 'aws-dynamodb-kro', defaults: {}, table: { tags: [], encryption }, requiredTags: [], connectionSecrets: true });
    return validateObjects(objects, { platform, registry: new Registry(), shared: sharedIn([]), secrets: connectionSecretsIn(objects), file: 'a.yaml' })[0].violations.map(({ code, severity, property, fix }) => `${severity} ${code} ${property} ${fix}`);
  };
  const kms = { sseEnabled: true, sseType: 'KMS' };
  expect(found('sseType: AES256', kms)).toEqual(['warning Encryption sseType Set sseEnabled to false.']);
  expect(found('sseType: AES256, sseEnabled: false', kms)).toEqual([]);
  expect(found('sseType: AES256', { sseEnabled: false })).toEqual([]);
});
