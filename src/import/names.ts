/**
 * The name of a property as all sources share it: `KMSMasterKeyId` (AWS API, CloudFormation), `kmsMasterKeyID` (ACK) and
 * `kms_master_key_id` (Terraform) are `kmsMasterKeyId`. So one table of names reads them all.
 */
export function canonicalName(name: string): string {
  let known = canonical.get(name);
  if (known === undefined) {
    known = name
      .replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
      .replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (start) => start.toLowerCase())
      .replace(/(ID|ARN|URL)(?=$|Ref$|Selector$)/, (end) => end[0] + end.slice(1).toLowerCase());
    // The names of a hostile file must not fill the memory.
    if (canonical.size < 10_000) {
      canonical.set(name, known);
    }
  }
  return known;
}

const canonical = new Map<string, string>();
