import { Json, objectOf } from '../contract/json';
import { ACK_REGION } from '../contract/names';

/** The region of an object of ACK: where ACK has found it, as its runtime does, or what the object says. */
export function regionOf({ metadata, status }: Json): string | undefined {
  const { region, arn } = objectOf(objectOf(status).ackResourceMetadata);
  return text(region) ?? text(String(arn).split(':')[3]) ?? text(objectOf(objectOf(metadata).annotations)[ACK_REGION]);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
