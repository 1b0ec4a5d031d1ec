import { readApiTable, readDeclaredFeatures } from './api-table';
import { Draft } from './draft';
import { Part } from './part';
import { declareTags } from './tags';

const TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** `AWS::Serverless::SimpleTable`: a key of one attribute, billed on demand unless it has a throughput. SAM has tags as a map. */
export function readSimpleTable(part: Part, draft: Draft): void {
  const key = part.part('primaryKey');
  const attributeName = key?.text('name') ?? 'id';
  const type = key?.text('type') ?? 'String';
  readApiTable(part, draft);
  readDeclaredFeatures(part, draft);
  Object.assign(draft.spec, {
    billingMode: draft.spec.provisionedThroughput === undefined ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    attributeDefinitions: [{ attributeName, attributeType: TYPES[type] ?? type }],
    keySchema: [{ attributeName, keyType: 'HASH' }],
  });
  declareTags(draft, part.textMap('tags'), part.pathOf('tags'));
}
