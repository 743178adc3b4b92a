import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { isObject, ownValue } from '../../change/json.ts';
import type { SchemaError } from '../../check/schema/error.ts';
import type { JsonObject } from '../../text/jsonValues.ts';

/** A mistake in a body, said in words. No value of the body is repeated: it may be a secret. */
export interface Mistake {
  readonly message: string;
  /** The property that it is about: `state/deviceErrorCode`; empty for the body itself. */
  readonly target: string;
}

/** At most `limit` code units of what a client wrote, for use in a sentence. */
export function shortened(text: string, limit = 120): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

/** Forms of values that JSON writes as text or number, by the names that `EdmFormat` has. */
const FORMS: Readonly<Record<string, string>> = {
  'date-time': 'a DateTimeOffset like 2025-10-27T08:15:00Z',
  date: 'a Date like 2025-10-27',
  'edm-time-of-day': 'a TimeOfDay like 08:15:00',
  'edm-duration': 'a Duration like P1DT2H',
  uuid: 'a Guid like 3f2b1c6a-0d4e-4a57-9c68-7b8e9f0a1b2c',
  'edm-binary': 'Binary in base64',
  'edm-int64': 'a 64-bit whole number',
  'edm-double': 'a number, or INF, -INF or NaN as text',
  'edm-decimal': 'a number, or INF, -INF or NaN as text',
  'edm-flags': 'names of members joined by commas',
  uri: 'an absolute URI like https://contoso.com',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a collection ([ … ])',
  object: 'an object ({ … })',
};

/**
 * An error of a schema in words, in the style of Microsoft Graph.
 *
 * @param body that was checked, to tell null from other wrong values
 * @param resource the type's short name
 */
export function sentenceOf(error: SchemaError, body: JsonObject, resource: string): Mistake {
  const path = pointerNames(error.instancePath);
  const { params } = error;
  if (error.keyword === 'additionalProperties') {
    const target = pathText([...path, String(params.additionalProperty)]);
    return {
      message: `The property '${target}' does not exist on the type that it is sent for. Use only properties that the type defines.`,
      target,
    };
  }
  if (error.keyword === 'required') {
    const target = pathText([...path, String(params.missingProperty)]);
    return { message: `'${target}' is missing: ${missingReason(String(params.missingProperty))}`, target };
  }
  const target = pathText(path);
  const wish = valueAt(body, path) === null ? 'it cannot be null' : wishOf(error);
  return {
    message: `Invalid value specified for property '${target}' of resource '${resource}': ${wish}.`,
    target,
  };
}

function missingReason(name: string): string {
  return name === '@odata.type'
    ? 'the value has to say which type it is.'
    : 'this type cannot be sent without it.';
}

/** What an enumeration takes besides the values that a person means: nothing, and what is yet to come. */
const UNSENT: ReadonlySet<string> = new Set(['null', UNKNOWN_FUTURE_VALUE]);

function wishOf({ keyword, params }: SchemaError): string {
  switch (keyword) {
    case 'type': {
      const wanted = String(params.type)
        .split(',')
        .filter((type) => type !== 'null')
        .map((type) => TYPES[type] ?? type);
      return `it must be ${wanted.join(' or ')}`;
    }
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
      const names = allowed.filter((name) => !UNSENT.has(name) && !allowed.includes(`#${name}`));
      return `it must be one of ${names.join(', ')}`;
    }
    case 'format':
      return `it must be ${FORMS[String(params.format)] ?? String(params.format)}`;
    case 'maxLength':
      return `it can have at most ${params.limit} characters`;
    case 'minLength':
      return `it must have at least ${params.limit} characters`;
    case 'maximum':
      return `it can be at most ${params.limit}`;
    case 'minimum':
      return `it must be at least ${params.limit}`;
    case 'maxItems':
      return `it can have at most ${params.limit} items`;
    case 'minItems':
      return `it must have at least ${params.limit} items`;
    case 'pattern':
      return `it must match ${params.pattern}`;
    default:
      return 'it does not fit';
  }
}

/** The names of a JSON pointer (RFC 6901). */
function pointerNames(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(body: JsonObject, path: readonly string[]): unknown {
  let value: unknown = body;
  for (const name of path) {
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isObject(value) ? ownValue(value, name) : undefined;
  }
  return value;
}

function pathText(path: readonly string[]): string {
  const text = path.join('/');
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
