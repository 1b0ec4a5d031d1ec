import { App, Chart, YamlOutputType } from 'cdk8s';
import { DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, GitOps, ProviderConfig } from '../../src';
import { MINIMAL, refusal, synth } from '../synth';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';
const roleArn = 'arn:aws:iam::123456789012:role/tables';

/** Everything that the library emits, with the option. */
function everything(chart: Chart, gitOps?: GitOps): void {
  const component = new DynamoDbKroComponent(chart, 'dynamodb', { gitOps });
  component.addTable(chart, 'orders', MINIMAL);
  component.addApplication(chart, 'shop', { ...MINIMAL, tableName: 'carts' });
  new ProviderConfig(chart, 'team', { roleArn, gitOps });
}

describe('Argo CD', () => {
  const docs = synth((chart) => everything(chart, GitOps.argoCd()));

  test('each object carries the wave of what it is, so that nothing comes before what it needs', () => {
    const waves = new Map(docs.map(({ kind, metadata }) => [kind, Number(metadata.annotations[WAVE])]));
    expect(Object.fromEntries(waves)).toEqual({
      ResourceGraphDefinition: -2,
      ClusterRole: -2,
      ValidatingAdmissionPolicy: -2,
      ValidatingAdmissionPolicyBinding: -2,
      ComponentDefinition: -1,
      TraitDefinition: -1,
      IAMRoleSelector: -1,
      DynamoDBTable: 0,
      Application: 0,
    });
  });

  test('only a table is of a kind that comes later in the same sync', () => {
    const skipping = docs.filter(({ metadata }) => metadata.annotations[OPTIONS] !== undefined);
    expect(skipping.map(({ kind, metadata }) => [kind, metadata.annotations[OPTIONS]])).toEqual([['DynamoDBTable', 'SkipDryRunOnMissingResource=true']]);
  });

  test('nothing else differs', () => {
    const plain = synth((chart) => everything(chart));
    const without = docs.map(({ metadata: { annotations: { [WAVE]: _, [OPTIONS]: __, ...rest }, ...metadata }, ...object }) =>
      ({ ...object, metadata: { ...metadata, ...(Object.keys(rest).length > 0 && { annotations: rest }) } }));
    expect(without).toEqual(plain);
  });

  test('a table and an Application of another repository take the option too', () => {
    const gitOps = GitOps.argoCd();
    const [table, application] = synth((chart) => {
      new DynamoDbTable(chart, 'orders', { ...MINIMAL, gitOps });
      new DynamoDbApplication(chart, 'shop', { gitOps, tables: [{ ...MINIMAL, name: 'in-shop', tableName: 'in-shop' }] });
    });
    expect(table.metadata.annotations).toEqual({ [WAVE]: '0', [OPTIONS]: 'SkipDryRunOnMissingResource=true' });
    expect(application.metadata.annotations).toEqual({ [WAVE]: '0' });
  });
});

describe('Flux', () => {
  const gitOps = GitOps.flux();

  test('the objects need nothing', () => {
    expect(synth((chart) => void new DynamoDbKroComponent(chart, 'dynamodb', { gitOps })))
      .toEqual(synth((chart) => void new DynamoDbKroComponent(chart, 'dynamodb')));
  });

  test('a table in the chart of the platform resources is rejected, since Flux would apply both at once', () => {
    expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { gitOps }).addTable(chart, 'orders', MINIMAL))).toEqual([
      '[chart/dynamodb] gitOps is GitOps.flux(), which applies what stands in one chart at once, and chart/orders needs the platform resources to be there first. '
      + 'Put the tables in a chart of their own. [TablesNotApart]',
    ]);
  });

  test('so is an Application, and all of them are reported in one line', () => {
    expect(refusal((chart) => {
      const component = new DynamoDbKroComponent(chart, 'dynamodb', { gitOps });
      component.addApplication(chart, 'shop', MINIMAL);
      component.addTable(chart, 'carts', { ...MINIMAL, tableName: 'carts' });
    })).toEqual([expect.stringContaining('chart/shop (and 1 more) needs the platform resources')]);
  });

  const twoCharts = (yamlOutputType: YamlOutputType): string => {
    const app = new App({ yamlOutputType, outdir: 'never-written' });
    new DynamoDbKroComponent(new Chart(app, 'platform'), 'dynamodb', { gitOps }).addTable(new Chart(app, 'tables'), 'orders', MINIMAL);
    return app.node.findAll().flatMap((construct) => construct.node.validate()).join('\n');
  };

  test('a chart of its own is right', () => {
    expect(twoCharts(YamlOutputType.FILE_PER_CHART)).toBe('');
  });

  test('but not where all charts go into one file', () => {
    expect(twoCharts(YamlOutputType.FILE_PER_APP)).toContain('applies what stands in one file at once, and tables/orders needs');
  });
});

test.each([
  ['the component', (chart: Chart, props: any) => new DynamoDbKroComponent(chart, 'it', props)],
  ['a table', (chart: Chart, props: any) => new DynamoDbTable(chart, 'it', { ...MINIMAL, ...props })],
  ['an Application', (chart: Chart, props: any) => new DynamoDbApplication(chart, 'it', { tables: [MINIMAL], ...props })],
  ['a provider configuration', (chart: Chart, props: any) => new ProviderConfig(chart, 'it', { roleArn, ...props })],
])('%s tells how the option is given', (_, build) => {
  expect(refusal((chart) => build(chart, { gitOps: 'argocd' }))).toEqual([
    '[chart/it] gitOps "argocd" is not a GitOps. Use GitOps.argoCd() or GitOps.flux(). [InvalidType]',
  ]);
});
