/** What these say of real objects is checked with the tools' own code in test/conformance/checks/health.test.ts. */
import { Chart, Testing } from 'cdk8s';
import { DynamoDbKroComponent } from '../../src';

const component = (apiGroup?: string) => new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { apiGroup });

test('Argo CD is given a check for each kind, under the names of its ConfigMap', () => {
  expect(Object.keys(component().argoCdHealthChecks())).toEqual([
    'resource.customizations.health.kro.run_DynamoDBTable',
    'resource.customizations.health.dynamodb.services.k8s.aws_Table',
    'resource.customizations.health.kro.run_ResourceGraphDefinition',
    'resource.customizations.health.core.oam.dev_Application',
  ]);
});

test('Flux is given a check for each kind that it applies', () => {
  expect(component().fluxHealthChecks().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    'kro.run/v1alpha1 ResourceGraphDefinition',
    'kro.run/v1alpha1 DynamoDBTable',
    'core.oam.dev/v1beta1 Application',
  ]);
});

test('another API group gets the check of the table, and kro’s own kinds stay kro’s', () => {
  const data = component('data.example.com');
  expect(Object.keys(data.argoCdHealthChecks()).slice(0, 3)).toEqual([
    'resource.customizations.health.data.example.com_DynamoDBTable',
    'resource.customizations.health.dynamodb.services.k8s.aws_Table',
    'resource.customizations.health.kro.run_ResourceGraphDefinition',
  ]);
  expect(data.fluxHealthChecks().map(({ apiVersion }) => apiVersion)).toEqual(['kro.run/v1alpha1', 'data.example.com/v1alpha1', 'core.oam.dev/v1beta1']);
  expect(Object.values(data.argoCdHealthChecks())).toEqual(Object.values(component().argoCdHealthChecks()));
});

test('no Lua needs a library that Argo CD leaves closed', () => {
  expect(Object.values(component().argoCdHealthChecks()).join('\n')).not.toMatch(/\b(string|math|io|os|debug)\.|:\w+\(/);
});
