import { AlarmSettings } from './alarm-settings';
import { Alarm, capacityAlarm, operationsAlarm, partAlarm, replicaAlarm } from './metric-alarm';
import { Settings } from './read-alarms';
import {
  CONSUMED_READ_CAPACITY, CONSUMED_WRITE_CAPACITY, READ_THROTTLE_EVENTS, RecommendedAlarm, REPLICATION_LATENCY, SYSTEM_ERRORS, WRITE_THROTTLE_EVENTS,
} from './recommended';
import { Watched, WatchedTable } from './watched-table';

/** The alarms of a table, without those that are turned off. */
export function alarmsOf(table: WatchedTable, settings: Settings, prefix: string): Alarm[] {
  const alarm = (recommended: RecommendedAlarm, make: (own: AlarmSettings) => Alarm[]): Alarm[] => {
    const own = settings.get(recommended.property)!;
    return own.enabled === false ? [] : make(own);
  };
  const ofParts = (recommended: RecommendedAlarm): Alarm[] =>
    alarm(recommended, (own) => table.parts.map((part) => partAlarm(recommended, own, part, prefix)));
  const ofCapacity = (recommended: RecommendedAlarm, capacityOf: (part: Watched) => number | undefined): Alarm[] =>
    alarm(recommended, (own) => table.parts.flatMap((part) => {
      const capacity = capacityOf(part);
      return capacity === undefined ? [] : [capacityAlarm(recommended, own, part, capacity, prefix)];
    }));
  return [
    ...ofParts(READ_THROTTLE_EVENTS),
    ...ofParts(WRITE_THROTTLE_EVENTS),
    ...alarm(SYSTEM_ERRORS, (own) => [operationsAlarm(SYSTEM_ERRORS, own, table, prefix)]),
    ...ofCapacity(CONSUMED_READ_CAPACITY, ({ readCapacity }) => readCapacity),
    ...ofCapacity(CONSUMED_WRITE_CAPACITY, ({ writeCapacity }) => writeCapacity),
    ...alarm(REPLICATION_LATENCY, (own) => table.replicaRegions.map((region) => replicaAlarm(REPLICATION_LATENCY, own, table, region, prefix))),
  ];
}
