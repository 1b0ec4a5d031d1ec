import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbTable, TableProps } from '../src';

/** The documents that a chart with these constructs synthesizes, after validation. */
export function synth(build: (chart: Chart) => void): any[] {
  const chart = new Chart(Testing.app(), 'chart');
  build(chart);
  return Testing.synth(chart);
}

/** The lines of the error with which `app.synth()` refuses, and the proof that it wrote nothing. */
export function refusal(build: (chart: Chart) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'refusal-'));
  try {
    const app = new App({ outdir });
    build(new Chart(app, 'chart'));
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(readdirSync(outdir)).toEqual([]);
    return message.split('\n').slice(1).map((line) => line.trim()).filter((line) => line !== '');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The warnings that this shows on standard error. */
export function warned(work: () => unknown): string[] {
  const lines: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text).trimEnd()) > 0);
  try {
    work();
    return lines;
  } finally {
    write.mockRestore();
  }
}

/** The least that a table needs. */
export const MINIMAL: TableProps = {
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
};

/** The spec of a DynamoDBTable with these properties. */
export function specOf(props: Partial<TableProps>): any {
  return synth((chart) => new DynamoDbTable(chart, 'table', { ...MINIMAL, ...props }))[0].spec;
}

/** How a table with these properties is refused. */
export function tableRefusal(props: object): string[] {
  return refusal((chart: Construct) => new DynamoDbTable(chart, 'table', { ...MINIMAL, ...props } as any));
}
