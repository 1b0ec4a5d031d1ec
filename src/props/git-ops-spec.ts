import { Options } from './options';
import { GitOpsTool, NO_TOOL } from '../gitops/tool';

/** Reads the option `gitOps`. */
export function readGitOps(options: Options): GitOpsTool {
  return { ...NO_TOOL, ...options.part('gitOps', 'GitOps.argoCd() or GitOps.flux()') };
}
