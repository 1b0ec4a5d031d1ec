import { ARGO_CD, FLUX, GitOpsTool } from '../gitops/tool';

/**
 * The tool that brings what is synthesized into the cluster, and what it needs to do so in the right order.
 */
export class GitOps {
  /**
   * Argo CD: each object carries its sync wave. The ResourceGraphDefinition, the roles and the policies come in wave -2,
   * KubeVela's definitions and provider configurations in -1, Applications and tables in 0. A `DynamoDBTable` may be in
   * the same sync as the ResourceGraphDefinition that makes its kind (`SkipDryRunOnMissingResource`).
   *
   * Argo CD waits between waves only for what it can assess: give it `DynamoDbKroComponent.argoCdHealthChecks()`.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  public static argoCd(): GitOps {
    return new GitOps(ARGO_CD);
  }

  /**
   * Flux: it applies all objects of a `Kustomization` at once, so the platform resources and the tables need one each. `cdk8s
   * synth` rejects tables in the chart of a `DynamoDbKroComponent` then, and in its file.
   *
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
   */
  public static flux(): GitOps {
    return new GitOps(FLUX);
  }

  private constructor(private readonly tool: GitOpsTool) {}

  /** @internal */
  public _spec(): GitOpsTool {
    return this.tool;
  }
}
