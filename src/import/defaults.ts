import { Draft, report } from './draft';

/** Where values are from that nobody gave, by the name under which they can be given. */
export type Defaults = Map<string, string>;

/** What was taken in an object of the Serverless Framework: copies of the object have it too. */
export const TAKEN = Symbol('defaults that were taken');

export function reportDefaults(draft: Draft, defaults: Defaults | undefined, path: string): void {
  defaults?.forEach((from, name) => reportDefault(draft, `value of ${name}`, from, `--parameter ${name}=VALUE`, path));
}

/** Reports what stands for a value that nobody gave: another one may have been deployed. */
export function reportDefault(draft: Draft, what: string, from: string, option: string, path: string): void {
  if (draft.findings.every((each) => each.what !== what)) {
    report(draft, { what, effect: 'note', text: `${from} If another one was deployed, give ${option}.` }, path);
  }
}
