import { isKustomization } from '../../src/validation/kustomize';

test.each([
  [{ apiVersion: 'kustomize.config.k8s.io/v1beta1' }], [{ apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' }], [{ kind: 'Kustomization' }],
  [{ resources: ['tables.yaml'] }], [{ patches: [{ path: 'a.yaml' }] }], [{ replacements: [{}] }],
])('%j is a file of kustomize', (object) => {
  expect(isKustomization(object)).toBe(true);
});

test.each([
  [{}], [{ resources: [{ Type: 'AWS::DynamoDB::Table' }] }], [{ resources: {} }], [{ patches: 'none' }], [{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' }],
  [{ apiVersion: 'v1', kind: 'Kustomization' }], [{ kind: 'ConfigMap', patches: [{}] }],
])('%j is none', (object) => {
  expect(isKustomization(object)).toBe(false);
});
