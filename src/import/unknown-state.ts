import { Unresolved } from './part';
import { Json } from '../contract/json';

/** What adoption changes where it is not declared, as Terraform calls it. Each state has it, without a value where it is not set, if its provider knows it. */
const OF_EACH_STATE = ['deletion_protection_enabled', 'point_in_time_recovery', 'table_class', 'server_side_encryption', 'ttl', 'stream_enabled', 'replica', 'on_demand_throughput'];

const PROTECTS = ['deletion_protection_enabled', 'point_in_time_recovery'];

/**
 * A table of a state, in which what an older provider does not know is unknown.
 * @param instead what to import instead
 * @param spell how the state writes a name of Terraform
 */
export function withUnknown(values: Json, instead: string, spell = (name: string): string => name): Json {
  const isProvisioned = (values[spell('billing_mode')] ?? 'PROVISIONED') === 'PROVISIONED';
  const lacking = OF_EACH_STATE.filter((name) => !(spell(name) in values) && !(isProvisioned && name === 'on_demand_throughput'));
  const unknown = (name: string): Unresolved => new Unresolved(`The state does not have it, as of an older provider. ${
    PROTECTS.includes(name) ? 'It is declared as on, and adoption turns it on where it is off.' : 'If it is set in AWS, adoption changes it.'
  } ${instead}`);
  return lacking.length === 0 ? values : { ...values, ...Object.fromEntries(lacking.map((name) => [spell(name), unknown(name)])) };
}
