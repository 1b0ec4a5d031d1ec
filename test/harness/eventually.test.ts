import { sharedFor, sleep } from '../conformance/harness/eventually';

test('who asks within the time gets the same answer, and who asks later a new one', async () => {
  let asked = 0;
  const answer = sharedFor(50, async () => ++asked);
  expect(await Promise.all([answer(), answer(), answer()])).toEqual([1, 1, 1]);
  await sleep(60);
  expect(await answer()).toBe(2);
});

test('an error is not kept beyond the time', async () => {
  let asked = 0;
  const answer = sharedFor(50, async () => {
    asked += 1;
    if (asked === 1) {
      throw new Error('not now');
    }
    return asked;
  });
  await expect(answer()).rejects.toThrow('not now');
  await sleep(60);
  expect(await answer()).toBe(2);
});
