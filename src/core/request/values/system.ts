import { addTime, formatTime, iso8601, isTimeUnit, rfc1123, type TimeUnit, type ZonedTime } from './dates.ts';
import type { Scope } from './scope.ts';

/** A system variable's value, or why it has none. */
export type SystemValue =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: string };

/** A system variable, for completion and hover. */
export interface SystemVariable {
  /** With the `$`. */
  readonly name: string;
  /** How it is written between the braces. */
  readonly usage: string;
  /** What it stands for, in a plain sentence. */
  readonly description: string;
}

/** Every system variable that a request file can use. */
export const SYSTEM_VARIABLES: readonly SystemVariable[] = [
  { name: '$guid', usage: '$guid', description: 'A new random GUID.' },
  {
    name: '$timestamp',
    usage: '$timestamp [-1 d]',
    description: 'Seconds since 1970, now or some time before or after.',
  },
  {
    name: '$datetime',
    usage: "$datetime iso8601|rfc1123|'YYYY-MM-DD' [-1 d]",
    description: 'Date and time in UTC, now or some time before or after.',
  },
  {
    name: '$localDatetime',
    usage: "$localDatetime iso8601|rfc1123|'YYYY-MM-DD' [-1 d]",
    description: 'Date and time in this computer’s time zone, now or some time before or after.',
  },
  {
    name: '$randomInt',
    usage: '$randomInt 1 100',
    description: 'A random whole number, from the first up to but without the second.',
  },
  {
    name: '$processEnv',
    usage: '$processEnv NAME',
    description:
      'A variable of the process’s environment; with %NAME, the one that the variable NAME is the name of.',
  },
  { name: '$dotenv', usage: '$dotenv NAME', description: 'A variable of the .env file beside the request.' },
];

/** What people coming from other tools write, and what it is here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['$uuid', 'Write {{$guid}}.'],
  ['$random.uuid', 'Write {{$guid}}.'],
  ['$isoTimestamp', 'Write {{$datetime iso8601}}.'],
  ['$random.integer', 'Write {{$randomInt 1 100}}.'],
  ['$aadToken', 'No token is needed here: delete it, the editor signs you in.'],
  ['$aadV2Token', 'No token is needed here: delete it, the editor signs you in.'],
]);

/**
 * The value of a system variable.
 *
 * @param expression what stands between the braces, trimmed, from the `$`
 */
export function systemValue(expression: string, scope: Scope): SystemValue {
  const [name = '', rest = ''] = splitFirst(expression);
  switch (name) {
    case '$guid':
      return rest === '' ? value(scope.guid()) : wrong('$guid takes nothing after it: write {{$guid}}.');
    case '$timestamp':
      return timestamp(rest, scope);
    case '$datetime':
      return dateTime(name, rest, scope, false);
    case '$localDatetime':
      return dateTime(name, rest, scope, true);
    case '$randomInt':
      return randomInteger(rest, scope);
    case '$processEnv':
      return processVariable(rest, scope);
    case '$dotenv':
      return dotenvVariable(rest, scope);
    default:
      return wrong(
        elsewhere(expression) ??
          ELSEWHERE.get(name) ??
          `There is no system variable ${name.replace(/\(.*/, '')}. ${known()}`,
      );
  }
}

/** Variables of JetBrains with what they are given: `$random.integer(1, 5)`, `$env.NAME`. */
function elsewhere(expression: string): string | undefined {
  const variable = /^\$env\.(\w+)$/.exec(expression)?.[1];
  if (variable !== undefined) return `Write {{$processEnv ${variable}}}.`;
  const [, from, to] = /^\$random\.integer\(\s*(-?\d+)\s*,\s*(-?\d+)\s*\)$/.exec(expression) ?? [];
  return from === undefined ? undefined : `Write {{$randomInt ${from} ${to}}}.`;
}

function known(): string {
  return `There are ${SYSTEM_VARIABLES.map((each) => each.name).join(', ')}.`;
}

function value(text: string): SystemValue {
  return { ok: true, value: text };
}

function wrong(reason: string): SystemValue {
  return { ok: false, reason };
}

function splitFirst(text: string): [string, string] {
  const at = text.search(/\s/);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at).trim()];
}

/** `-1 d`, read; nothing for an empty text; undefined where it is not well written. */
function readMovement(text: string): { amount: number; unit: TimeUnit } | 'none' | undefined {
  if (text === '') return 'none';
  const [amount, unit] = splitFirst(text);
  if (!/^[+-]?\d{1,15}$/.test(amount) || !isTimeUnit(unit)) return undefined;
  return { amount: Number(amount), unit };
}

const UNITS = 'y, M, w, d, h, m, s or ms';

function timestamp(rest: string, scope: Scope): SystemValue {
  const movement = readMovement(rest);
  if (movement === undefined) {
    return wrong(`Write {{$timestamp}}, or {{$timestamp -1 d}} with one of the units ${UNITS}.`);
  }
  const now = scope.now();
  const time = movement === 'none' ? now : addTime(now, movement.amount, movement.unit);
  return Number.isNaN(time) ? outOfRange() : value(String(Math.floor(time / 1000)));
}

function outOfRange(): SystemValue {
  return wrong('That is further away than dates go. Use a smaller number.');
}

const QUOTED = /^(?:'([^']*)'|"([^"]*)")(?:\s+(.*))?$/;

function dateTime(name: string, rest: string, scope: Scope, local: boolean): SystemValue {
  const quoted = QUOTED.exec(rest);
  const [word, behindWord] = splitFirst(rest);
  const pattern = quoted?.[1] ?? quoted?.[2];
  const movement = readMovement(quoted === null ? behindWord : (quoted[3] ?? '').trim());
  if ((pattern === undefined && word !== 'iso8601' && word !== 'rfc1123') || movement === undefined) {
    return wrong(
      `Write {{${name} iso8601}}, {{${name} rfc1123}} or {{${name} 'YYYY-MM-DD'}}; -1 d may follow, with one of the units ${UNITS}.`,
    );
  }
  const zoned = movedTime(scope, local, movement);
  if (Number.isNaN(zoned.time) || Number.isNaN(new Date(zoned.time + zoned.offset * 60_000).getTime())) {
    return outOfRange();
  }
  if (pattern !== undefined) return value(formatTime(zoned, pattern));
  return value(word === 'rfc1123' ? rfc1123(zoned, local) : iso8601(zoned, local));
}

/** Days and longer units are added on the clock of the time zone, so that a day is a day where clocks change. */
function movedTime(
  scope: Scope,
  local: boolean,
  movement: { amount: number; unit: TimeUnit } | 'none',
): ZonedTime {
  const now = scope.now();
  const offsetAt = (time: number): number => (local && !Number.isNaN(time) ? scope.timeZoneOffset(time) : 0);
  if (movement === 'none') return { time: now, offset: offsetAt(now) };
  const { amount, unit } = movement;
  if (unit === 'h' || unit === 'm' || unit === 's' || unit === 'ms') {
    const time = addTime(now, amount, unit);
    return { time, offset: offsetAt(time) };
  }
  const wall = addTime(now + offsetAt(now) * 60_000, amount, unit);
  const guess = wall - offsetAt(now) * 60_000;
  const time = wall - offsetAt(guess) * 60_000;
  return { time, offset: offsetAt(time) };
}

function randomInteger(rest: string, scope: Scope): SystemValue {
  const [first, second] = splitFirst(rest);
  const low = integer(first);
  const high = integer(second);
  if (low === undefined || high === undefined) {
    return wrong('Write {{$randomInt 1 100}}, with two whole numbers.');
  }
  if (low >= high) return wrong('The second number of $randomInt must be greater than the first.');
  return value(String(low + Math.floor(scope.random() * (high - low))));
}

function integer(text: string): number | undefined {
  if (!/^[+-]?\d{1,16}$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

function processVariable(rest: string, scope: Scope): SystemValue {
  const indirect = rest.startsWith('%');
  const written = indirect ? rest.slice(1) : rest;
  if (!/^\w+$/.test(written)) return wrong('Write {{$processEnv NAME}}, with the name of one variable.');
  const name = indirect ? (scope.environment.get(written) ?? written) : written;
  const found = scope.processEnv(name);
  if (found !== undefined) return value(found);
  return wrong(`The process’s environment has no variable ${name}. Set it and start the editor again.`);
}

function dotenvVariable(rest: string, scope: Scope): SystemValue {
  const indirect = rest.startsWith('%');
  const written = indirect ? rest.slice(1) : rest;
  if (!/^[\w.-]+$/.test(written)) return wrong('Write {{$dotenv NAME}}, with the name of one variable.');
  const name = indirect ? (scope.environment.get(written) ?? written) : written;
  const found = scope.dotenv(name);
  if (found !== undefined) return value(found);
  return wrong(`No .env file beside the request, or above it, has a variable ${name}. Add it there.`);
}
