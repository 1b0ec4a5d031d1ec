import { LocatedViolation, printPath } from './located';
import { Path } from './origins';
import { validateStatusPath } from './outputs';
import { Json, objectOf, objectsOf } from '../contract/json';
import { KIND, PLATFORM } from '../contract/names';

/** What a graph of kro that is not the platform's makes of ACK's tables, and reads of the status of ours. */
export function validateGraph({ kind, metadata, spec }: Json): LocatedViolation[] {
  if (kind !== 'ResourceGraphDefinition' || PLATFORM in objectOf(objectOf(metadata).annotations)) {
    return [];
  }
  const resources = objectsOf(objectOf(spec).resources);
  const ids = resources.filter(({ template, externalRef }) => objectOf(template ?? externalRef).kind === KIND).map(({ id }) => String(id)).filter((id) => /^\w+$/.test(id));
  return [
    ...resources.flatMap(({ template }, i): LocatedViolation[] => {
      const { apiVersion, kind: of } = objectOf(template);
      const at = ['spec', 'resources', i, 'template'];
      return of !== 'Table' || !String(apiVersion).startsWith('dynamodb.services.k8s.aws/') ? [] : [{
        code: 'NotValidated', severity: 'warning', property: printPath(at), problem: 'is a Table of ACK, so it was not validated', fix: `Use a ${KIND} there, which is.`, at,
      }];
    }),
    ...ids.length === 0 ? [] : statusIn(spec, ['spec'], new RegExp(`\\b(${ids.join('|')})\\.status\\.\\??(\\w+)`, 'g')),
  ];
}

/** The texts of a value, which may hold itself by an alias of YAML. */
function statusIn(value: unknown, at: Path, status: RegExp, within: readonly unknown[] = []): LocatedViolation[] {
  if (typeof value === 'string') {
    return [...value.matchAll(status)].flatMap(([path, id, name]) => validateStatusPath(printPath(at), path, `${id}.status`, name).map((violation) => ({ ...violation, at })));
  }
  return typeof value !== 'object' || value === null || within.includes(value) ? []
    : Object.entries(value).flatMap(([key, each]) => statusIn(each, [...at, Array.isArray(value) ? Number(key) : key], status, [...within, value]));
}
