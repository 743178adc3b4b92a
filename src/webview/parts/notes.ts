import { html, type TemplateResult } from 'lit';
import type { ResponseView } from '../messages.ts';
import { durationText, timeText } from '../text/format.ts';
import { icon } from './icons.ts';
import { readWhen, statusText } from './summary.ts';

/** `Finished: 200 OK. The object was changed. 312 ms.` */
export function finishedText(view: ResponseView): string {
  const duration = view.duration === undefined ? '' : ` ${durationText(view.duration)}.`;
  return `Finished: ${statusText(view)}. ${view.headline}${duration}`;
}

/** `PATCH of 2 Mar, 13:37: 200 OK. The object was changed.` */
export function shownText(view: ResponseView): string {
  return `${view.method} of ${timeText(view.time, new Date())}: ${statusText(view)}. ${view.headline}`;
}

/** Says that the object is not the answer's own. */
export function readMark(view: ResponseView, time: string): TemplateResult {
  return html`<p class="read-mark">
    ${icon('info')}<span>${readWhen(view)}, at <time datetime=${time}>${timeText(time, new Date())}</time>.</span>
  </p>`;
}

/** Says that a part was too large to come back after a reload. */
export function notKept(what: string): TemplateResult {
  return html`<p class="note muted">
    ${what} was too large to keep while the editor reloaded. Send the request again to see it.
  </p>`;
}

/** What to do while there is no response yet. */
export function empty(): TemplateResult {
  return html`<div class="empty-state">
    ${icon('send')}
    <h1>No response yet</h1>
    <p class="muted">
      Open a <span class="mono">.graph.http</span> file and choose “Send” above a request. What the service answers
      appears here.
    </p>
  </div>`;
}
