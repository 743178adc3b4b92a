import { isRecord } from '../../core/text/jsonValues.ts';
import type { ResponseRef } from './response.ts';

/** What a page says of itself after a reload, as far as it is needed to act on it. */
export interface Remembered extends ResponseRef {
  readonly pinned: boolean;
  /** Id of its entry in the journal; absent where it had none. */
  readonly entry?: string;
}

/**
 * Reads what a page saved of itself (see `SavedPage` of the page);
 * undefined where it had no response, or is not understood.
 */
export function readRemembered(state: unknown): Remembered | undefined {
  if (!isRecord(state) || !isRecord(state.response)) return undefined;
  const { id, entry, time, url } = state.response;
  if (typeof id !== 'string' || typeof time !== 'string' || typeof url !== 'string') return undefined;
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) return undefined;
  return {
    id: typeof entry === 'string' ? entry : id,
    time: milliseconds,
    url,
    pinned: state.pinned === true,
    ...(typeof entry === 'string' ? { entry } : {}),
  };
}
