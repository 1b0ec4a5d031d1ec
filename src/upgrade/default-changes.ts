import { celEntries } from './cel-entries';
import { UpgradeFinding } from './finding';
import { keepSafe, safetyLost } from './safety';
import { note, NOTHING, weaker } from './verdicts';
import { Json, objectOf } from '../contract/json';
import { ACK_DELETION_POLICY, PLATFORM } from '../contract/names';
import { show } from '../contract/violation';

const TABLE = 'spec.resources[table]';

/** The key with which tables are encrypted that do not say it: none of KMS, the AWS managed key, or a key ARN. */
const NO_KEY = 'the key that DynamoDB owns';
const AWS_MANAGED = 'the AWS managed key';

/**
 * What has changed of the defaults that the template of the Table works out, of encryption and of the deletion policy. These reach existing
 * tables at once, by whatever way they were declared.
 */
export function templateDefaultChanges(previous: Json, next: Json): UpgradeFinding[] {
  return [
    ...keyChange(encryptionKey(previous), encryptionKey(next)),
    // In earlier versions this default was one of the schema, too.
    ...deletionChange(
      deletesByDefault(previous) || schemaDeletes(previous),
      deletesByDefault(next) || (schemaDeletes(next) && schemaDeletes(previous)),
    ),
  ];
}

function keyChange(was: string, is: string): UpgradeFinding[] {
  if (was === is) {
    return [];
  }
  const statement = `encrypts tables that do not set sseEnabled with ${is} instead of ${was}, existing ones at once`;
  return [was === NO_KEY || (was === AWS_MANAGED && is !== NO_KEY)
    ? note('EncryptionDefaultChanged', `${TABLE}.sseSpecification`, statement, 'See that the ACK controller may use the key.')
    : weaker('EncryptionDefaultChanged', `${TABLE}.sseSpecification`, statement, keepSafe('sseEnabled'))];
}

function deletionChange(was: boolean, is: boolean): UpgradeFinding[] {
  if (was === is) {
    return [];
  }
  return [is
    ? weaker('DeletionDefaultChanged', `${TABLE}.metadata`, 'deletes tables in AWS that do not set deletionPolicy when their Kubernetes objects are deleted, existing ones too, whatever the ACK controller is set to',
      keepSafe('deletionPolicy'))
    : note('DeletionDefaultChanged', `${TABLE}.metadata`, 'leaves tables that do not set deletionPolicy to their default, or to what the ACK controller is set to', NOTHING)];
}

function tableTemplate(graph: Json): Json {
  const { resources } = objectOf(graph.spec);
  const templates = (Array.isArray(resources) ? resources : []).map((resource) => objectOf(objectOf(resource).template));
  return templates.find(({ apiVersion, kind }) => String(apiVersion).startsWith('dynamodb.services.k8s.aws/') && kind === 'Table') ?? {};
}

/** The platform's key: what holds where the table says nothing. The graph says so in its annotation; those of older releases only in their template. */
function encryptionKey(graph: Json): string {
  const described = objectOf(objectOf(graph.metadata).annotations)[PLATFORM];
  try {
    return describedKey(JSON.parse(String(described)));
  } catch {
    return keyInTemplate(graph);
  }
}

function describedKey(platform: unknown): string {
  const { sseEnabled, sseType, kmsMasterKeyID } = objectOf(objectOf(objectOf(platform).table).encryption);
  return sseEnabled === true && sseType === 'KMS' ? String(kmsMasterKeyID ?? AWS_MANAGED) : NO_KEY;
}

function keyInTemplate(graph: Json): string {
  const { spec } = tableTemplate(graph);
  const entry = typeof spec === 'string' ? celEntries(spec).get('sseSpecification') : undefined;
  const [, platform] = /has\(schema\.spec\.sseEnabled\)\s+\? \([^]*\)\s+:\s+(\{[^]*)$/.exec(entry ?? '') ?? [];
  if (platform === undefined) {
    return NO_KEY;
  }
  return /"kmsMasterKeyID": (?:dyn\(|optional\.of\()?"(arn:[^"]+)"/.exec(platform)?.[1] ?? AWS_MANAGED;
}

/** As `kro/metadata.ts` prints a default that the schema cannot have. */
function deletesByDefault(graph: Json): boolean {
  const { annotations } = objectOf(tableTemplate(graph).metadata);
  return typeof annotations === 'string' && (celEntries(annotations).get(ACK_DELETION_POLICY) ?? '').includes('optional.of("delete")');
}

function schemaDeletes(graph: Json): boolean {
  return String(objectOf(objectOf(objectOf(graph.spec).schema).spec).deletionPolicy).includes('default="delete"');
}

/** A default that was changed, removed or added, in words; `effect` says which tables get it, and when. */
export function defaultStatement(was: unknown, is: unknown, effect: string): string {
  if (was === undefined) {
    return `has a default now, ${show(is)}; ${effect}`;
  }
  return is === undefined ? `has lost its default ${show(was)}, ${effect}` : `has the default ${show(is)} instead of ${show(was)}, ${effect}`;
}

interface DefaultChange {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
  /** Which tables get it, and when. */
  readonly effect: string;
}

/** The finding on a default of a field that changed: weaker where tables without the field are less safe then. */
export function defaultFinding(code: string, field: string, { path, was, is, effect }: DefaultChange): UpgradeFinding {
  const lost = safetyLost(field, was, is);
  const statement = defaultStatement(was, is, effect);
  return lost === undefined
    ? note(code, path, statement, was === undefined ? 'See that it means what held before.' : NOTHING)
    : weaker(code, path, `${statement}. Those without it ${lost}`, keepSafe(field));
}
