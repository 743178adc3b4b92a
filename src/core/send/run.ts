import { plainLine } from '../text/plainLine.ts';
import { briefText, type OutcomeBrief, type OutcomeState } from './brief.ts';

/** One request of a run. */
export interface RunItem {
  /** What a person would call it. */
  readonly title: string;
  /** Places in the list of the items, all before this one, whose answers it takes values from. */
  readonly needs: readonly number[];
}

/** One request of a run and what came of it. */
export interface RunStep<Item extends RunItem> {
  readonly item: Item;
  /** Absent where it was left out, because of one before it. */
  readonly brief?: OutcomeBrief;
}

/** What came of a run: each request, in the order in which they were sent. */
export interface RunSummary<Item extends RunItem> {
  readonly steps: readonly RunStep<Item>[];
  /** When it began and ended, in milliseconds since 1970. */
  readonly begun: number;
  readonly ended: number;
}

/** How a run is made. */
export interface RunOptions<Item extends RunItem> {
  /** Sends one request, and says what came of it. */
  send(item: Item, place: number): Promise<OutcomeBrief>;
  /** Whether requests behind one that failed are sent as well, except those that need its answer. */
  readonly keepGoing?: boolean;
  /** Aborted where the person cancelled: nothing more is sent. */
  readonly signal?: AbortSignal;
  /** Told of each request when it is over, or left out. */
  onStep?(step: RunStep<Item>, place: number): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Sends requests one after the other. The first that is not done ends it: what follows is left out, for it may
 * build on what did not happen.
 *
 * @throws what `send` throws
 */
export async function runInOrder<Item extends RunItem>(
  items: readonly Item[],
  options: RunOptions<Item>,
): Promise<RunSummary<Item>> {
  const begun = options.now();
  const steps: RunStep<Item>[] = [];
  let goesOn = true;
  for (const [place, item] of items.entries()) {
    const ready = item.needs.every((need) => steps[need]?.brief?.state === 'ok');
    const left = !goesOn || !ready || options.signal?.aborted === true;
    const step: RunStep<Item> = left ? { item } : { item, brief: await options.send(item, place) };
    steps.push(step);
    options.onStep?.(step, place);
    goesOn = goesOn && (step.brief?.state === 'ok' || options.keepGoing === true);
  }
  return { steps, begun, ended: options.now() };
}

/** The first request that was not done, with its place in the run. */
function firstFailure<Item extends RunItem>({ steps }: RunSummary<Item>): RunStep<Item> | undefined {
  return steps.find(({ brief }) => brief !== undefined && brief.state !== 'ok');
}

/** How a run went as a whole: unknown where any outcome is, for that is what has to be looked at first. */
export function runState<Item extends RunItem>({ steps }: RunSummary<Item>): OutcomeState {
  if (steps.some(({ brief }) => brief?.state === 'unknown')) return 'unknown';
  return steps.every(({ brief }) => brief?.state === 'ok') ? 'ok' : 'failed';
}

/** One or two sentences: `All 3 requests were done.`, `2 of 5 requests were done. “Two”: 403 Forbidden · 21 ms. …` */
export function runHeadline<Item extends RunItem>(summary: RunSummary<Item>): string {
  const { steps } = summary;
  const done = steps.filter(({ brief }) => brief?.state === 'ok').length;
  if (done === steps.length)
    return steps.length === 1 ? 'The request was done.' : `All ${done} requests were done.`;
  const failure = firstFailure(summary);
  const left = steps.filter(({ brief }) => brief === undefined).length;
  return [
    `${done} of ${steps.length} requests ${done === 1 ? 'was' : 'were'} done.`,
    ...(failure?.brief
      ? [`“${plainLine(failure.item.title, LONGEST_TITLE)}”: ${briefText(failure.brief)}.`]
      : []),
    ...(left > 0 ? [`${left} ${left === 1 ? 'was' : 'were'} not sent.`] : []),
  ].join(' ');
}

/** So much of a title is said in a sentence. */
const LONGEST_TITLE = 120;

/** The sign of a step in lists of plain text. */
export function stepSign({ brief }: Pick<RunStep<RunItem>, 'brief'>): string {
  return brief === undefined ? '–' : SIGNS[brief.state];
}

/** What a step says behind its title: `200 · 143 ms`, or why it was left out. */
export function stepText({ brief }: Pick<RunStep<RunItem>, 'brief'>): string {
  return brief === undefined ? 'left out' : briefText(brief);
}

const SIGNS: Readonly<Record<OutcomeState, string>> = { ok: '✓', failed: '✗', unknown: '?' };
