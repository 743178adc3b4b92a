import type { ResourceSchema } from '../../catalog/schema.ts';
import { exactJson } from '../../change/exact.ts';
import { readObjectInSteps } from '../../change/readInSteps.ts';
import type { HeaderLine, ResolvedRequest, SentRequest } from '../../request/message.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { MASK, maskPatterns, maskPatternsInSteps } from '../../text/secrets.ts';
import { runAtOnce, type Steps } from '../../text/steps.ts';
import type { Answer, GraphError, Outcome } from '../outcome.ts';
import { type RedactableRequest, redactHeader, redactRequest, secretsOfRequest } from './redact.ts';
import { type BodyMask, redactBody, redactBodyInSteps } from './redactBody.ts';
import { SecretTexts, SHORTEST_INSIDE } from './secretTexts.ts';

/**
 * The secrets of one request, to be masked in its answer: a service may repeat a password that it was sent,
 * under another name or in the middle of a sentence. They cannot be read from outside.
 */
export class Echoes {
  readonly #schema: ResourceSchema | undefined;
  /** As they may be written inside other text. */
  readonly #long: SecretTexts;
  /** Those that are masked only where they are all of a value: they would tear words apart. */
  readonly #short: ReadonlySet<string>;
  readonly #mask: BodyMask;
  readonly #objects = new WeakMap<JsonObject, MaskedObject>();

  /** @param request before anything in it was masked */
  constructor(request: RedactableRequest & Pick<ResolvedRequest, 'secrets'>, schema?: ResourceSchema) {
    const named = [...secretsOfRequest(request, schema), ...(request.secrets ?? [])];
    const secrets = named.filter((secret) => !PLAIN.has(secret));
    this.#schema = schema;
    this.#short = new Set(secrets.filter(({ length }) => length < SHORTEST_INSIDE));
    const long = [...new Set(secrets)].filter(({ length }) => length >= SHORTEST_INSIDE);
    this.#long = new SecretTexts(long.flatMap(spellings));
    this.#mask = { text: this.text, inSteps: (text) => this.#textInSteps(text) };
  }

  /** A text with the secrets masked, and with what looks like one. */
  readonly text = (text: string): string => {
    if (this.#short.has(text)) return MASK;
    return maskPatterns(this.#long.mask(text));
  };

  *#textInSteps(text: string): Steps<string> {
    if (this.#short.has(text)) return MASK;
    return yield* maskPatternsInSteps(yield* this.#long.maskInSteps(text));
  }

  /** A body with the secrets masked, and with what is secret by its name. */
  body(text: string): string {
    return redactBody(text, this.#schema, this.#mask);
  }

  /** An object with the secrets masked, as JSON; looked through once, as it may have megabytes. */
  objectText(object: JsonObject): string {
    return runAtOnce(this.#masked(object)).text;
  }

  /** The same as an object: the very same one where nothing of it is secret. */
  object(object: JsonObject): JsonObject {
    return runAtOnce(this.#masked(object)).object;
  }

  /** Looks an object through in steps, so that its text and the object are there at once afterwards. */
  *prepare(object: JsonObject): Steps<void> {
    yield* this.#masked(object);
  }

  *#masked(object: JsonObject): Steps<MaskedObject> {
    const before = this.#objects.get(object);
    if (before) return before;
    const json = exactJson(object);
    const text = yield* redactBodyInSteps(json, this.#schema, this.#mask, true);
    // Masking keeps JSON what it is.
    const masked = { text, object: text === json ? object : ((yield* readObjectInSteps(text)) ?? {}) };
    this.#objects.set(object, masked);
    return masked;
  }

  /** An answer's header as it can be shown. */
  header(line: HeaderLine): HeaderLine {
    const { name, value } = redactHeader(line);
    return { name, value: this.text(value) };
  }

  /** The request itself as it can be shown and kept. Its path stays: without it nobody knows what it is about. */
  request(request: RedactableRequest): SentRequest {
    return runAtOnce(this.requestInSteps(request));
  }

  /** The same in steps, as its body may have megabytes. */
  *requestInSteps({ body, ...head }: RedactableRequest): Steps<SentRequest> {
    const { method, url, headers } = redactRequest(head, this.#schema);
    const query = url.search(/[?#]/);
    return {
      method,
      url: query < 0 ? url : url.slice(0, query) + this.text(url.slice(query)),
      headers: headers.map(({ name, value }) => ({ name, value: this.text(value) })),
      ...(body === undefined ? {} : { body: yield* redactBodyInSteps(body, this.#schema, this.#mask) }),
    };
  }

  /** What came of the request, as it can be shown and kept: in steps, as an answer may have many megabytes. */
  *outcome(outcome: Outcome): Steps<Outcome> {
    switch (outcome.kind) {
      case 'object': {
        const answer = yield* this.#answer(outcome.answer, true);
        if (answer.body === outcome.answer.body) return { ...outcome, answer };
        // Masking keeps JSON what it is.
        return { ...outcome, answer, object: (yield* readObjectInSteps(answer.body)) ?? {} };
      }
      case 'changed':
        return { ...outcome, answer: yield* this.#answer(outcome.answer) };
      case 'refused':
        return {
          ...outcome,
          answer: yield* this.#answer(outcome.answer),
          error: this.#error(outcome.error),
        };
      case 'not-sent':
      case 'unknown':
        return { ...outcome, message: this.text(outcome.message) };
      default:
        return outcome satisfies never;
    }
  }

  *#answer(answer: Answer, isJson?: true): Steps<Answer> {
    return {
      ...answer,
      headers: answer.headers.map((line) => this.header(line)),
      body: yield* redactBodyInSteps(answer.body, this.#schema, this.#mask, isJson),
    };
  }

  #error(error: GraphError): GraphError {
    const { code, message, target, details } = error;
    const inner = ({ target: at, ...rest }: GraphError['details'][number]) => ({
      code: this.text(rest.code),
      message: this.text(rest.message),
      ...(at === undefined ? {} : { target: this.text(at) }),
    });
    return {
      ...error,
      code: this.text(code),
      message: this.text(message),
      details: details.map(inner),
      ...(target === undefined ? {} : { target: this.text(target) }),
    };
  }
}

interface MaskedObject {
  readonly text: string;
  readonly object: JsonObject;
}

/** Of requests that are in use, as they were resolved. */
const known = new WeakMap<object, { readonly schema: ResourceSchema | undefined; readonly echoes: Echoes }>();

/** The secrets of a request; those of the same request are looked for once, as its body may have megabytes. */
export function echoesOf(request: ResolvedRequest, schema: ResourceSchema | undefined): Echoes {
  const before = known.get(request);
  if (before !== undefined && before.schema === schema) return before.echoes;
  const echoes = new Echoes(request, schema);
  known.set(request, { schema, echoes });
  return echoes;
}

/** Values that are no secret, whatever they are called. */
const PLAIN: ReadonlySet<string> = new Set(['', MASK, 'true', 'false', 'null']);

/** How a secret is written in a text that is no JSON: as it is, in a JSON text, in a URL, in a web page. */
function spellings(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encoded(secret), inMarkup(secret)];
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair cannot be encoded.
    return text;
  }
}

function inMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
