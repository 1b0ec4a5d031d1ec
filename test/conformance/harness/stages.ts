/** In which order the checks run, and what of them at once. */

const ALL_OTHERS = '';

/**
 * Many tables, or many graphs, at once keep kro from all others, so they come by themselves; with many graphs come those
 * that have a control plane of their own. Peace comes when all is done.
 */
const STAGES = [['platform'], ['rendering'], [ALL_OTHERS], ['walks'], ['scale'], ['upgrade', 'argo-cd', 'flux'], ['settled']];

/** As many stages at the beginning as all others rest on: where the platform part is not there, or no Table arrives, they would only wait. */
export const GROUND = 2;

const named = STAGES.flat().filter((name) => name !== ALL_OTHERS);

/** The stages of a run, each a list of patterns of names of checks. */
export function stages(patterns: readonly string[]): string[][] {
  const others = patterns.length > 0 ? patterns.filter((pattern) => !named.includes(pattern)) : [`(?!(${named.join('|')})\\.)[a-z-]+`];
  const wanted = patterns.length > 0 ? ['platform', ...patterns] : named;
  return STAGES
    .map((stage) => stage.flatMap((name) => (name === ALL_OTHERS ? others : [name].filter((each) => wanted.includes(each)))))
    .filter((stage) => stage.length > 0);
}
