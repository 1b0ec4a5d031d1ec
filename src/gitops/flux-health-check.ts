/** How Flux assesses the health of the objects of a kind: an item of `spec.healthCheckExprs` of a `Kustomization`, under the same names. */
export interface FluxHealthCheck {
  /** API version of the kind. */
  readonly apiVersion: string;

  /** The kind. */
  readonly kind: string;

  /** A CEL expression that is true once the object is as declared. */
  readonly current: string;

  /** A CEL expression that is true when the object needs a change. */
  readonly failed: string;
}
