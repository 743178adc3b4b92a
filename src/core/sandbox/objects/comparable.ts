import { isGuid } from '../../check/formats.ts';

/** A key as it is compared: a GUID without case, everything else exactly. */
export function comparable(key: string): string {
  return isGuid(key) ? key.toLowerCase() : key;
}
