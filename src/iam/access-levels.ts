import { READ_DATA, READ_WRITE_DATA, STREAM_READ, WorkloadAccess, WRITE_DATA } from './workload-statements';
import { AccessLevel } from '../contract/access-trait';

/** The grant that each level of the trait `access` stands for. */
export const ACCESS_OF_LEVEL: Readonly<Record<AccessLevel, WorkloadAccess>> = {
  read: READ_DATA,
  write: WRITE_DATA,
  readWrite: READ_WRITE_DATA,
  stream: STREAM_READ,
};
