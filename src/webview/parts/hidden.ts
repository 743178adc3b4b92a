import { html, nothing, type TemplateResult } from 'lit';
import type { Shape } from '../text/shape.ts';
import { type Run, startOf, visibleRuns } from '../text/visible.ts';

/**
 * A text from outside: as text, isolated from the direction of its surroundings, with hidden characters
 * shown as chips that carry the real character for copying.
 *
 * @param keep control characters that stay as they are.
 */
export function safeText(text: string, keep = ''): TemplateResult {
  return html`<bdi>${visibleRuns(text, keep).map(run)}</bdi>`;
}

/** The start of a long text, with an ellipsis. The whole is in the tooltip up to a bound. */
export function shortText(text: string, limit: number): TemplateResult {
  if (text.length <= limit) return safeText(text);
  return html`<span title=${startOf(text, 2000)}>${safeText(startOf(text, limit))}…</span>`;
}

/**
 * A text without its middle part, which keeps its characters without size: copying and reading aloud have the
 * whole.
 */
export function cutText({
  parts: [head, middle, tail],
  always,
}: Extract<Shape, { kind: 'shortened' }>): TemplateResult {
  return html`<span class="exact ${always ? 'always' : ''}"
    >${safeText(head)}<span class="middle">${safeText(middle)}</span>${safeText(tail)}</span
  >`;
}

/** A name of the API's vocabulary: it may break between its words. */
export function nameText(name: string, limit: number): TemplateResult {
  const words = name.slice(0, limit).split(/(?<=[a-z])(?=[A-Z])|(?<=[._/])/);
  if (name.length > limit || words.length === 1 || visibleRuns(name).length > 1)
    return shortText(name, limit);
  return html`<bdi>${words.map((word, index) => (index === 0 ? word : html`<wbr />${word}`))}</bdi>`;
}

function run(part: Run): TemplateResult | string | typeof nothing {
  if (typeof part === 'string') return part === '' ? nothing : part;
  return html`<span class="chip hidden-character" title="A character that does not show by itself" data-text=${part.text}
    >${part.label}</span
  >`;
}
