import { isDeepStrictEqual } from 'node:util';
import { idOf } from './going';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { labelOf } from '../validation/objects';

/** What Argo CD and Flux are told of how they work, by their API references. All else decides what is deployed, and where. */
const NOT_COUNTED = new Set([
  'project', 'syncPolicy', 'ignoreDifferences', 'info', 'revisionHistoryLimit', 'strategy', 'preservedFields', 'ignoreApplicationDifferences',
  'interval', 'retryInterval', 'timeout', 'suspend', 'wait', 'healthChecks', 'healthCheckExprs', 'dependsOn', 'serviceAccountName', 'prune', 'force',
  'deletionPolicy', 'decryption', 'maxHistory', 'install', 'upgrade', 'rollback', 'uninstall', 'test', 'driftDetection', 'persistentClient',
  'reconcileStrategy', 'provider', 'verify', 'secretRef', 'certSecretRef', 'proxySecretRef', 'insecure', 'passCredentials',
]);

/** A new image of a workload is no other table. */
const OF_IMAGES = /(^|\.)(image|repository|tag|newName|newTag|digest|replicas|replicaCount|count)$/;
const IMAGE_LINES = /^[\s-]*(image|repository|tag|digest|replicas|replicaCount): *[^\s[{].*$/gm;

export function withoutImages(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (name, each) => {
    const isParameter = isObject(each) && each.value !== undefined;
    return name === 'images' || OF_IMAGES.test(isParameter ? String(each.name) : typeof each === 'object' ? '' : name) ? undefined
      : typeof each === 'string' ? each.replace(IMAGE_LINES, '') : each;
  }));
}

export function isPruning({ syncPolicy }: Json): boolean {
  return objectOf(objectOf(syncPolicy).automated).prune === true;
}

/** What counts of a spec, that of a chart or a template in it too. */
function counted({ chart, template, source, sources, ...rest }: Json): Json {
  const { metadata, spec } = objectOf(template);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !NOT_COUNTED.has(name))),
    chart: isObject(chart) ? counted(objectOf(chart.spec)) : chart,
    sources: [source, ...listOf(sources)].filter(isObject),
    template: objectOf(metadata).name,
    ...isPruning(objectOf(spec)) ? counted(objectOf(spec)) : {},
  };
}

/**
 * By what a deployer finds and places what it deploys: by fields of its own, and by the sources that these name.
 * @param find another object, by its id
 */
export function placeOf({ metadata, spec }: Json, find: (id: string) => Json | undefined): Json {
  const place = withoutImages(counted(objectOf(spec))) as { [name: string]: unknown };
  const follow = (value: unknown, namespace: unknown): void => sourcesIn(value, namespace).forEach((source) => {
    const [name, found] = [labelOf(source), find(idOf(source))];
    if (found !== undefined && !(name in place)) {
      place[name] = { ...counted(objectOf(found.spec)), data: found.data, stringData: found.stringData };
      follow(place[name], source.metadata.namespace);
    }
  });
  follow(place, objectOf(metadata).namespace);
  return place;
}

const SOURCES = /^((Git|OCI|Helm)Repository|Bucket|HelmChart)$/;

/** What is named in there that Flux fetches, or takes values from. */
function sourcesIn(value: unknown, namespace: unknown, byDefault?: string): Array<Json & { readonly metadata: Json }> {
  const { kind = byDefault, name, namespace: own = namespace } = objectOf(value);
  const apiVersion = SOURCES.test(String(kind)) ? 'source.toolkit.fluxcd.io/v1' : kind === 'ConfigMap' || kind === 'Secret' ? 'v1' : undefined;
  return [
    ...apiVersion === undefined || name === undefined ? [] : [{ apiVersion, kind, metadata: { namespace: own, name } }],
    ...typeof value !== 'object' ? [] : Object.entries(value ?? {})
      .flatMap(([key, each]) => sourcesIn(each, namespace, key === 'repository' ? 'GitRepository' : undefined)),
  ];
}

/** The names of what differs, but for what lists of sources have besides: nothing goes by that. */
export function differing(before: Json, after: Json): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => !holds(after[name], before[name], name));
}

function holds(value: unknown, before: unknown, name = ''): boolean {
  if (Array.isArray(value) && Array.isArray(before) && ['elements', 'generators', 'sources'].includes(name)) {
    return before.every((one) => value.some((other) => holds(other, one)));
  }
  return isObject(value) && isObject(before) ? differing(before, value).length === 0 : isDeepStrictEqual(value, before);
}
