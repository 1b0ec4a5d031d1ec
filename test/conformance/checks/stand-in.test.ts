/** The stand-in for AWS, by its own tests. */
import { resolve } from 'node:path';
import { run } from '../harness/run-command';
import { connection } from '../harness/suite';

test('the stand-in for AWS answers as AWS does', async () => {
  const { code, stderr } = await run(connection.programs.python, ['-B', '-m', 'unittest', '-v', 'test_server'], { cwd: resolve(__dirname, '../aws') });
  expect({ code, said: stderr.trim().split('\n').slice(-1) }).toEqual({ code: 0, said: ['OK'] });
  expect(Number(/Ran (\d+) tests/.exec(stderr)?.[1])).toBeGreaterThan(10);
}, 120_000);
