import { visit } from 'jsonc-parser';
import type { HeaderLine, SentRequest } from '../../request/message.ts';
import { MASK } from '../../text/secrets.ts';
import { OURS } from '../headers.ts';

/** Headers that are added to each request anyway; the id would be that of the earlier request. */
const ADDED: ReadonlySet<string> = new Set(['client-request-id', 'accept-encoding', 'user-agent']);

/** The headers of a request that went out which its file has, or could have: without the token and what is added. */
export function headersOfFile(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.filter(({ name }) => !OURS.has(name.toLowerCase()) && !ADDED.has(name.toLowerCase()));
}

/**
 * A redacted request in which something stands for each value that was masked whole: a parameter of the URL, a
 * header, a text of the body. What is masked inside of other text stays masked.
 *
 * @param reference what stands for a value; it is given the name of the parameter, header or property, and is put
 *   between quotes where the body has a text
 */
export function replaceMasked(request: SentRequest, reference: (name: string) => string): SentRequest {
  const { method, url, headers, body } = request;
  return {
    method,
    url: inUrl(url, reference),
    headers: headers.map(({ name, value }) => ({ name, value: value === MASK ? reference(name) : value })),
    ...(body === undefined ? {} : { body: inBody(body, reference) }),
  };
}

const MASKED_PARAMETER = new RegExp(`([?&;])([^=&#;]+)=${MASK}(?=$|[&#;])`, 'g');

function inUrl(url: string, reference: (name: string) => string): string {
  return url.replaceAll(
    MASKED_PARAMETER,
    (_whole, mark: string, name: string) => `${mark}${name}=${reference(name)}`,
  );
}

/** Replaces texts that are nothing but a mask. */
function inBody(body: string, reference: (name: string) => string): string {
  const edits: { readonly offset: number; readonly length: number; readonly text: string }[] = [];
  let property = 'value';
  visit(body, {
    onObjectProperty: (name) => {
      property = name;
    },
    onLiteralValue: (value, offset, length) => {
      if (value === MASK) edits.push({ offset, length, text: `"${reference(property)}"` });
    },
  });
  return edits.reduceRight(
    (text, { offset, length, text: by }) => text.slice(0, offset) + by + text.slice(offset + length),
    body,
  );
}
