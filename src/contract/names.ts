/** The names that the generated objects and those who refer to them must agree on. */

export const KIND = 'DynamoDBTable';
export const PLURAL = 'dynamodbtables';
export const API_VERSION = 'v1alpha1';
export const DEFAULT_API_GROUP = 'kro.run';
export const DEFAULT_RESOURCE_GRAPH_NAME = 'dynamodbtable';
/** What the names of the guards' admission policies begin with; the rest is the name of the policy with the rules. */
export const DELETION_GUARD = 'deletion';
export const OWNERSHIP_GUARD = 'ownership';
export const DEFAULT_COMPONENT_NAME = 'aws-dynamodb-kro';
export const DEFAULT_DEFINITION_NAMESPACE = 'vela-system';

/** Label on ACK's objects by which an IAMRoleSelector finds those of a provider configuration. */
export const PROVIDER_CONFIG_LABEL = 'dynamodb-kro/provider-config';

/** Label on every object that kro makes for a table: the UID of its DynamoDBTable. By it the guard knows ours from others. */
export const OWNER_LABEL = 'dynamodb-kro/table-uid';

/** Label on ACK's Table: the API group of its DynamoDBTable. By it the guard of deletion knows the Tables of its platform. */
export const API_GROUP_LABEL = 'dynamodb-kro/api-group';

/** Label on ACK's Table: which table in AWS it is, by name and region. */
export const AWS_TABLE_LABEL = 'dynamodb-kro/aws-table';

/** Annotations on ACK's Table while a change in it is pending: the generation that declares it, the reconciles of ACK counted, the last one's time. */
export const ACK_PENDING = 'dynamodb-kro/pending';
export const ACK_RECONCILES = 'dynamodb-kro/ack-reconciles';
export const ACK_REPORTED = 'dynamodb-kro/ack-reported';
/** The change that began last, by the field of ACK's Table that it is in. */
export const ACK_CHANGING = 'dynamodb-kro/changing';
/** A field is not as declared yet, because the change before it is pending. */
export const ACK_FIELD_HELD = 'dynamodb-kro/field-held';
/** What releases before 1.0 had in the place of these. */
export const ACK_WAITING = 'dynamodb-kro/waiting';

/** Annotation on ACK's Table as long as the table in AWS may be protected against deletion. */
export const ACK_PROTECTED = 'dynamodb-kro/protected';

/** Group and kind of what a DynamoDBTable is made of. */
export const TABLE_OF_ACK = 'dynamodb.services.k8s.aws/Table';
export const BACKUP_OF_ACK = 'dynamodb.services.k8s.aws/Backup';

/** Annotations that ACK reads. */
export const ACK_REGION = 'services.k8s.aws/region';
export const ACK_DELETION_POLICY = 'services.k8s.aws/deletion-policy';
export const ACK_ADOPTION_POLICY = 'services.k8s.aws/adoption-policy';
export const ACK_READ_ONLY = 'services.k8s.aws/read-only';
export const ACK_ADOPTED = 'services.k8s.aws/adopted';
export const ACK_ADOPTION_FIELDS = 'services.k8s.aws/adoption-fields';

/** Annotation on the ResourceGraphDefinition and the ComponentDefinition: what the platform requires of tables, as JSON. */
export const PLATFORM = 'dynamodb-kro/platform';

export const PROJECT = 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro';

/** Where it is written what ACK cannot do. */
export const LIMITS = `${PROJECT}/blob/main/docs/limits.md`;
