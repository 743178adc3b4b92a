import { wholeCharacters } from '../core/text/jsonString.ts';
import { looksLikeJson, type PrettyWindow, prettyJson, prettyWindow } from '../core/text/prettyJson.ts';
import type { BodyPlace, BodyWindow, ResponseView } from '../webview/messages.ts';

/** UTF-16 units of a body that come with the response itself: what the first paint needs, many times over. */
export const FIRST_WINDOW = 256 * 1024;
/** UTF-16 units of every further message, about. */
export const NEXT_WINDOW = 1024 * 1024;
/** Longer bodies are shown by their beginning, and opened as a file. UTF-16 units, as they were sent. */
export const MAX_SHOWN = 24 * 1024 * 1024;

/**
 * The response as the page gets it: with the beginning of a long body, so that no message is large. The body is
 * pretty-printed window by window, as the page asks for it, and kept only as it was sent.
 */
export function withFirstWindow(response: ResponseView): ResponseView {
  const { raw } = response;
  if (raw === undefined) return response;
  const { text, next } = windowOf(raw, FIRST_WINDOW);
  if (raw.length > MAX_SHOWN) return { cut: 'in-file', ...response, raw: text };
  return { ...response, raw: text, ...(next === undefined ? {} : { rawNext: next }) };
}

/** The window that the page asks for. Without a text where another response is shown by now. */
export function nextWindow(response: ResponseView | undefined, id: string, place: BodyPlace): BodyWindow {
  const raw = response?.id === id ? response.raw : undefined;
  return { type: 'body', id, at: place.at, ...(raw === undefined ? {} : windowOf(raw, NEXT_WINDOW, place)) };
}

/** The whole body as the page shows it: JSON pretty-printed, anything else as it was sent. */
export function shownBody(raw: string): string {
  return looksLikeJson(raw) ? prettyJson(raw) : raw;
}

function windowOf(raw: string, length: number, from?: BodyPlace): PrettyWindow {
  if (looksLikeJson(raw)) return prettyWindow(raw, length, from);
  const at = from?.at ?? 0;
  if (raw.length - at <= length) return { text: raw.slice(at) };
  const end = wholeCharacters(raw, at + length);
  return { text: raw.slice(at, end), next: { at: end, depth: 0, inString: false } };
}
