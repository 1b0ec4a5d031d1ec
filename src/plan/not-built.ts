import { isDeepStrictEqual } from 'node:util';
import { Unread } from './plan';
import { Json, listOf } from '../contract/json';

/** What a kustomization leaves out, patches or renames is not in the plan: where one changes, that is told. */
export function notBuilt(before: readonly Json[], after: readonly Json[]): Unread[] {
  const [was, is] = [before, after].map((objects) => objects.filter(isKustomization));
  return isDeepStrictEqual(was, is) ? [] : [{
    code: 'NotRendered',
    resource: 'Kustomization',
    problem: 'changes, and is not built, so that what it leaves out, patches or renames is not in the plan',
    fix: 'Compare what kustomize build prints of both.',
    isRejected: false,
  }];
}

/** Its file need not say what it is. */
function isKustomization({ apiVersion, kind, resources, patches }: Json): boolean {
  return String(apiVersion).startsWith('kustomize.config.k8s.io/')
    || (kind === undefined && (listOf(resources).some((each) => typeof each === 'string') || listOf(patches).length > 0));
}
