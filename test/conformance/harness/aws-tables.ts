/** Tables of the namespace `aws`, which go to AWS where ACK runs: declared, and settled there. */
import { DYNAMODB_TABLE, TABLE } from './cluster';
import { sleep } from './eventually';
import { cluster } from './suite';
import { TableProps } from '../../../src';
import { declareTable } from '../lifecycle/converge';

export const NAMESPACE = 'aws';
export const WITHIN = 150_000;

export function declare(name: string, props: Partial<TableProps> = {}): Promise<void> {
  return declareTable(NAMESPACE, name, props);
}

/** Waits until ACK has acted on what is declared now, and gives the DynamoDBTable. */
export async function settled(name: string, expected: object = {}): Promise<any> {
  await cluster.until(TABLE, NAMESPACE, name, ({ spec }) => expect(spec).toMatchObject(expected), WITHIN);
  // True from before until ACK has looked, so it has to look first.
  await sleep(3_000);
  return cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => {
    expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
  }, WITHIN);
}
