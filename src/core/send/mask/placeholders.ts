import type { SentRequest } from '../../request/message.ts';
import { MASK } from '../../text/secrets.ts';
import { headersOfFile, replaceMasked } from './maskedParts.ts';

/** What every placeholder begins with: it is at home in URLs, headers, JSON and code alike. */
const BEGIN = 'REPLACE_WITH_';

/** A request that somebody else is to send. */
export interface PassedOn {
  /** Without the token, and without the headers that every request is given. */
  readonly request: SentRequest;
  /** The texts in it that stand for secrets: `REPLACE_WITH_password`. */
  readonly placeholders: readonly string[];
}

/** A request that went out, redacted, with a placeholder in the place of each secret. */
export function withPlaceholders(sent: SentRequest): PassedOn {
  const used = new Set<string>();
  const placeholder = (name: string) => {
    const text = BEGIN + (name.replace(/\W+/g, '_') || 'secret');
    used.add(text);
    return text;
  };
  const replaced = replaceMasked({ ...sent, headers: headersOfFile(sent.headers) }, placeholder);
  const rest = (text: string) => (text.includes(MASK) ? text.replaceAll(MASK, placeholder('secret')) : text);
  const request = {
    method: replaced.method,
    url: rest(replaced.url),
    headers: replaced.headers.map(({ name, value }) => ({ name, value: rest(value) })),
    ...(replaced.body === undefined ? {} : { body: rest(replaced.body) }),
  };
  return { request, placeholders: [...used] };
}
