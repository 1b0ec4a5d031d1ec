import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { DynamoDbKroComponent } from '../../src';

/**
 * The ResourceGraphDefinition of the last release. A release puts its own here (`docs/upgrading.md`); whatever breaks the
 * tables of that one needs a new major version.
 */
const RELEASED = readFileSync(join(__dirname, 'released.yaml'), 'utf8');

test('nothing has changed since the last release that breaks a table of it: the contract only grows', () => {
  const component = new DynamoDbKroComponent(new Chart(Testing.app(), 'platform'), 'dynamodb');
  expect(component.checkUpgrade(RELEASED).filter(({ breaking }) => breaking)).toEqual([]);
});

test('the check would notice', () => {
  const component = new DynamoDbKroComponent(new Chart(Testing.app(), 'platform'), 'dynamodb');
  const [before, after] = RELEASED.split('\n      tags:');
  const withOneMore = `${before}\n      another: string\n      tags:${after}`;
  expect(component.checkUpgrade(withOneMore).filter(({ breaking }) => breaking).map(({ code, path }) => [code, path])).toEqual([['FieldRemoved', 'spec.schema.spec.another']]);
});
