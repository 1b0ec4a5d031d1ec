/**
 * What a stream holds of each changed item.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
 */
export enum StreamViewType {
  /** Only the keys. */
  KEYS_ONLY = 'KEYS_ONLY',
  /** The item as it is after the change. */
  NEW_IMAGE = 'NEW_IMAGE',
  /** The item as it was before the change. */
  OLD_IMAGE = 'OLD_IMAGE',
  /** Both. Replicas need this. */
  NEW_AND_OLD_IMAGES = 'NEW_AND_OLD_IMAGES',
}
