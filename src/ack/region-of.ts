import { Json, objectOf } from '../contract/json';
import { ACK_REGION } from '../contract/names';

/** The region of an object of ACK, as it says, or as ACK has found it. */
export function regionOf({ metadata, status }: Json): string | undefined {
  return text(objectOf(objectOf(metadata).annotations)[ACK_REGION]) ?? text(objectOf(objectOf(status).ackResourceMetadata).region);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
