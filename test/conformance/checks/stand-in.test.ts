/** The stand-in for AWS, by its own tests. */
import { resolve } from 'node:path';
import { run } from '../harness/run-command';
import { connection } from '../harness/suite';

test('the stand-in for AWS answers as AWS does', async () => {
  const { code, stderr } = await run(connection.programs.python, ['-B', '-m', 'unittest', '-v', 'test_server'], { cwd: resolve(__dirname, '../aws') });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/\nOK\n$/) });
  expect(Number(/Ran (\d+) tests/.exec(stderr)?.[1])).toBeGreaterThan(10);
}, 120_000);
