/**
 * Tries until `attempt` throws no more, and gives what it gives.
 * The error in the end is the last one of `attempt`, so that one sees what was still wrong.
 */
export async function eventually<T>(what: string, attempt: () => Promise<T> | T, within = 180_000, pause = 300): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() + pause > end) {
        throw new Error(`Waited ${within / 1000} s for ${what}: ${(error as Error).message}`, { cause: error });
      }
      await sleep(pause);
    }
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Gives all who ask within so many milliseconds the same answer: many who wait at once ask no more than one would. */
export function sharedFor<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let asked = -Infinity;
  let answer: Promise<T>;
  return () => {
    if (Date.now() - asked > milliseconds) {
      asked = Date.now();
      answer = ask();
    }
    return answer;
  };
}
