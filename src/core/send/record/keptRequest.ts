import type { JournalEntry } from '../../journal/entry.ts';
import { isLiteralHeader, literalJson, literalUrl, oneLine } from '../../request/literal.ts';
import type { SentRequest } from '../../request/message.ts';
import { isSecretName, MASK } from '../../text/secrets.ts';
import { headersOfFile, replaceMasked } from '../mask/maskedParts.ts';

/** A request of the journal as text of a `.graph.http` file. */
export interface KeptRequest {
  readonly text: string;
  /** Variables that stand for what was masked: they are asked for when the request is sent. */
  readonly asked: readonly string[];
  /** Whether something is missing that cannot be asked for. */
  readonly incomplete: boolean;
}

/** Lines of a body that a request file reads as its own: separators, comments, files, further requests and answers. */
const OWN_LINE = /^\s*(?:#|\/\/|<|```|@|HTTP\/|(?:GET|POST|PATCH|PUT|DELETE)[ \t])/m;

/**
 * The request of an entry, to be sent again or passed on. What was masked becomes a variable that is asked
 * for; what was cut off, or is masked inside other text, is said in a comment.
 *
 * @param host of the file's URL: that of a sandbox changes with every start
 */
export function keptRequest(entry: JournalEntry, host: string): KeptRequest {
  const { request, cut, bare } = entry;
  const variables = new Variables();
  const replaced = replaceMasked(literal(request), (name) => variables.reference(name));
  const url = replaced.url.replace(/^http:\/\/[^/]*/, `https://${host}`);
  const headers = replaced.headers.map(({ name, value }) => `${name}: ${value}`);
  const { body } = replaced;
  const left = [url, ...headers, body ?? ''].join('\n').includes(MASK);
  const odd = !isLiteral(literal(request));
  const notes = [
    ...(bare ? ['The history was off: only the method and the URL are known.'] : []),
    ...(cut ? ['The body was too long for the history: its end is missing.'] : []),
    ...(odd ? ['Parts of it look like references or comments of this file: check what would be sent.'] : []),
    ...(left ? [`The history keeps no secrets: replace each ${MASK}.`] : []),
  ];
  const text = [
    `### ${oneLine(entry.origin?.title ?? `${request.method} again`)}`,
    ...notes.map((note) => `# ${note}`),
    ...variables.names.map((name) => `# @prompt ${name}`),
    `${request.method} ${url}`,
    ...headers,
    ...(body === undefined ? [] : ['', body]),
  ];
  return { text: `${text.join('\n')}\n`, asked: variables.names, incomplete: notes.length > 0 };
}

/** The request as a file has it: what looks like a reference in its URL or its JSON is a text there. */
function literal({ method, url, headers, body }: SentRequest): SentRequest {
  return {
    method,
    url: literalUrl(url),
    headers: headersOfFile(headers),
    ...(body === undefined ? {} : { body: isJson(body) ? literalJson(body) : body }),
  };
}

/** Whether nothing of a request is left that the file would read as something else. */
function isLiteral({ headers, body = '' }: SentRequest): boolean {
  const own = !isJson(body) && (body.includes('{{') || OWN_LINE.test(body));
  return !own && headers.every(({ value }) => isLiteralHeader(value));
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** The variables that take the place of masks, named after what was masked. */
class Variables {
  readonly #names: string[] = [];

  get names(): readonly string[] {
    return this.#names;
  }

  reference(masked: string): string {
    const plain = masked.replace(/\W+/g, '_').replace(/^(?=\d)|^$/, '_');
    // A name that sounds secret is not shown while it is typed, and not remembered.
    const base = isSecretName(plain) ? plain : `${plain}_secret`;
    let name = base;
    for (let number = 2; this.#names.includes(name); number++) name = `other${number}_${base}`;
    this.#names.push(name);
    return `{{${name}}}`;
  }
}
