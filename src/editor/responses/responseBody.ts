import { wholeCharacters } from '../../core/text/jsonString.ts';
import { looksLikeJson, type PrettyWindow, prettyJson, prettyWindow } from '../../core/text/prettyJson.ts';
import type { BodyPart, BodyPlace, BodyWindow, FromPage, ResponseView } from '../../webview/messages.ts';

/** UTF-16 units of each body that come with the response itself: what the first paint needs, many times over. */
export const FIRST_WINDOW = 256 * 1024;
/** UTF-16 units of every further message, about. */
export const NEXT_WINDOW = 1024 * 1024;
/** Longer bodies are shown by their beginning, and opened as a file. UTF-16 units, as they were sent. */
export const MAX_SHOWN = 24 * 1024 * 1024;

/**
 * The response as the page gets it: with the beginning of long bodies, so that no message is large. The answer's is
 * pretty-printed window by window, as the page asks for it, and kept only as it was sent.
 */
export function withFirstWindow(response: ResponseView): ResponseView {
  const { raw } = response;
  const shown = withFirstOfRequest(response);
  if (raw === undefined) return shown;
  const { text, next } = windowOf(raw, FIRST_WINDOW);
  if (raw.length > MAX_SHOWN) return { cut: 'in-file', ...shown, raw: text };
  return { ...shown, raw: text, ...(next === undefined ? {} : { rawNext: next }) };
}

function withFirstOfRequest(response: ResponseView): ResponseView {
  const { body = '' } = response.request;
  const { text, next } = plainWindow(body, FIRST_WINDOW);
  return next === undefined
    ? response
    : { ...response, request: { ...response.request, body: text, bodyNext: next } };
}

/** The window that the page asks for. Without a text where another response is shown by now. */
export function nextWindow(
  response: ResponseView | undefined,
  { id, part, place }: Pick<Extract<FromPage, { type: 'body' }>, 'id' | 'part' | 'place'>,
): BodyWindow {
  const asked = { type: 'body', id, part, at: place.at } as const;
  const body = response?.id === id ? bodyOf(response, part) : undefined;
  if (body === undefined) return asked;
  return { ...asked, ...(part === 'request' ? plainWindow : windowOf)(body, NEXT_WINDOW, place) };
}

/** The whole of a body as the page shows it; undefined where another response is shown by now. */
export function wholeBody(
  response: ResponseView | undefined,
  id: string,
  part: BodyPart,
): string | undefined {
  const body = response?.id === id ? bodyOf(response, part) : undefined;
  return body === undefined || part === 'request' ? body : shownBody(body);
}

function bodyOf({ raw, request }: ResponseView, part: BodyPart): string | undefined {
  return part === 'request' ? request.body : raw;
}

/** The whole body as the page shows it: JSON pretty-printed, anything else as it was sent. */
export function shownBody(raw: string): string {
  return looksLikeJson(raw) ? prettyJson(raw) : raw;
}

function windowOf(raw: string, length: number, from?: BodyPlace): PrettyWindow {
  return looksLikeJson(raw) ? prettyWindow(raw, length, from) : plainWindow(raw, length, from);
}

function plainWindow(raw: string, length: number, from?: BodyPlace): PrettyWindow {
  const at = from?.at ?? 0;
  if (raw.length - at <= length) return { text: raw.slice(at) };
  const end = wholeCharacters(raw, at + length);
  return { text: raw.slice(at, end), next: { at: end, depth: 0, inString: false } };
}
