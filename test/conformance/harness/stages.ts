/** In which order the checks run, and what of them at once. */

/** What all others rest on: where the platform resources are not there, or no Table arrives, they would only wait. */
const GROUND = ['platform', 'rendering'];

/**
 * Many tables, or many graphs, at once keep kro from all others, so they come by themselves; with many graphs come those
 * that have a control plane of their own. Peace comes when all is done.
 */
const LAST = [['walks'], ['scale'], ['fleet'], ['upgrade', 'argo-cd', 'flux', 'no-role-selectors', 'two-aws-accounts', 'costs'], ['chain-upgrade'], ['settled']];

const named = [...GROUND, ...LAST.flat()];
const ALL_OTHERS = `(?!(${named.join('|')})\\.)[a-z-]+`;

/** The stages of a run, each a list of patterns of names of checks. */
export function stages(patterns: readonly string[]): string[][] {
  const wanted = patterns.length > 0 ? ['platform', ...patterns] : [...named, ALL_OTHERS];
  return [
    ...GROUND.map((name) => [name]),
    wanted.filter((pattern) => !named.includes(pattern)),
    ...LAST,
  ].map((stage) => stage.filter((pattern) => wanted.includes(pattern))).filter((stage) => stage.length > 0);
}

/** Whether all stages after this one rest on it. */
export function isGround(stage: readonly string[]): boolean {
  return stage.every((pattern) => GROUND.includes(pattern));
}
