/** Reading what the sandbox is told about its behaviour: headers, and the body of `PUT /_sandbox/behaviour`. */
import { isObject, ownValue } from '../../change/json.ts';
import { Refusal } from '../answer.ts';
import { LONGEST_LATENCY, type OrderedFault, type SandboxBehaviour, USUAL } from './behaviour.ts';
import { parseFaults } from './faults.ts';
import { ordersIn, unknownOrder, wholeNumber } from './orders.ts';

/** Name of the header that tells the behaviour for one request. */
export const BEHAVIOUR_HEADER = 'x-sandbox-behaviour';

type Draft = { -readonly [Name in keyof SandboxBehaviour]?: SandboxBehaviour[Name] };

const KNOWN =
  'read-only=refuse or ignore, answer=200 or 204, etag=optional or required, latency=<milliseconds>';

/**
 * Reads `x-sandbox-behaviour`: items joined by `;`, for instance `read-only=ignore;answer=204`.
 *
 * @returns what the header says; nothing else
 * @throws Refusal 400 where an item is not one of those that the sandbox knows.
 */
export function parseBehaviour(header: string | undefined): Partial<SandboxBehaviour> {
  const behaviour: Draft = {};
  for (const { name, value } of ordersIn(header)) {
    const read = readItem(name, value ?? '');
    if (read === undefined) throw unknownOrder(`'${name.slice(0, 40)}'`, BEHAVIOUR_HEADER, KNOWN);
    Object.assign(behaviour, read);
  }
  return behaviour;
}

function readItem(name: string, value: string): Draft | undefined {
  switch (name) {
    case 'read-only':
      return value === 'refuse' || value === 'ignore' ? { readOnly: value } : undefined;
    case 'answer':
      return value === '200' || value === '204' ? { answer: value === '200' ? 200 : 204 } : undefined;
    case 'etag':
      return value === 'optional' || value === 'required' ? { etag: value } : undefined;
    case 'latency': {
      const latency = wholeNumber(value, LONGEST_LATENCY);
      return latency === undefined ? undefined : { latency };
    }
    default:
      return undefined;
  }
}

/**
 * Reads a whole behaviour as JSON; what it leaves out is as usual.
 *
 * @throws Refusal 400 where a member is unknown or has a value that it cannot have.
 */
export function readBehaviour(value: unknown): SandboxBehaviour {
  if (!isObject(value)) throw malformed('The behaviour must be a JSON object.');
  const known = ['readOnly', 'answer', 'etag', 'latency', 'fault'];
  const strange = Object.keys(value).find((name) => !known.includes(name));
  if (strange !== undefined) throw malformed(`It has ${known.join(', ')}, and no '${strange.slice(0, 40)}'.`);
  const { readOnly, answer, etag, latency } = { ...USUAL, ...value };
  if (readOnly !== 'refuse' && readOnly !== 'ignore') throw malformed("'readOnly' is refuse or ignore.");
  if (answer !== 200 && answer !== 204) throw malformed("'answer' is 200 or 204.");
  if (etag !== 'optional' && etag !== 'required') throw malformed("'etag' is optional or required.");
  if (!Number.isInteger(latency) || latency < 0 || latency > LONGEST_LATENCY) {
    throw malformed(`'latency' is a whole number of milliseconds, at most ${LONGEST_LATENCY}.`);
  }
  const fault = ownValue(value, 'fault');
  const base = { readOnly, answer, etag, latency };
  return fault === undefined || fault === null ? base : { ...base, fault: readFault(fault) };
}

function readFault(value: unknown): OrderedFault {
  const { order, times = 'always', methods = [] } = isObject(value) ? value : {};
  if (typeof order !== 'string' || order === '') {
    throw malformed("'fault' needs an 'order', as the x-sandbox-fault header has it.");
  }
  if (times !== 'once' && times !== 'always') throw malformed("'times' of a fault is once or always.");
  if (!Array.isArray(methods) || !methods.every(isMethod)) {
    throw malformed("'methods' of a fault is a list of methods, such as PATCH.");
  }
  parseFaults(order);
  return { order, times, methods: methods.map((method) => method.toUpperCase()) };
}

function isMethod(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z]{1,16}$/.test(value);
}

function malformed(message: string): Refusal {
  return new Refusal(400, 'BadRequest', `This is no behaviour that the sandbox can have. ${message}`);
}
