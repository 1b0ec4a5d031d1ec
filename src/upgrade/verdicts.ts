import { UpgradeFinding } from './finding';

/** The finding as one line for people. */
export function describeFinding({ code, path, statement, fix }: UpgradeFinding): string {
  return `${path} ${statement}. ${fix} [${code}]`;
}

/** The fix of a finding that needs none. */
export const NOTHING = 'Nothing is to be done.';

/** A breaking change that kro rejects. */
export function rejected(code: string, path: string, statement: string, fix: string): UpgradeFinding {
  return { code, path, statement, fix, breaking: true, weakens: false, refusedByKro: true };
}

/** A breaking change that kro accepts. */
export function accepted(code: string, path: string, statement: string, fix: string): UpgradeFinding {
  return { code, path, statement, fix, breaking: true, weakens: false, refusedByKro: false };
}

/** A change that breaks nothing, but after which tables are less safe. */
export function weaker(code: string, path: string, statement: string, fix: string): UpgradeFinding {
  return { code, path, statement, fix, breaking: false, weakens: true, refusedByKro: false };
}

/** A change that breaks nothing. */
export function note(code: string, path: string, statement: string, fix: string): UpgradeFinding {
  return { code, path, statement, fix, breaking: false, weakens: false, refusedByKro: false };
}
