/** The keys of the Secret that kro makes for a table, in its order. */
export const CONNECTION_KEYS = ['tableName', 'region', 'endpoint', 'tableArn', 'tableID', 'streamArn'] as const;

export type ConnectionKey = typeof CONNECTION_KEYS[number];
