import type { JsonObject } from '../../text/jsonValues.ts';
import type { Failure } from '../failures.ts';

/** An object as a GET found it, before a change or after one; or why it could not be read. */
export type Baseline = ObjectState | Unread;

/** What was read of an object. */
export interface ObjectState {
  readonly kind: 'read';
  readonly object: JsonObject;
  /** Its entity tag, from the body or the header, where the service gives one. */
  readonly etag?: string;
  /** The properties that `$select` asked for; absent: all that the service returns by itself. */
  readonly selected?: readonly string[];
  /** When it was read, in milliseconds since 1970. */
  readonly time: number;
}

/** Why nothing is known of the object: `message` is a sentence for a person. */
export interface Unread extends Failure {
  readonly kind: 'unread';
  /** Of the service's answer, where there was one. */
  readonly status?: number;
}
