/** What an object is to a GitOps tool: each needs those before it. An Application's own kind is there, a table's comes with the platform. */
export type Part = 'platform' | 'definition' | 'application' | 'table';

/** What a GitOps tool needs to bring the objects in in their order. */
export interface GitOpsTool {
  readonly annotations: Readonly<Record<Part, Readonly<Record<string, string>>>>;
  /** Whether it applies what stands in one output at once, so that tables need an output of their own. */
  readonly needsTablesApart: boolean;
}

const NOTHING = { platform: {}, definition: {}, application: {}, table: {} };

export const NO_TOOL: GitOpsTool = { annotations: NOTHING, needsTablesApart: false };

// Flux waits between Kustomizations, never within one.
export const FLUX: GitOpsTool = { annotations: NOTHING, needsTablesApart: true };

// Tables come in wave 0, where Argo CD puts what names none, so that a workload can name a wave before or after them.
export const ARGO_CD: GitOpsTool = {
  annotations: {
    platform: wave(-2),
    definition: wave(-1),
    application: wave(0),
    // kro makes their kind in a wave before, but Argo CD tries all objects before the first wave.
    table: { ...wave(0), 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' },
  },
  needsTablesApart: false,
};

function wave(number: number): Record<string, string> {
  return { 'argocd.argoproj.io/sync-wave': String(number) };
}
