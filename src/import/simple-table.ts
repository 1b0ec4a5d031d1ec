import { readApiTable, readDeclaredFeatures } from './api-table';
import { Draft } from './draft';
import { Part } from './part';
import { declareTags } from './tags';
import { at } from '../contract/json';

const TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** `AWS::Serverless::SimpleTable`: a key of one attribute, billed on demand unless it has a throughput. SAM has tags as a map. */
export function readSimpleTable(part: Part, draft: Draft): void {
  const key = part.part('primaryKey');
  // A key that is given has no defaults.
  const [attributeName, type] = key !== undefined ? [ofKey(key, 'name', 'attributeName'), ofKey(key, 'type', 'attributeType')] : part.has('primaryKey') ? [] : ['id', 'String'];
  readApiTable(part, draft);
  readDeclaredFeatures(part, draft);
  Object.assign(draft.spec, {
    billingMode: draft.spec.provisionedThroughput === undefined ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    attributeDefinitions: [{ attributeName, attributeType: type && (at(TYPES, type) ?? type) }],
    keySchema: [{ attributeName, keyType: 'HASH' }],
  });
  declareTags(draft, part.textMap('tags'), part.pathOf('tags'));
}

function ofKey(key: Part, name: string, what: string): string | undefined {
  if (!key.has(name)) {
    key.report({ what, effect: 'unknown', text: 'SAM needs it. Declare it.' }, what === 'attributeName' ? 'Name' : 'Type');
  }
  return key.text(name);
}
