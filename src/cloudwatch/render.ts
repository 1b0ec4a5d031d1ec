/** What alarms and dashboards are rendered with. It is loaded with the first of them: most apps declare none. */
export { addMetricAlarm, alarmValidation } from './add-metric-alarm';
export { alarmsOf } from './alarms-of-table';
export { dashboardBody } from './dashboard-body';
export { registerNames } from './duplicates';
export { accountAlarm } from './metric-alarm';
export { foreignTopics, readActions, readPrefix, readSettings, unusedSettings } from './read-alarms';
export { inOnePartition, inOtherAccounts, readTables, unwatched } from './read-tables';
export { ACCOUNT_ALARMS, TABLE_ALARMS } from './recommended';
export { watchedTable } from './watched-table';
