/** What each state has of a table, as the present provider writes it where nothing is set. */
export const STATE = {
  deletion_protection_enabled: false, point_in_time_recovery: [{ enabled: false }], table_class: 'STANDARD', server_side_encryption: [], ttl: [], stream_enabled: false, replica: [], on_demand_throughput: [],
};
