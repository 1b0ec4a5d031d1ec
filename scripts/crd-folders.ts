import { existsSync } from 'node:fs';

/**
 * The folders in which CRDs are looked for, the first that has a file counts: CRD_DIR, and before it a folder of the same name
 * that ends in `-next`, for CRDs of newer releases. Empty without CRD_DIR.
 */
export function crdFolders(): string[] {
  const folder = process.env.CRD_DIR;
  return folder ? [`${folder.replace(/\/$/, '')}-next`, folder].filter((each) => existsSync(each)) : [];
}
