import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('writes files: all of them, or none', () => {
  const files = new Map([['a.ts', 'a'], ['b.ts', 'b']]);
  const write = (name: string) => nodeIo().writeFiles(join(folder, name), files);

  test('into a folder that is not there, or has older ones', () => {
    write('new/tables');
    writeFileSync(join(folder, 'new/tables/a.ts'), 'old');
    write('new/tables');
    expect(readdirSync(join(folder, 'new/tables'))).toEqual(['a.ts', 'b.ts']);
    expect(readFileSync(join(folder, 'new/tables/a.ts'), 'utf8')).toBe('a');
  });

  test('a file where the folder is to be', () => {
    writeFileSync(join(folder, 'taken'), 'mine');
    expect(() => write('taken')).toThrow('is a file, and a folder is needed');
    expect(() => write('taken/below')).toThrow('ENOTDIR');
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
  });

  test('where the system makes no folders, it ends', () => {
    expect(() => nodeIo().writeFiles('/proc/none/tables', files)).toThrow('/proc/none');
  });

  test('a folder where a file is to be', () => {
    mkdirSync(join(folder, 'full/b.ts'), { recursive: true });
    expect(() => write('full')).toThrow('b.ts in it is a folder, and a file is to be written there');
    expect(readdirSync(join(folder, 'full'))).toEqual(['b.ts']);
  });

  test('a name that the file system does not take', () => {
    mkdirSync(join(folder, 'names'));
    expect(() => nodeIo().writeFiles(join(folder, 'names'), new Map([['a.ts', 'a'], [`${'b'.repeat(300)}.ts`, 'b']]))).toThrow('ENAMETOOLONG');
    expect(readdirSync(join(folder, 'names'))).toEqual([]);
  });
});

test.each([
  ['Latin-1', Buffer.from('# a\nname: caf\xe9\n', 'latin1'), 'byte 13 (0xe9) is not UTF-8 at line 2'],
  ['a character that is cut', Buffer.from('a: é').subarray(0, 4), 'byte 3 (0xc3) is not UTF-8 at line 1'],
  ['U+FFFD that is cut', Buffer.from('\uFFFD\uFFFD').subarray(0, 5), 'byte 4 (0xbf) is not UTF-8 at line 1'],
])('a file that is not in its encoding: %s', (_, bytes, message) => {
  writeFileSync(join(folder, 'bytes'), bytes);
  expect(() => nodeIo().readFile(join(folder, 'bytes'))).toThrow(message);
});
