/** Says what is being done, again with the time it takes while that is long, and how long it took. */
export async function progress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - start) / 1000)} s`;
  console.log(`… ${what}`);
  const timer = setInterval(() => console.log(`… ${what}: ${seconds()}`), 30_000);
  try {
    const result = await work();
    console.log(`✓ ${what}: ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
