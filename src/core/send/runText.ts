import { durationText } from '../text/duration.ts';
import { plainLine } from '../text/plainLine.ts';
import { maskPatterns } from '../text/secrets.ts';
import { type RunItem, type RunSummary, runHeadline, stepSign, stepText } from './run.ts';

/** A run as a page of plain text. */
export interface RunPage {
  readonly text: string;
  /** Where each request's title stands in the text, in the order of the steps. */
  readonly titles: readonly { readonly start: number; readonly end: number }[];
}

/** So wide is the column of the titles at most, and what a service said. */
const WIDEST_TITLE = 56;
const WIDEST_MESSAGE = 200;

/**
 * A run as a page of plain text: what was sent where, how it went, and a line for each request.
 *
 * @param heading what was sent where: `Requests of a.graph.http → Sandbox`
 * @param when when it began, as a person reads it
 */
export function runPage<Item extends RunItem>(
  summary: RunSummary<Item>,
  heading: string,
  when: string,
): RunPage {
  const { steps, begun, ended } = summary;
  const shorts = steps.map(({ item }) => plainLine(item.title, WIDEST_TITLE));
  const width = Math.max(...shorts.map((title) => [...title].length));
  const digits = String(steps.length).length;
  let text = `${heading}\n${runHeadline(summary)}\n${when} · ${durationText(ended - begun)} in all\n\n`;
  const titles: { start: number; end: number }[] = [];
  for (const [place, step] of steps.entries()) {
    const title = shorts[place] ?? '';
    text += `  ${String(place + 1).padStart(digits)}  ${stepSign(step)}  `;
    titles.push({ start: text.length, end: text.length + title.length });
    text += `${title}${' '.repeat(width - [...title].length)}  ${stepText(step)}\n`;
    const said = saidOf(step.brief);
    if (said !== '') text += `${' '.repeat(digits + 7)}${said}\n`;
  }
  return { text, titles };
}

function saidOf(brief: RunSummary<RunItem>['steps'][number]['brief']): string {
  if (brief === undefined || brief.state === 'ok') return '';
  const code = brief.status === undefined ? '' : (brief.code ?? '');
  const said = [code, maskPatterns(brief.message ?? '')].filter((part) => part !== '').join(': ');
  return plainLine(said, WIDEST_MESSAGE);
}
