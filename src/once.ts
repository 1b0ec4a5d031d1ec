/**
 * Does the work at the first call, and gives its result from then on. For validations: cdk8s validates the whole app again
 * with each chart, which would be the square of the tables where each has a chart of its own.
 */
export function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}
