import { readApiTable, readDeclaredFeatures } from './api-table';
import { unitsOf } from './capacity';
import { assign, Draft } from './draft';
import { Part } from './part';
import { declareTags } from './tags';
import { Json } from '../contract/json';

const TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** `AWS::Serverless::SimpleTable`: a key of one attribute, billed on demand unless it has a throughput. `Globals` may have its encryption. */
export function readSimpleTable(part: Part, draft: Draft, globals: Json): void {
  const key = part.part('primaryKey');
  const attributeName = key?.text('name') ?? 'id';
  const type = key?.text('type') ?? 'String';
  key?.finish();
  const units = part.part('provisionedThroughput');
  const provisionedThroughput = unitsOf(units);
  units?.finish();
  const tags = part.textMap('tags');
  readApiTable(new Part({
    ...Object.fromEntries(['SSESpecification', 'TableName'].flatMap((name) => {
      const value = part.take(name === 'TableName' ? 'tableName' : 'sseSpecification') ?? globals[name];
      return value === undefined ? [] : [[name, value]];
    })),
    BillingMode: provisionedThroughput ? 'PROVISIONED' : 'PAY_PER_REQUEST',
  }, part.path, draft.findings), draft);
  readDeclaredFeatures(part, draft);
  assign(draft, {
    provisionedThroughput,
    attributeDefinitions: [{ attributeName, attributeType: TYPES[type] ?? type }],
    keySchema: [{ attributeName, keyType: 'HASH' }],
  });
  // SAM has tags as a map.
  declareTags(draft, tags, part.pathOf('tags'));
}
