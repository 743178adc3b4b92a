/** How the sandbox behaves where services differ, or where trouble is wanted: plain data, for whoever offers it. */
import type { ReadOnlyMode } from '../objects/readOnly.ts';

/** Trouble that is made for requests to come. */
export interface OrderedFault {
  /** As the header `x-sandbox-fault` has it: `status=429;retry-after=5`. */
  readonly order: string;
  /** `once`: the next request that it is for uses it up. */
  readonly times: 'once' | 'always';
  /** In upper case; empty: every method. */
  readonly methods: readonly string[];
}

/** What the sandbox does where services differ. */
export interface SandboxBehaviour {
  /** What becomes of a body that sets a property which cannot be set. */
  readonly readOnly: ReadOnlyMode;
  /** What a PATCH without `Prefer: return=…` is answered with: the object, or no body. */
  readonly answer: 200 | 204;
  /** Whether a change needs `If-Match` (428 without it). */
  readonly etag: 'optional' | 'required';
  /** Milliseconds before a request is looked at. */
  readonly latency: number;
  readonly fault?: OrderedFault;
}

/** How a sandbox behaves that nobody told otherwise. */
export const USUAL: SandboxBehaviour = { readOnly: 'refuse', answer: 200, etag: 'optional', latency: 0 };

/** Milliseconds. */
export const LONGEST_LATENCY = 60_000;

/** Methods that change something. */
export const CHANGING_METHODS: readonly string[] = ['POST', 'PATCH', 'PUT', 'DELETE'];
/** Methods that only read. */
export const READING_METHODS: readonly string[] = ['GET', 'HEAD'];

/** A fault that can be offered. */
export interface KnownFault {
  readonly order: string;
  readonly label: string;
  /** What happens, in one sentence. */
  readonly detail: string;
}

/** Faults worth offering, the most common first. */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    order: 'status=429;retry-after=5',
    label: '429 Too Many Requests, for 5 seconds',
    detail: 'Nothing is changed; Retry-After says when to come back.',
  },
  {
    order: 'status=429',
    label: '429 Too Many Requests, without a time',
    detail: 'Nothing is changed; the client has to choose how long it waits.',
  },
  {
    order: 'status=503;retry-after=5',
    label: '503 Service Unavailable, for 5 seconds',
    detail: 'Nothing is changed; Retry-After says when to come back.',
  },
  {
    order: 'status=503',
    label: '503 Service Unavailable, without a time',
    detail: 'Nothing is changed, but an answer like this does not say so.',
  },
  {
    order: 'status=500',
    label: '500 Internal Server Error',
    detail: 'Nothing is changed, but an answer like this does not say so.',
  },
  {
    order: 'reset-before',
    label: 'Connection cut before the change',
    detail: 'No answer comes, and nothing was changed.',
  },
  {
    order: 'reset-after',
    label: 'Connection cut after the change',
    detail: 'The change is made, and no answer comes.',
  },
  { order: 'slow-body', label: 'Slow answer', detail: 'The body takes about a second to arrive.' },
  {
    order: 'truncated-body',
    label: 'Answer cut off',
    detail: 'The change is made, and the connection is cut in the middle of the body.',
  },
  {
    order: 'broken-json',
    label: 'Broken JSON',
    detail: 'The change is made, and half of the body is missing, so that it is no JSON.',
  },
  {
    order: 'huge-body=20000000',
    label: 'Huge answer (20 MB)',
    detail: 'The object comes with 20 million characters of padding.',
  },
];

/** What differs from the usual behaviour, in short phrases; empty where nothing does. */
export function describeBehaviour(behaviour: SandboxBehaviour): readonly string[] {
  const { readOnly, answer, etag, latency, fault } = behaviour;
  return [
    ...(readOnly === USUAL.readOnly ? [] : ['passes over read-only values']),
    ...(answer === USUAL.answer ? [] : ['answers 204 without the object']),
    ...(etag === USUAL.etag ? [] : ['changes need If-Match']),
    ...(latency === USUAL.latency ? [] : [`waits ${latency} ms first`]),
    ...(fault === undefined ? [] : [describeFault(fault)]),
  ];
}

/** A fault in a short phrase: `500 Internal Server Error (next PATCH)`. */
export function describeFault({ order, times, methods }: OrderedFault): string {
  const label = KNOWN_FAULTS.find((known) => known.order === order)?.label ?? order;
  const which = describeMethods(methods);
  return `${label} (${times === 'once' ? `next ${which}` : `every ${which}`})`;
}

/** Methods as one word: `change`, `read`, `request`, or their names. */
function describeMethods(methods: readonly string[]): string {
  const same = (others: readonly string[]) =>
    methods.length === others.length && others.every((method) => methods.includes(method));
  if (methods.length === 0) return 'request';
  if (same(CHANGING_METHODS)) return 'change';
  return same(READING_METHODS) ? 'read' : methods.join(' or ');
}
