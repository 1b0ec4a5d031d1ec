import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { freePorts } from '../conformance/harness/ports';

test('control planes that ask at once, in one process or in several, get ports of their own', async () => {
  const here = await Promise.all([freePorts(20), freePorts(20), freePorts(20)]);
  const program = `import { freePorts } from ${JSON.stringify(resolve(__dirname, '../conformance/harness/ports'))};
freePorts(20).then((ports) => console.log(JSON.stringify(ports)));`;
  const { stdout } = spawnSync(process.execPath, [require.resolve('tsx/cli'), '-e', program], { encoding: 'utf8' });
  const all = [...here.flat(), ...JSON.parse(stdout) as number[]];
  expect(all).toHaveLength(80);
  expect(new Set(all).size).toBe(80);
});

test('a port that somebody listens on is not given out, nor one that the system gives to outgoing connections', async () => {
  const [port] = await freePorts(1);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    const next = await freePorts(200);
    expect(next).not.toContain(port);
    expect(next.filter((each) => each >= 32_768)).toEqual([]);
  } finally {
    server.close();
  }
});
