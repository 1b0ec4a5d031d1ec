import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeIo } from '../../src/cli/node-io';

const folder = mkdtempSync(join(tmpdir(), 'node-io-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('reads a file, and fails with its name for one that is not there', () => {
  writeFileSync(join(folder, 'a.yaml'), 'a: 1\n');
  expect(nodeIo().readFile(join(folder, 'a.yaml'))).toBe('a: 1\n');
  expect(() => nodeIo().readFile(join(folder, 'b.yaml'))).toThrow('b.yaml');
});

test.each([['out', 'stdout'], ['error', 'stderr']] as const)('%s writes a line to %s', (method, stream) => {
  const write = jest.spyOn(process[stream], 'write').mockReturnValue(true);
  nodeIo()[method]('a line');
  expect(write.mock.calls).toEqual([['a line\n']]);
  write.mockRestore();
});

test('runs kubectl, of which there may be none', async () => {
  const path = process.env.PATH;
  writeFileSync(join(folder, 'kubectl'), '#!/bin/sh\necho "$1"; echo problem >&2; exit $2\n', { mode: 0o755 });
  try {
    process.env.PATH = `${folder}:${path}`;
    expect(await nodeIo().kubectl!(['get', '0'])).toEqual({ code: 0, stdout: 'get\n', stderr: 'problem\n' });
    expect(await nodeIo().kubectl!(['get', '3'])).toEqual({ code: 3, stdout: 'get\n', stderr: 'problem\n' });
    process.env.PATH = join(folder, 'absent');
    await expect(nodeIo().kubectl!(['get'])).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    process.env.PATH = path;
  }
});
