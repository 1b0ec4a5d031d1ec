import { CHECK_CLUSTER } from './check-cluster';
import { CHECK_UPGRADE } from './check-upgrade';
import { Command } from './command';
import { IMPORT } from './import';
import { PLAN } from './plan';
import { VALIDATE } from './validate';

/** Every command, in the order of the usage text. */
export const COMMANDS: readonly Command[] = [VALIDATE, PLAN, CHECK_CLUSTER, CHECK_UPGRADE, IMPORT];
