import { idOf } from './going';
import { unplanned } from './graphs';
import { Unread } from './plan';
import { isPruned } from './pruning';
import { Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/** Platform resources that are no longer declared, nor given with --platform, while tables are: no table goes by that alone. */
export function platformGone(before: readonly Json[], known: { has(id: string): boolean }): Unread[] {
  const [first, ...more] = before.filter((object) => isOfPlatform(object) && isPruned(object) && !known.has(idOf(object)));
  return first === undefined ? [] : [unplanned(first, `is no longer declared${more.length === 0 ? '' : `, nor are ${more.length} more platform resources`}. What they do for tables ends: changes by kro and KubeVela, validation, and the rejected deletion of a protected one. kro may delete the API, and all tables with it`, ' If it is declared elsewhere, give it with --platform.')];
}

/** Policies name the API, and what binds them names them. */
function isOfPlatform({ kind, spec }: Json): boolean {
  return objectOf(objectOf(spec).schema).kind === KIND || (/^(ComponentDefinition|ValidatingAdmissionPolicy)/.test(String(kind)) && /dynamodbtable/i.test(JSON.stringify(spec)));
}
