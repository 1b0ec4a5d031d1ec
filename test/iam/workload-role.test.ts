import { ApiObject, Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import {
  AttributeType, ControllerPolicy, DynamoDbApplication, DynamoDbKroComponent, DynamoDbKroPlatform, DynamoDbTable, Encryption, GitOps,
  PolicyDocument, ProviderConfig, StreamViewType, TableProps,
  PlatformPart, Warnings, WorkloadRole, WorkloadRoleProps,
} from '../../src';
import { MINIMAL, refusal, synth, warned } from '../synth';

const ACCOUNT = '123456789012';
const POD_IDENTITY: WorkloadRoleProps = { account: ACCOUNT, serviceAccountName: 'shop', namespace: 'web', clusterName: 'prod' };
const { clusterName: _, ...NO_IDENTITY } = POD_IDENTITY;
const IRSA: WorkloadRoleProps = { ...NO_IDENTITY, oidcIssuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE' };
const ARN = `arn:aws:iam::${ACCOUNT}:role/web_shop`;
const ORDERS = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const objectsOf = (props: WorkloadRoleProps, use: (role: WorkloadRole, chart: Chart) => void = () => undefined): any[] =>
  synth((chart) => use(new WorkloadRole(chart, 'role', props), chart));
const statementsOf = (use: (role: WorkloadRole, chart: Chart) => void, props = POD_IDENTITY): any[] =>
  JSON.parse(objectsOf(props, use)[0].spec.inlinePolicies.access).Statement;
const refused = (props: object, use: (role: WorkloadRole) => void = () => undefined): string[] =>
  refusal((chart) => use(new WorkloadRole(chart, 'role', { ...POD_IDENTITY, ...props } as any)));

test('EKS Pod Identity: a role that only this ServiceAccount may assume, its association, and the ServiceAccount', () => {
  const [role, association, serviceAccount] = objectsOf({ ...POD_IDENTITY, clusterRegion: 'eu-west-1' });
  const metadata = { name: 'shop', namespace: 'web' };
  expect(role).toEqual({
    apiVersion: 'iam.services.k8s.aws/v1alpha1',
    kind: 'Role',
    metadata,
    spec: { name: 'web_shop', assumeRolePolicyDocument: expect.any(String) },
  });
  expect(JSON.parse(role.spec.assumeRolePolicyDocument).Statement).toEqual([{
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:SourceAccount': ACCOUNT, 'aws:RequestTag/eks-cluster-name': 'prod', 'aws:RequestTag/kubernetes-namespace': 'web', 'aws:RequestTag/kubernetes-service-account': 'shop',
      },
    },
  }]);
  expect(association).toEqual({
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    kind: 'PodIdentityAssociation',
    metadata: { ...metadata, annotations: { 'services.k8s.aws/region': 'eu-west-1' } },
    spec: { clusterName: 'prod', namespace: 'web', serviceAccount: 'shop', roleRef: { from: { name: 'shop' } } },
  });
  expect(serviceAccount).toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
});

test('IRSA: the issuer of the cluster vouches, and the ServiceAccount names the role', () => {
  const [role, serviceAccount, ...others] = objectsOf(IRSA);
  expect(others).toEqual([]);
  expect(JSON.parse(role.spec.assumeRolePolicyDocument).Statement).toEqual([{
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:aud': 'sts.amazonaws.com',
        'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:sub': 'system:serviceaccount:web:shop',
      },
    },
  }]);
  expect(serviceAccount.metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': ARN });
  const bare = { ...IRSA, oidcIssuer: 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE' };
  expect(objectsOf(bare)).toEqual(objectsOf(IRSA));
});

test('name, path, boundary, partition; the ServiceAccount may be brought by something else', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'web' });
  const permissionsBoundary = `arn:aws-cn:iam::${ACCOUNT}:policy/boundary`;
  const { namespace, ...props } = POD_IDENTITY;
  const role = new WorkloadRole(chart, 'role', { ...props, roleName: 'shop-prod', path: '/workloads/', permissionsBoundary, partition: 'aws-cn', createServiceAccount: false });
  expect(namespace).toBe('web');
  expect([role.roleArn, role.roleName, role.serviceAccountName, role.serviceAccount]).toEqual([`arn:aws-cn:iam::${ACCOUNT}:role/workloads/shop-prod`, 'shop-prod', 'shop', undefined]);
  expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['Role', 'PodIdentityAssociation']);
  expect(role.role.toJson()).toMatchObject({ metadata: { namespace: 'web' }, spec: { name: 'shop-prod', path: '/workloads/', permissionsBoundary } });
});

test('with Argo CD the role comes before what uses it', () => {
  const waves = objectsOf({ ...POD_IDENTITY, gitOps: GitOps.argoCd() }).map(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-wave']);
  expect(waves).toEqual(['-1', '-1', '-1']);
});

describe('what is granted', () => {
  const tableOf = (chart: Chart, name: string) => new DynamoDbTable(chart, name, { ...MINIMAL, tableName: name });

  test('several tables at one level are one statement; other levels have their own', () => {
    const statements = statementsOf((grantee, chart) => {
      tableOf(chart, 'orders').grantReadData({ grantee });
      tableOf(chart, 'carts').grantReadData({ grantee });
      DynamoDbTable.fromTableName('users', 'us-east-1').grantReadData({ grantee });
      tableOf(chart, 'events').grantWriteData({ grantee });
    });
    expect(statements.map(({ Resource }) => Resource)).toEqual([[ORDERS, ORDERS.replace('orders', 'carts'), ORDERS.replace('orders', 'users')], [ORDERS.replace('orders', 'events')]]);
  });

  test('the same twice is once', () => {
    expect(statementsOf((grantee, chart) => {
      const orders = tableOf(chart, 'orders');
      orders.grantReadData({ grantee });
      orders.grantReadData({ grantee });
    })).toHaveLength(1);
  });

  test('what is granted after other constructs were declared, and by an Application, counts too', () => {
    const statements = statementsOf((grantee, chart) => {
      const shop = new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL] });
      const carts = shop.addTable({ ...MINIMAL, tableName: 'carts' });
      shop.grantReadData({ grantee, tableNames: ['orders'] });
      carts.grantWriteData({ grantee });
      shop.table('orders').grantWriteData({ grantee });
    });
    expect(statements.map(({ Resource }) => Resource)).toEqual([[ORDERS], [ORDERS.replace('orders', 'carts'), ORDERS]]);
  });

  test('account and defaults are those of the role, unless the grant says otherwise', () => {
    const props = { ...POD_IDENTITY, defaults: { encryption: Encryption.customerManagedKey(KEY) } };
    const statements = statementsOf((grantee, chart) => {
      tableOf(chart, 'orders').grantReadData({ grantee });
      tableOf(chart, 'theirs').grantWriteData({ grantee, account: '210987654321', defaults: {} });
    }, props);
    expect(statements.map(({ Resource }) => Resource)).toEqual([[ORDERS], [KEY], ['arn:aws:dynamodb:us-east-1:210987654321:table/theirs']]);
  });

  test('a statement of one\'s own', () => {
    const conditions = { StringEquals: { 'aws:ResourceTag/team': 'shop' } };
    expect(statementsOf((role) => role.addToPolicy({ effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:*'], conditions }))).toEqual([
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ['arn:aws:sqs:*'], Condition: conditions },
    ]);
  });

  test('what is wrong with grants is reported by synth, all of it at once, and nothing is granted', () => {
    expect(refusal((chart) => {
      const grantee = new WorkloadRole(chart, 'role', POD_IDENTITY);
      const shop = new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL, { ...MINIMAL, tableName: 'carts' }] });
      const abroad = ['one', 'two'].map((tableName) => new DynamoDbTable(chart, tableName, { ...MINIMAL, tableName, region: 'cn-north-1' }));
      expect(shop.grantStreamRead({ grantee })).toEqual([]);
      expect(shop.grantReadData({ grantee, tableNames: ['cart', 'order'] })).toEqual([]);
      expect(abroad.map((table) => table.grantReadData({ grantee, acount: ACCOUNT } as any))).toEqual([[], []]);
      grantee.addToPolicy({ effect: 'Allow', actions: [], resources: ['*'] });
      grantee.addToPolicy({ effect: 'Allow', actions: [], resources: ['*'] });
    })).toEqual([
      ['chart/shop', 'stream of orders is off. Give the table a `stream`; of an Application, name the tables that have one. [NoStream]'],
      ['chart/shop', 'stream of carts is off. Give the table a `stream`; of an Application, name the tables that have one. [NoStream]'],
      ['chart/shop', 'tableNames[0] "cart" is no table of the Application. Use one of orders, carts. Did you mean "carts"? [UnknownTable]'],
      ['chart/shop', 'tableNames[1] "order" is no table of the Application. Use one of orders, carts. Did you mean "orders"? [UnknownTable]'],
      ...['one', 'two'].flatMap((name) => [
        [`chart/${name}`, `partition of ${name} "aws-cn" is not that of the grantee, aws. Give the role the partition aws-cn, or grant access to tables of its own partition. [PartitionConflict]`],
        [`chart/${name}`, 'acount is not a property. Did you mean "account"? [UnknownProperty]'],
      ]),
    ].map(([table, line]) => `[chart/role] access to ${table}: ${line}`).concat(
      [0, 1].map((i) => `[chart/role] statements[${i}].actions has 0 items. Give at least 1. [InvalidCount]`)));
  });

  test('a wrong table is reported by itself, once', () => {
    expect(refusal((chart) => tableOf(chart, 'a').grantReadData({ grantee: new WorkloadRole(chart, 'role', POD_IDENTITY) }))).toEqual([expect.stringContaining('[chart/a] tableName "a" is not valid')]);
  });

  test('a grantee that is none is refused at once', () => {
    expect(() => DynamoDbTable.fromTableName('orders', 'us-east-1').grantReadData({ account: ACCOUNT, grantee: 'shop' } as any)).toThrow('grantee "shop" is not a WorkloadRole');
    // What the role would say is not missing besides.
    expect(() => DynamoDbTable.fromTableName('orders', 'us-east-1').grantReadData({ grantee: {} } as any)).toThrow(/:\n {2}grantee [^\n]*$/);
  });

  describe('in another account', () => {
    const OTHER = '210987654321';
    type Use = (role: WorkloadRole, table: DynamoDbTable) => void;
    const warningsOf = (props: Partial<TableProps>, use: Use): string[] => warned(() => synth((chart) => {
      const role = new WorkloadRole(chart, 'role', POD_IDENTITY);
      use(role, new DynamoDbTable(chart, 'orders', { ...MINIMAL, ...props }));
    }));
    const grant = (role: WorkloadRole, table: DynamoDbTable) => table.grantReadData({ grantee: role, account: OTHER });

    test('the table has to allow the role, too', () => {
      expect(warningsOf({}, grant)).toEqual([
        `Warning: [chart/role] account of orders "${OTHER}" is not that of the role, so the table has to allow the role, too. Allow ${ARN} in the \`resourcePolicy\` of the table. [CrossAccountGrant]`,
      ]);
      expect(warningsOf({ encryption: Encryption.customerManagedKey(KEY) }, grant)[0]).toContain('of the table, and in the policy of its KMS key. [CrossAccountGrant]');
      expect(warningsOf({ stream: StreamViewType.KEYS_ONLY }, (role, table) => table.grantStreamRead({ grantee: role, account: OTHER }))[0])
        .toContain(`Allow ${ARN} in the resource policy of the stream, which ACK does not set: use the AWS CLI. [CrossAccountGrant]`);
    });

    test('no word where it does, where the account is the same, and where it is acknowledged', () => {
      const resourcePolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ARN }, Action: 'dynamodb:GetItem', Resource: '*' }] };
      expect(warningsOf({ resourcePolicy }, grant)).toEqual([]);
      expect(warningsOf({}, (role, table) => table.grantReadData({ grantee: role, account: ACCOUNT }))).toEqual([]);
      expect(warningsOf({}, (role, table) => {
        grant(role, table);
        Warnings.of(role).acknowledge('CrossAccountGrant', 'the owner of the table has allowed it');
      })).toEqual([]);
    });

    const INDEXED = { globalSecondaryIndexes: [{ indexName: 'by-date', partitionKey: { name: 'date', type: AttributeType.STRING } }] };
    const TABLE = `arn:aws:dynamodb:us-east-1:${OTHER}:table/orders`;
    const allowing = (over: object, ...more: object[]) => ({ resourcePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ARN }, Action: 'dynamodb:*', Resource: '*', ...over }, ...more] } });

    test('what the policy of the table does not allow is said', () => {
      expect(warningsOf(allowing({ Action: 'dynamodb:PutItem' }), grant)).toEqual([
        `Warning: [chart/role] account of orders "${OTHER}" is not that of the role, and the \`resourcePolicy\` of the table does not let the role read items. Allow ${ARN} dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:Query, dynamodb:Scan on ${TABLE} there. [CrossAccountGrant]`,
      ]);
      const both = (role: WorkloadRole, table: DynamoDbTable) => table.grantReadWriteData({ grantee: role, account: OTHER });
      expect(warningsOf(allowing({ Action: ['dynamodb:Get*', 'dynamodb:Query'] }), both)).toEqual([expect.stringContaining('does not let the role write items. Allow')]);
      expect(warningsOf(allowing({ Action: 'dynamodb:Describe*' }), both)).toEqual([expect.stringContaining('does not let the role read items and write items. Allow')]);
      expect(warningsOf(allowing({ Resource: TABLE.replace('orders', 'carts') }), both)).toEqual([expect.stringContaining('does not let the role read items and write items. Allow'), expect.stringContaining('which is not this table')]);
      expect(warningsOf({ ...INDEXED, ...allowing({ Resource: TABLE }) }, both)).toEqual([expect.stringContaining(`does not let the role query indexes. Allow ${ARN} dynamodb:Query, dynamodb:Scan on ${TABLE}/index/* there.`)]);
    });

    test.each<[string, Partial<TableProps>]>([
      ['allows some of the calls', allowing({ Action: ['dynamodb:GetItem', 'dynamodb:Query'] })],
      ['allows the table and its indexes', { ...INDEXED, ...allowing({ Resource: [TABLE, `${TABLE}/index/*`] }) }],
      ['allows one of the indexes', { ...INDEXED, ...allowing({ Resource: [TABLE, `${TABLE}/index/by-date`] }) }],
      ['allows no query, of the table or an index', { ...INDEXED, ...allowing({ Action: 'dynamodb:GetItem', Resource: TABLE }) }],
      ['has a table without indexes', allowing({ Resource: TABLE })],
      ['has a condition on an organization', allowing({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      ['denies others', allowing({}, { Effect: 'Deny', NotPrincipal: { AWS: ARN }, Action: '*', Resource: '*' })],
      ['denies what is not encrypted on its way', allowing({}, { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      ['denies what is not granted', allowing({}, { Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteTable', Resource: '*' })],
    ])('no word where the policy %s', (_what, props) => {
      expect(warningsOf(props, grant)).toEqual([]);
    });

    test('what the policy of the table denies is said, in the account of the role, too', () => {
      const deny = { Effect: 'Deny', Principal: '*', Action: ['dynamodb:*Item', 'dynamodb:Query', 'dynamodb:Scan'], Resource: '*' };
      const line = (account: string) => `Warning: [chart/role] resourcePolicy of orders does not let the role read items: a statement denies it. Except ${ARN} from that statement, for dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:Query, dynamodb:Scan on ${TABLE.replace(OTHER, account)}. [DeniedGrant]`;
      expect(warningsOf(allowing({}, deny), grant)).toEqual([line(OTHER)]);
      const own = (role: WorkloadRole, table: DynamoDbTable) => table.grantReadData({ grantee: role });
      expect(warningsOf(allowing({}, deny), own)).toEqual([line(ACCOUNT)]);
      expect(warningsOf(allowing({ Action: 'dynamodb:PutItem' }), own)).toEqual([]);
    });

    test('the AWS managed key excludes it, also as the default of the platform', () => {
      const line = `Warning: [chart/role] account of orders "${OTHER}" is not that of the role, and the table is encrypted with the AWS managed key, which no other account can use. Encrypt the table with \`Encryption.dynamoOwnedKey()\` or a customer managed key, or grant access to a role of its account. [CrossAccountGrant]`;
      expect(warningsOf({ ...allowing({}), encryption: Encryption.awsManagedKey() }, grant)).toEqual([line]);
      const onPlatform = (encryption?: Encryption) => warningsOf({ ...allowing({}), encryption }, (role, table) => {
        new DynamoDbKroComponent(new Chart(role.node.root, 'platform'), 'dynamodb', { defaults: { encryption: Encryption.awsManagedKey() } });
        grant(role, table);
      });
      expect(onPlatform()).toEqual([line]);
      expect(onPlatform(Encryption.dynamoOwnedKey())).toEqual([]);
      expect(onPlatform(Encryption.customerManagedKey(KEY))).toEqual([]);
      expect(warningsOf({ encryption: Encryption.awsManagedKey() }, (role, table) => table.grantReadData({ grantee: role }))).toEqual([]);
    });

    test.each<[string, object, boolean]>([
      ['the role', { Effect: 'Allow', Principal: { AWS: [ARN] } }, true],
      ['a session of the role, and no pod has its name', { Effect: 'Allow', Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/web_shop/pod` } }, false],
      ['its account', { Effect: 'Allow', Principal: { AWS: ACCOUNT } }, true],
      ['its account, as a principal', { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, true],
      ['everybody', { Effect: 'Allow', Principal: '*' }, true],
      ['everybody but another', { Effect: 'Allow', NotPrincipal: { AWS: `arn:aws:iam::${OTHER}:root` } }, true],
      ['another role of the account', { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } }, false],
      ['a service', { Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' } }, false],
      ['another account', { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Condition: { ArnNotEquals: { 'aws:SourceArn': ARN } } }, false],
      ['nobody: the role is denied', { Effect: 'Deny', Principal: { AWS: ARN } }, false],
      ['nobody: all are denied', { Effect: 'Deny', Principal: '*' }, false],
    ])('a policy that allows %s', (_name, statement, isSilent) => {
      const resourcePolicy = { Version: '2012-10-17', Statement: { Action: 'dynamodb:GetItem', Resource: '*', ...statement } };
      expect(warningsOf({ resourcePolicy }, grant).filter((line) => !line.includes('[ResourcePolicyStatement]'))).toHaveLength(isSilent ? 0 : 1);
    });

    test('each table of a grant has its own', () => {
      expect(warned(() => synth((chart) => {
        const tables = ['one', 'two'].map((tableName) => ({ ...MINIMAL, tableName }));
        new DynamoDbApplication(chart, 'shop', { tables }).grantReadData({ grantee: new WorkloadRole(chart, 'role', POD_IDENTITY), account: OTHER });
      })).map((line) => line.slice(0, 42))).toEqual(['Warning: [chart/role] account of one "2109', 'Warning: [chart/role] account of two "2109']);
    });
  });
});

describe('what is declared after a grant counts, too', () => {
  const OTHER = '210987654321';
  const byProvider = { ...MINIMAL, providerConfig: 'team-a' };
  const providerOf = (chart: Chart, account: string) => new ProviderConfig(chart, `team-a-${account}`, { name: 'team-a', roleArn: `arn:aws:iam::${account}:role/ack` });
  const resources = (statements: any[]): string[] => statements.flatMap(({ Resource }) => Resource);

  test('a table that is added to an Application', () => {
    expect(resources(statementsOf((grantee, chart) => {
      const shop = new DynamoDbApplication(chart, 'shop');
      // What is known now is returned.
      expect(shop.grantReadData({ grantee })).toEqual([]);
      shop.grantWriteData({ grantee, tableNames: ['carts'] });
      shop.addTable(MINIMAL);
      shop.addTable({ ...MINIMAL, tableName: 'carts' });
    }))).toEqual([ORDERS, ORDERS.replace('orders', 'carts'), ORDERS.replace('orders', 'carts')]);
  });

  test('but what is granted then is validated with the rest', () => {
    expect(refusal((chart) => {
      const grantee = new WorkloadRole(chart, 'role', POD_IDENTITY);
      const shop = new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, stream: StreamViewType.KEYS_ONLY }] });
      shop.grantStreamRead({ grantee });
      shop.addTable({ ...MINIMAL, tableName: 'carts' });
    })).toEqual(['[chart/role] access to chart/shop: stream of carts is off. Give the table a `stream`; of an Application, name the tables that have one. [NoStream]']);
  });

  test('the key that tables have from the platform, whether it is declared or imported', () => {
    const defaults = { encryption: Encryption.customerManagedKey(KEY) };
    const platform = Testing.synth((() => {
      const chart = new Chart(Testing.app(), 'platform');
      new DynamoDbKroComponent(chart, 'dynamodb', { defaults });
      return chart;
    })());
    const grantsOf = (use: (chart: Chart) => void) => (grantee: WorkloadRole, chart: Chart) => {
      tableOf(chart).grantReadData({ grantee });
      new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: 'carts' }] }).grantReadData({ grantee });
      use(chart);
    };
    const tableOf = (chart: Chart) => new DynamoDbTable(chart, 'orders', MINIMAL);
    const both = [ORDERS, ORDERS.replace('orders', 'carts')];
    const role = (use: (chart: Chart) => void, props = POD_IDENTITY): any => {
      const chart = new Chart(Testing.app(), 'chart');
      grantsOf(use)(new WorkloadRole(chart, 'role', props), chart);
      return JSON.parse(Testing.synth(chart).find(({ kind }) => kind === 'Role').spec.inlinePolicies.access).Statement;
    };
    const withKey = [...both, KEY];
    expect(resources(role(() => undefined))).toEqual(both);
    expect(resources(role((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults })))).toEqual(withKey);
    expect(resources(role((chart) => DynamoDbKroPlatform.fromYaml(chart, 'platform', stringify(platform[0]))))).toEqual(withKey);
    // What the author says of the platform counts before it.
    expect(resources(role((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults }), { ...POD_IDENTITY, defaults: {} }))).toEqual(both);
  });

  test('the account in which a provider configuration makes the table', () => {
    const THERE = ORDERS.replace(ACCOUNT, OTHER);
    const grantTo = (grantee: WorkloadRole, chart: Chart, account?: string) => {
      const table = new DynamoDbTable(chart, 'orders', byProvider);
      table.grantReadData({ grantee, account });
      providerOf(chart, OTHER);
      return table;
    };
    const warnings = warned(() => expect(resources(statementsOf((grantee, chart) => grantTo(grantee, chart)))).toEqual([THERE]));
    expect(warnings).toEqual([expect.stringContaining(`account of orders "${OTHER}" is not that of the role, so the table has to allow the role, too.`)]);
    // Without a grantee, the table says its account.
    expect(statementsOf((grantee, chart) => {
      const table = grantTo(grantee, chart, OTHER);
      expect(table.grantReadData({}).flatMap((each) => each.resources)).toEqual([THERE]);
      expect(() => table.grantReadData({ account: ACCOUNT })).toThrow(
        `account of orders "${ACCOUNT}" is not that of its provider configuration "team-a", ${OTHER}. Leave \`account\` out, or give it for tables of that account only. [AccountConflict]`);
      expect(() => ControllerPolicy.forTables({ account: ACCOUNT, providerConfig: 'team-a', scopes: [chart] })).toThrow(
        `account "${ACCOUNT}" is not that of the provider configuration "team-a", ${OTHER}. Give ${OTHER}. [AccountConflict]`);
      expect(ControllerPolicy.forTables({ account: OTHER, providerConfig: 'team-a', scopes: [chart] }).statements[0].resources).toEqual([THERE]);
    })).toHaveLength(1);
  });

  test('of an Application, each table has its own account', () => {
    const lines = warned(() => expect(resources(statementsOf((grantee, chart) => {
      new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: 'carts' }, byProvider] }).grantReadData({ grantee });
      providerOf(chart, OTHER);
    }))).toEqual([ORDERS.replace('orders', 'carts'), ORDERS.replace(ACCOUNT, OTHER)]));
    expect(lines).toEqual([expect.stringContaining('account of orders "210987654321" is not that of the role')]);
  });

  test('where the provider configuration is not known, or two of the name differ, that is said', () => {
    const unknown = (declare: (chart: Chart) => void, account?: string) => warned(() => expect(resources(statementsOf((grantee, chart) => {
      declare(chart);
      new DynamoDbTable(chart, 'orders', byProvider).grantReadData({ grantee, account });
    }))).toEqual([ORDERS]));
    const line = `Warning: [chart/role] account of orders "${ACCOUNT}" is that of the role, and the provider configuration "team-a" may make the table in another one, which is not known here. Give the grant the \`account\` of the table, also where it is the same. [CrossAccountGrant]`;
    expect(unknown(() => undefined)).toEqual([line]);
    expect(unknown(() => undefined, ACCOUNT)).toEqual([]);
    expect(unknown((chart) => providerOf(chart, ACCOUNT))).toEqual([]);
    expect(unknown((chart) => {
      providerOf(new Chart(chart.node.root, 'dev'), OTHER);
      providerOf(new Chart(chart.node.root, 'prod'), ACCOUNT);
    })).toEqual([line, expect.stringContaining('[DuplicateName]')]);
  });
});

test.each<[string, object, string]>([
  ['no account', { account: undefined }, 'account is missing. Give the 12 digits of an AWS account. [Required]'],
  ['no ServiceAccount', { serviceAccountName: undefined }, 'serviceAccountName is missing'],
  ['no namespace', { namespace: undefined }, 'namespace is missing'],
  ['no cluster', { clusterName: undefined }, 'clusterName and oidcIssuer are missing. Give clusterName for EKS Pod Identity, or oidcIssuer for IRSA. [InvalidIdentity]'],
  ['a cluster and an issuer', { oidcIssuer: IRSA.oidcIssuer }, 'clusterName and oidcIssuer are given together'],
  ['a region without cluster', { clusterName: undefined, oidcIssuer: IRSA.oidcIssuer, clusterRegion: 'us-east-1' }, 'clusterRegion "us-east-1" is given without clusterName'],
  ['a path with a star', { path: '/work*/' }, 'path "/work*/" is not valid'],
  ['a path without its last slash', { path: '/workloads' }, 'Did you mean "/workloads/"?'],
  ['a path without slashes', { path: 'workloads' }, 'Did you mean "/workloads/"?'],
  ['an issuer with a slash at its end', { clusterName: undefined, oidcIssuer: `${IRSA.oidcIssuer}/` }, `Did you mean "${IRSA.oidcIssuer}"?`],
  ['the configuration of an issuer', { clusterName: undefined, oidcIssuer: `${IRSA.oidcIssuer}/.well-known/openid-configuration` }, `Did you mean "${IRSA.oidcIssuer}"?`],
  ['an issuer whose host is in upper case', { clusterName: undefined, oidcIssuer: IRSA.oidcIssuer!.replace(/^.*(?=\/id)/, (host) => host.toUpperCase()) }, `Did you mean "${IRSA.oidcIssuer}"?`],
  ['an issuer by its ID', { clusterName: undefined, oidcIssuer: 'EXAMPLE' }, '(https://oidc.eks.REGION.amazonaws.com/id/ID). [InvalidValue]'],
  ['an issuer by HTTP', { clusterName: undefined, oidcIssuer: IRSA.oidcIssuer!.replace('https', 'http') }, `Did you mean "${IRSA.oidcIssuer}"?`],
  ['the ARN of its provider', { clusterName: undefined, oidcIssuer: IRSA.oidcIssuer!.replace('https://', `arn:aws:iam::${ACCOUNT}:oidc-provider/`) }, `Did you mean "${IRSA.oidcIssuer!.replace('https://', '')}"?`],
  ['a role name that is too long', { roleName: 'a'.repeat(65) }, 'roleName "aaaa'],
  ['a boundary that is a name', { permissionsBoundary: 'boundary' }, 'permissionsBoundary "boundary" is not valid'],
  ['a misspelt option', { clustername: 'a' }, 'clustername is not a property. Did you mean "clusterName"?'],
])('%s: refused by synth', (_name, props, message) => {
  expect(refused(props).join('\n')).toContain(message);
});

test('a wrong ServiceAccount says nothing of a role name that nobody gave', () => {
  expect(refused({ serviceAccountName: '*' })).toEqual([expect.stringContaining('serviceAccountName "*" is not valid')]);
  const two = refusal((chart) => ['-', '*'].forEach((serviceAccountName) => new WorkloadRole(chart, serviceAccountName, { ...POD_IDENTITY, serviceAccountName })));
  expect(two).toEqual(['-', '*'].map((name) => expect.stringContaining(`serviceAccountName "${name}" is not valid`)));
  expect(refusal((chart) => ['a', 'b'].forEach((serviceAccountName) => new WorkloadRole(chart, serviceAccountName, { ...POD_IDENTITY, namespace: '-', serviceAccountName })))).toHaveLength(2);
});

test('all that is wrong is reported together, what is wrong with statements, too', () => {
  const lines = refused({ account: '1', path: 'x' }, (role) => role.addToPolicy({ effect: 'allow', actions: [], resources: ['*'] }));
  expect(lines.map((line) => line.replace(/.*?(account|path|statements)/, '$1').split(' ')[0])).toEqual(['account', 'path', 'statements[0].effect', 'statements[0].actions']);
});

test('a policy that IAM would not take is refused', () => {
  const many = (role: WorkloadRole) => Array.from({ length: 200 }, (_each, i) => DynamoDbTable.fromTableName(`table-${i}`, 'us-east-1').grantReadData({ grantee: role }));
  expect(refused({}, many).join('\n')).toMatch(/policy has \d{5} characters, and IAM takes 10240\. .*\[PolicyTooLong\]/);
});

describe('the name of the role', () => {
  const nameOf = (namespace: string, serviceAccountName: string): string =>
    new WorkloadRole(new Chart(Testing.app(), 'chart'), 'role', { ...POD_IDENTITY, namespace, serviceAccountName }).roleName;

  test('no two ServiceAccounts have one', () => {
    expect([nameOf('c', 'a-b'), nameOf('b-c', 'a'), nameOf('c-a', 'b'), nameOf('c', 'a.b')]).toEqual(['c_a-b', 'b-c_a', 'c-a_b', 'c_a.b']);
  });

  test('one that is too long for IAM ends in its hash, after a character that no name has', () => {
    const names = [nameOf('web', 'a'.repeat(253)), nameOf('web', 'a'.repeat(252)), nameOf('a'.repeat(63), 'b'), nameOf('a'.repeat(63), 'c')];
    names.forEach((name) => expect(name).toMatch(/^[a-z_]{47}@[0-9a-f]{16}$/));
    expect(new Set(names).size).toBe(4);
    expect(nameOf('web', 'a'.repeat(60))).toBe(`web_${'a'.repeat(60)}`);
    expect(objectsOf({ ...POD_IDENTITY, serviceAccountName: 'a'.repeat(253) })).toHaveLength(3);
  });

  test('a ServiceAccount has one role, and a role one name in its account', () => {
    const twice = (props: object) => refusal((chart) => {
      new WorkloadRole(chart, 'one', POD_IDENTITY);
      new WorkloadRole(chart, 'two', { ...POD_IDENTITY, ...props });
    }).join('\n');
    expect(twice({ roleName: 'other' })).toContain('serviceAccountName "shop" has the role chart/one already, and a ServiceAccount has one. Grant access to that role, or give this one a ServiceAccount of its own. [DuplicateName]');
    expect(twice({ serviceAccountName: 'other', roleName: 'web_shop' })).toContain('roleName "web_shop" is the name of the IAM role of chart/one too, in the account 123456789012');
    // IAM takes names for the same that differ in case only, whatever their paths.
    expect(twice({ serviceAccountName: 'other', roleName: 'Web_Shop', path: '/other/' })).toContain('roleName "Web_Shop" is the name of the IAM role of chart/one too, in the account 123456789012');
    expect(synth((chart) => ['web', 'other'].forEach((namespace) => new WorkloadRole(chart, namespace, { ...POD_IDENTITY, namespace })))).toHaveLength(6);
  });

  test('over all charts of an app, and for each account on its own', () => {
    const inCharts = (props: object): string[] => {
      const app = Testing.app();
      ['dev', 'prod'].forEach((id, i) => new WorkloadRole(new Chart(app, id), 'role', { ...POD_IDENTITY, clusterName: id, ...(i === 1 ? props : {}) }));
      return app.node.findAll().flatMap(({ node }) => node.validate());
    };
    expect(inCharts({})).toEqual(['roleName "web_shop" is the name of the IAM role of dev/role too, in the account 123456789012. Give one of them another `roleName`, such as one with the cluster in it. [DuplicateName]']);
    expect(inCharts({ account: '210987654321' })).toEqual([]);
    expect(inCharts({ roleName: 'prod-shop' })).toEqual([]);
    // Two charts of one cluster, which may be told by its region only.
    const ofDev = { roleName: 'other', clusterName: 'dev' };
    const one = 'serviceAccountName "shop" has the role dev/role already, and a ServiceAccount has one. Grant access to that role, or give this one a ServiceAccount of its own. [DuplicateName]';
    expect(inCharts(ofDev)).toEqual([one]);
    expect(inCharts({ clusterName: 'dev' })).toEqual([one]);
    expect(inCharts({ ...ofDev, clusterRegion: 'eu-west-1' })).toEqual([]);
    expect(inCharts({ ...ofDev, namespace: 'other' })).toEqual([]);
  });
});

describe('what refers to a table', () => {
  const key = { name: 'id', type: AttributeType.STRING };

  test('a DynamoDbTable, a table of an Application, and one from elsewhere say name, region and Secret', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const secret = { connectionSecret: { name: 'orders-table' } };
    const table = new DynamoDbTable(chart, 'table', { ...MINIMAL, ...secret });
    const shop = new DynamoDbApplication(chart, 'shop', { tables: [{ tableName: 'carts', region: 'eu-west-1', partitionKey: key, ...secret }] });
    const elsewhere = DynamoDbTable.fromTableAttributes({ tableName: 'users', region: 'us-west-2', connectionSecretName: 'users-table' });
    expect([table, shop.table('carts'), elsewhere].map(({ tableName, region, connectionSecretName }) => [tableName, region, connectionSecretName])).toEqual([
      ['orders', 'us-east-1', 'orders-table'], ['carts', 'eu-west-1', 'orders-table'], ['users', 'us-west-2', 'users-table'],
    ]);
    expect(() => shop.table('cart')).toThrow('[chart/shop] no such table:\n  tableName "cart" is no table of the Application. Use one of carts. Did you mean "carts"? [UnknownTable]');
  });

  test('the name of a connection Secret that there is not is an error where it is asked for', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const table = new DynamoDbTable(chart, 'table', MINIMAL);
    const shop = new DynamoDbApplication(chart, 'shop');
    const carts = shop.addTable({ ...MINIMAL, tableName: 'carts' });
    expect(() => table.connectionSecretName).toThrow('[chart/table] no connection Secret:\n  connectionSecretName is missing. Give the table a `connectionSecret`. [Required]');
    expect(() => carts.connectionSecretName).toThrow('[chart/shop: carts] no connection Secret:\n  connectionSecretName is missing. Give the table a `connectionSecret`. [Required]');
    expect(() => DynamoDbTable.fromTableName('users', 'us-west-2').connectionSecretName)
      .toThrow('[table users] no connection Secret:\n  connectionSecretName is missing. Give it to `DynamoDbTable.fromTableAttributes()`. [Required]');
    // What is wrong with it is reported by the table.
    expect(new DynamoDbTable(chart, 'unnamed', { ...MINIMAL, name: 'unnamed', connectionSecret: {} as any }).connectionSecretName).toBe('undefined');
  });

  test('what is wrong with a reference is thrown at once', () => {
    expect(() => DynamoDbTable.fromTableName('a', 'us east')).toThrow(/^no table can be referred to:\n {2}tableName "a" .*\n {2}region "us east"/);
    expect(() => DynamoDbTable.fromTableAttributes({ tableName: 'orders', region: 'us-east-1', streams: true } as any)).toThrow('streams is not a property. Did you mean "stream"?');
    expect(() => (DynamoDbTable as any).fromTableAttributes()).toThrow('props is not an object');
  });

  test('a region that AWS is not known to have is a warning, as of tables', () => {
    const line = (where: string, property = 'region') => `Warning: [${where}] ${property} "us-eats-1" is not a known AWS region. Did you mean "us-east-1"? [UnknownRegion]`;
    expect(warned(() => DynamoDbTable.fromTableName('users', 'us-eats-1'))).toEqual([line('table users')]);
    const role = { ...POD_IDENTITY, clusterRegion: 'us-eats-1' };
    expect(warned(() => objectsOf(role))).toEqual([line('chart/role', 'clusterRegion')]);
    expect(warned(() => objectsOf(role, (made) => Warnings.of(made).acknowledge('UnknownRegion')))).toEqual([]);
    expect(warned(() => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['us-east-1', 'us-eats-1'] }))).toEqual([line('ControllerPolicy', 'regions[1]')]);
  });

  test('a reference is nothing that the controller manages here', () => {
    const chart = new Chart(Testing.app(), 'chart');
    DynamoDbTable.fromTableName('users', 'us-east-1');
    expect(() => ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart] })).toThrow('hold no table');
  });
});

test('a policy for the IAM controller needs a path of its own, and a boundary', () => {
  expect(() => ControllerPolicy.forRoles({ account: ACCOUNT, path: '/', permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/b` })).toThrow('path "/" is the path of all roles of the account');
  expect(() => ControllerPolicy.forRoles({} as any)).toThrow(/account is missing.*\n.*path is missing.*\n.*permissionsBoundary is missing/);
});

describe('what IAM rejects in statements of one\'s own', () => {
  const right = { effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/*'] };

  test.each<[string, object, string]>([
    ['an action without service', { actions: ['dynamodb'] }, 'statements[0].actions[0] "dynamodb"'],
    ['a resource that is no ARN', { resources: ['orders'] }, 'statements[0].resources[0] "orders"'],
    ['an operator that there is not', { conditions: { StringEqual: { 'aws:x': 'y' } } }, 'statements[0].conditions.StringEqual is not a condition operator of IAM'],
    ['flat conditions', { conditions: { 'aws:SourceAccount': '1' } }, 'statements[0].conditions["aws:SourceAccount"] is not a condition operator of IAM'],
    ['a key without service', { conditions: { StringEquals: { SourceAccount: '1' } } }, 'statements[0].conditions.StringEquals.SourceAccount has no service'],
    ['a value that is an object', { conditions: { StringEquals: { 'aws:x': {} } } }, 'is no value of a condition'],
    ['conditions that are text', { conditions: 'x' }, 'statements[0].conditions "x" is not an object'],
    ['a number that is none', { conditions: { NumericEquals: { 'aws:x': [NaN] } } }, 'is no value of a condition'],
    ['any service', { actions: ['*:Get*'] }, 'statements[0].actions[0] "*:Get*"'],
    ['a resource of any service', { resources: ['arn:aws:*:us-east-1:*:*'] }, 'statements[0].resources[0] "arn:aws:*:us-east-1:*:*" is not valid. Use an ARN with its service'],
    ['a partition that there is not', { resources: ['arn:foo:s3:::bucket'] }, 'statements[0].resources[0] "arn:foo:s3:::bucket"'],
    ['an ARN without service', { resources: ['arn:aws'] }, 'statements[0].resources[0] "arn:aws"'],
    ['two partitions', { resources: ['arn:aws:s3:::a', 'arn:aws-cn:s3:::b'] }, 'resources "arn:aws-cn:s3:::b" is in the partition aws-cn, and the policy for aws. Give resources of aws only. [PartitionConflict]'],
  ])('%s', (_what, wrong, message) => {
    expect(refused({}, (role) => role.addToPolicy({ ...right, ...wrong })).join()).toContain(message);
    expect(() => new PolicyDocument([{ ...right, ...wrong }])).toThrow(message);
  });

  test('one sid twice, unless the statements become one', () => {
    const named = { ...right, sid: 'Mine' };
    expect(refused({}, (role) => [named, { ...named, actions: ['s3:PutObject'] }].forEach((each) => role.addToPolicy(each)))).toEqual([
      '[chart/role] policy "Mine" is the sid of several statements of the policy. Give each a `sid` of its own, or none. [DuplicateName]',
    ]);
    expect(() => new PolicyDocument([named, named])).toThrow('"Mine" is the sid of several statements');
    expect(statementsOf((role) => [named, { ...named, resources: ['*'] }].forEach((each) => role.addToPolicy(each)))).toHaveLength(1);
  });

  test('a resource in another partition than the role', () => {
    const lines = (partition?: string) => refused({ partition }, (role) => role.addToPolicy(right));
    expect(lines('aws-cn')).toEqual([expect.stringContaining('statements[0].resources "arn:aws:s3:::bucket/*" is in the partition aws, and the policy for aws-cn')]);
    const anywhere = { ...right, resources: ['*', 'arn:*:s3:::bucket', 'arn:aws:s3:::b'] };
    expect(() => new PolicyDocument([anywhere])).not.toThrow();
    expect(statementsOf((role) => role.addToPolicy(anywhere))).toHaveLength(1);
  });

  test('statements as IAM writes them', () => {
    expect(() => new PolicyDocument([{ Effect: 'Allow', Action: 's3:*' } as any])).toThrow('Did you mean "effect"?');
    expect(() => new PolicyDocument([undefined as any])).toThrow('statements[0] is not an object');
  });

  test('what it takes: stars, prefixes and suffixes of operators, lists, numbers and booleans', () => {
    const conditions = {
      'ForAllValues:StringEqualsIfExists': { 'dynamodb:Attributes': ['a', 'b'] },
      'Bool': { 'aws:SecureTransport': true },
      'NumericLessThanEquals': { 'aws:MultiFactorAuthAge': 300 },
      'Null': { 'aws:TokenIssueTime': 'true' },
      'ArnNotLike': { 'aws:SourceArn': 'arn:aws:s3:::*' },
      'NotIpAddress': { 'aws:SourceIp': ['10.0.0.0/8'] },
      'DateGreaterThan': { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    };
    const statement = { effect: 'Deny', actions: ['*', 'dynamodb:Get*'], resources: ['*', 'arn:aws:dynamodb:*', 'arn:aws:sqs', 'arn:aws:sqs:us-east-1'], conditions };
    expect(statementsOf((role) => role.addToPolicy(statement))).toEqual([{ Effect: 'Deny', Action: statement.actions, Resource: statement.resources, Condition: conditions }]);
  });
});

test('a boundary is of the account and the partition of the role, or of AWS itself', () => {
  const boundary = (arn: string) => refused({ permissionsBoundary: arn });
  expect(boundary('arn:aws:iam::210987654321:policy/b')).toEqual([expect.stringContaining(`permissionsBoundary "arn:aws:iam::210987654321:policy/b" is of the account 210987654321, and the role of ${ACCOUNT}`)]);
  expect(boundary(`arn:aws-cn:iam::${ACCOUNT}:policy/b`)).toEqual([expect.stringContaining('is in the partition aws-cn, and the role in aws')]);
  for (const permissionsBoundary of [`arn:aws:iam::${ACCOUNT}:policy/b`, 'arn:aws:iam::aws:policy/PowerUserAccess']) {
    expect(objectsOf({ ...POD_IDENTITY, permissionsBoundary })[0].spec.permissionsBoundary).toBe(permissionsBoundary);
  }
  const forRoles = (permissionsBoundary: string) => () => ControllerPolicy.forRoles({ account: ACCOUNT, path: '/w/', permissionsBoundary });
  expect(forRoles('arn:aws:iam::210987654321:policy/b')).toThrow('AccountConflict');
  expect(forRoles('arn:aws:iam::aws:policy/PowerUserAccess')).not.toThrow();
  const accessTrait = (permissionsBoundary: string) => refusal((chart) => new DynamoDbKroComponent(chart, 'platform', { accessTrait: { account: ACCOUNT, clusterName: 'prod', permissionsBoundary } }));
  expect(accessTrait('arn:aws:iam::210987654321:policy/b')).toEqual([expect.stringContaining('accessTrait.permissionsBoundary "arn:aws:iam::210987654321:policy/b" is of the account')]);
});

test('a boundary that bounds nothing is refused, for a role, its controller and the trait', () => {
  for (const name of ['AdministratorAccess', 'IAMFullAccess']) {
    const permissionsBoundary = `arn:aws:iam::aws:policy/${name}`;
    const line = `permissionsBoundary "${permissionsBoundary}" bounds nothing. Give a policy of yours that allows only what these roles may ever do. [InvalidValue]`;
    expect(refused({ permissionsBoundary })).toEqual([expect.stringContaining(line)]);
    expect(() => ControllerPolicy.forRoles({ account: ACCOUNT, path: '/w/', permissionsBoundary })).toThrow(line);
    expect(refusal((chart) => new DynamoDbKroComponent(chart, 'platform', { accessTrait: { account: ACCOUNT, clusterName: 'prod', permissionsBoundary } }))).toEqual([
      expect.stringContaining(`accessTrait.${line}`),
    ]);
  }
});

test('a path of AWS itself is refused', () => {
  expect(refused({ path: '/aws-service-role/' })).toEqual([expect.stringContaining('path "/aws-service-role/" is not valid')]);
  expect(() => ControllerPolicy.forRoles({ account: ACCOUNT, path: '/aws-reserved/x/', permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/b` })).toThrow('path "/aws-reserved/x/" is not valid');
  expect(objectsOf({ ...POD_IDENTITY, path: '/aws-service-roles/' })).toHaveLength(3);
});

test('a cluster is in the partition of the role, and a path has 512 characters at most', () => {
  expect(refused({ clusterRegion: 'cn-north-1' })).toEqual([expect.stringContaining('clusterRegion "cn-north-1" is in the partition aws-cn, and the role in aws. Set partition to aws-cn, or give a cluster of aws. [PartitionConflict]')]);
  const oidcIssuer = 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/X';
  expect(refused({ clusterName: undefined, oidcIssuer })).toEqual([expect.stringContaining('oidcIssuer "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/X" is in the partition aws-cn')]);
  expect(objectsOf({ ...NO_IDENTITY, oidcIssuer, partition: 'aws-cn' })).toHaveLength(2);
  warned(() => expect(objectsOf({ ...POD_IDENTITY, clusterRegion: 'xx-new-1', partition: 'aws-new' })).toHaveLength(3));
  expect(refused({ path: `/${'x'.repeat(511)}/` })).toEqual([expect.stringContaining('up to 512 characters')]);
  expect(objectsOf({ ...POD_IDENTITY, path: `/${'x'.repeat(510)}/` })).toHaveLength(3);
});

test('a partition that AWS is not known to have is a warning', () => {
  const line = 'partition "aws-china" is not a known AWS partition. Check the spelling; a new partition is fine. [UnknownRegion]';
  expect(warned(() => objectsOf({ ...POD_IDENTITY, partition: 'aws-china' }))).toEqual([`Warning: [chart/role] ${line}`]);
  const permissionsBoundary = `arn:aws-china:iam::${ACCOUNT}:policy/b`;
  expect(warned(() => ControllerPolicy.forRoles({ account: ACCOUNT, partition: 'aws-china', path: '/w/', permissionsBoundary }))).toEqual([`Warning: [ControllerPolicy] ${line}`]);
  const accessTrait = { account: ACCOUNT, partition: 'aws-china', clusterName: 'prod', permissionsBoundary };
  expect(warned(() => synth((chart) => new DynamoDbKroComponent(chart, 'platform', { accessTrait })))).toEqual([`Warning: [chart/platform] accessTrait.${line}`]);
  expect(warned(() => objectsOf({ ...POD_IDENTITY, partition: 'aws-us-gov' }))).toEqual([]);
});

test('the trait access needs its TraitDefinition, from this construct or another one', () => {
  const accessTrait = { account: ACCOUNT, clusterName: 'prod', permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/b` };
  const lines = (parts?: PlatformPart[], other?: object) => warned(() => synth((chart) => {
    new DynamoDbKroComponent(chart, 'platform', { accessTrait, parts });
    other && new DynamoDbKroComponent(new Chart(chart.node.root, 'traits'), 'platform', { accessTrait, parts: [PlatformPart.TRAIT_DEFINITIONS] });
  }));
  expect(lines([PlatformPart.RESOURCE_GRAPH, PlatformPart.USER_ROLES])).toEqual([
    'Warning: [chart/platform] accessTrait makes no aws-dynamodb-kro-access, because parts lack TRAIT_DEFINITIONS. Add them, or leave accessTrait out. [UnusedSetting]',
  ]);
  expect(lines()).toEqual([]);
  expect(lines([PlatformPart.RESOURCE_GRAPH, PlatformPart.USER_ROLES], {})).toEqual([]);
});

test('a partition of a grant that is not that of the role', () => {
  const lines = refusal((chart) => {
    const grantee = new WorkloadRole(chart, 'role', POD_IDENTITY);
    new DynamoDbTable(chart, 'table', MINIMAL).grantReadData({ grantee, partition: 'aws-cn' });
  });
  expect(lines).toEqual([expect.stringContaining('partition "aws-cn" is not that of the grantee, aws. Leave `partition` out')]);
});

describe('a ServiceAccount that something else declares, too', () => {
  const REPLACED = (fix: string) => `Warning: [chart/role] serviceAccountName "shop" is the name of the ServiceAccount other too, so the one that is applied last replaces the other. Give the role \`createServiceAccount: false\`${fix}. [DuplicateName]`;
  const serviceAccount = (chart: Chart, metadata: object = {}) => new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop', namespace: 'web', ...metadata } });
  const lines = (props: WorkloadRoleProps, declare: (chart: Chart) => void): string[] => warned(() => synth((chart) => {
    new WorkloadRole(chart, 'role', props);
    declare(chart);
  })).map((line) => line.replace('chart/other', 'other'));
  const ANNOTATED = `eks.amazonaws.com/role-arn: ${ARN}`;

  test('is warned of, before and after the role', () => {
    expect(lines(POD_IDENTITY, serviceAccount)).toEqual([REPLACED('')]);
    expect(lines(IRSA, serviceAccount)).toEqual([REPLACED(`, and annotate that one with ${ANNOTATED}`)]);
    expect(warned(() => synth((chart) => {
      serviceAccount(chart);
      new WorkloadRole(chart, 'role', POD_IDENTITY);
    }))).toHaveLength(1);
  });

  test('in another chart for the namespace, unless the app is for several clusters', () => {
    const elsewhere = (chart: Chart) => serviceAccount(new Chart(chart.node.root, 'second'));
    expect(lines(POD_IDENTITY, elsewhere)).toHaveLength(1);
    expect(lines(POD_IDENTITY, (chart) => {
      elsewhere(chart);
      new WorkloadRole(chart, 'other-role', { ...POD_IDENTITY, serviceAccountName: 'carts', clusterName: 'dev' });
    })).toEqual([]);
  });

  test('is as it has to be without one of the role, with another name, and in another namespace', () => {
    const annotations = { 'eks.amazonaws.com/role-arn': ARN };
    expect(lines({ ...POD_IDENTITY, createServiceAccount: false }, serviceAccount)).toEqual([]);
    expect(lines({ ...IRSA, createServiceAccount: false }, (chart) => serviceAccount(chart, { annotations }))).toEqual([]);
    expect(lines(IRSA, (chart) => serviceAccount(chart, { name: 'carts' }))).toEqual([]);
    expect(lines(IRSA, (chart) => serviceAccount(chart, { namespace: 'dev' }))).toEqual([]);
  });

  test('needs the annotation of IRSA', () => {
    expect(lines({ ...IRSA, createServiceAccount: false }, serviceAccount)).toEqual([
      `Warning: [chart/role] serviceAccountName "shop" is the ServiceAccount other, which does not name the role, so its pods get no credentials. Annotate it with ${ANNOTATED}. [InvalidIdentity]`,
    ]);
  });
});

describe('a Role of ACK that something else declares, too', () => {
  const lines = (metadata: object, spec: object = {}, kind = 'Role', group = 'iam.services.k8s.aws'): string[] => warned(() => objectsOf(POD_IDENTITY, (_role, chart) => {
    new ApiObject(chart, 'other', { apiVersion: `${group}/v1alpha1`, kind, metadata, spec });
  }));
  const FIX = 'Remove that one, and grant access to the WorkloadRole, or give it another name. [DuplicateName]';

  test('by its name in the cluster', () => {
    expect(lines({ name: 'shop', namespace: 'web' })).toEqual([`Warning: [chart/role] serviceAccountName "shop" is the name of the Role chart/other too, so the one that is applied last replaces the other. ${FIX}`]);
    expect(lines({ name: 'shop', namespace: 'web' }, {}, 'PodIdentityAssociation', 'eks.services.k8s.aws')).toHaveLength(1);
    expect(lines({ name: 'shop', namespace: 'prod' })).toEqual([]);
    expect(lines({ name: 'carts', namespace: 'web' })).toEqual([]);
    expect(lines({ name: 'shop', namespace: 'web' }, {}, 'Role', 'rbac.authorization.k8s.io')).toEqual([]);
  });

  test('by its name in AWS', () => {
    expect(lines({ name: 'other', namespace: 'prod' }, { name: 'Web_Shop' })).toEqual([`Warning: [chart/role] roleName "web_shop" is the name in AWS of the Role chart/other too, so ACK writes one over the other. ${FIX}`]);
    expect(lines({ name: 'other', namespace: 'prod' }, { name: 'other' })).toEqual([]);
  });
});

test('the ServiceAccount of every pod gets a warning', () => {
  const lines = (serviceAccountName: string) => warned(() => objectsOf({ ...POD_IDENTITY, serviceAccountName }));
  expect(lines('default')).toEqual([expect.stringContaining('serviceAccountName "default" is that of every pod of the namespace which names none')]);
  expect(lines('shop')).toEqual([]);
});

describe('a key from the defaults that is of another region than the table is a warning', () => {
  const defaults = { encryption: Encryption.customerManagedKey(KEY) };
  const warning = expect.stringMatching(/key of .+ "arn:aws:kms:us-east-1:.*" comes from the defaults, and is not of eu-west-1, where the table is\. .*\[PlatformKey\]$/);
  const ofRegion = (region: string, props: object) => warned(() => objectsOf({ ...POD_IDENTITY, ...props }, (grantee, chart) => {
    new DynamoDbTable(chart, 'orders', { ...MINIMAL, region }).grantReadData({ grantee });
  }));

  test('of the role', () => {
    expect(ofRegion('eu-west-1', { defaults })).toEqual([warning]);
    expect(ofRegion('us-east-1', { defaults })).toEqual([]);
    expect(ofRegion('eu-west-1', {})).toEqual([]);
  });

  test('of a table of another app, unless its key is given', () => {
    const lines = (props: object) => warned(() => objectsOf({ ...POD_IDENTITY, defaults }, (grantee) => {
      DynamoDbTable.fromTableAttributes({ tableName: 'orders', region: 'eu-west-1', ...props }).grantReadData({ grantee });
    }));
    expect(lines({})).toEqual([warning]);
    expect(lines({ encryptionKeyArn: KEY.replace('us-east-1', 'eu-west-1') })).toEqual([]);
  });

  test('of the policy of the controller', () => {
    const policy = (region: string) => warned(() => ControllerPolicy.forTables({ account: ACCOUNT, defaults, tables: [{ ...MINIMAL, region }] }));
    expect(policy('eu-west-1')).toEqual([warning]);
    expect(policy('us-east-1')).toEqual([]);
  });
});

test('a workload in another namespace than its role gets a warning', () => {
  const lines = (namespace: string, more: (chart: Chart) => void = () => undefined) => warned(() => objectsOf(POD_IDENTITY, (_role, chart) => {
    new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace }, spec: { template: { spec: { serviceAccountName: 'shop' } } } });
    more(chart);
  }));
  expect(lines('prod')).toEqual([expect.stringContaining('serviceAccountName of chart/web "shop" is a ServiceAccount of web, and web is deployed to prod, where its pods find none')]);
  expect(lines('web')).toEqual([]);
  expect(lines('prod', (chart) => new WorkloadRole(chart, 'other', { ...POD_IDENTITY, namespace: 'prod', createServiceAccount: false }))).toEqual([]);
  // Of two roles, one tells.
  const isIn = (where: string) => [expect.stringContaining(`is a ServiceAccount of ${where}, and web is deployed to prod`)];
  expect(lines('prod', (chart) => new WorkloadRole(chart, 'other', { ...POD_IDENTITY, namespace: 'staging' }))).toEqual(isIn('staging, web'));
  expect(lines('prod', (chart) => new WorkloadRole(chart, 'other', { ...POD_IDENTITY, serviceAccountName: 'other' }))).toEqual(isIn('web'));
});
