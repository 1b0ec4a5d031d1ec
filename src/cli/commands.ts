import { CHECK_UPGRADE } from './check-upgrade';
import { Command } from './command';
import { IMPORT } from './import';
import { VALIDATE } from './validate';

/** Every command, in the order of the usage text. */
export const COMMANDS: readonly Command[] = [VALIDATE, CHECK_UPGRADE, IMPORT];
