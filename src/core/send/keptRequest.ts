import type { JournalEntry } from '../journal/entry.ts';
import { headersOfFile, replaceMasked } from './maskedParts.ts';
import { isSecretName, MASK } from './secrets.ts';

/** A request of the journal as text of a `.graph.http` file. */
export interface KeptRequest {
  readonly text: string;
  /** Variables that stand for what was masked: they are asked for when the request is sent. */
  readonly asked: readonly string[];
  /** Whether something is missing that cannot be asked for. */
  readonly incomplete: boolean;
}

/** Lines of a body that a request file reads as its own: separators, comments, a file in the body's place. */
const OWN_LINE = /^\s*(?:#|\/\/|<)/m;

/**
 * The request of an entry, to be sent again or passed on. What was masked becomes a variable that is asked
 * for; what was cut off, or is masked inside other text, is said in a comment.
 *
 * @param host of the file's URL: that of a sandbox changes with every start
 */
export function keptRequest(entry: JournalEntry, host: string): KeptRequest {
  const { request, cut, bare } = entry;
  const variables = new Variables();
  const replaced = replaceMasked({ ...request, headers: headersOfFile(request.headers) }, (name) =>
    variables.reference(name),
  );
  const url = replaced.url.replace(/^http:\/\/[^/]*/, `https://${host}`);
  const headers = replaced.headers.map(({ name, value }) => `${name}: ${value}`);
  const { body } = replaced;
  const left = [url, ...headers, body ?? ''].join('\n').includes(MASK);
  const values = [request.url, ...request.headers.map(({ value }) => value), request.body ?? ''].join('\n');
  const odd = values.includes('{{') || OWN_LINE.test(request.body ?? '');
  const notes = [
    ...(bare ? ['The history was off: only the method and the URL are known.'] : []),
    ...(cut ? ['The body was too long for the history: its end is missing.'] : []),
    ...(odd ? ['Parts of it look like references or comments of this file: check what would be sent.'] : []),
    ...(left ? [`The history keeps no secrets: replace each ${MASK}.`] : []),
  ];
  const text = [
    `### ${entry.origin?.title ?? `${request.method} again`}`,
    ...notes.map((note) => `# ${note}`),
    ...variables.names.map((name) => `# @prompt ${name}`),
    `${request.method} ${url}`,
    ...headers,
    ...(body === undefined ? [] : ['', body]),
  ];
  return { text: `${text.join('\n')}\n`, asked: variables.names, incomplete: notes.length > 0 };
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
