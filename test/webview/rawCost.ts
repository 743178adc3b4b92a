/**
 * What one way of showing a body costs: `node test/webview/rawCost.ts raw|raw-whole|object|pre|coloured <MB>
 * show|scroll|ten` prints `{"time":…,"heap":…,"longest":…,"usual":…}`, in milliseconds and megabytes, as far as it was
 * measured: `show` one response, `scroll` through it, or show `ten` of them.
 */
import type { Page } from 'playwright-core';
import { nextWindow, shownBody, withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import { firstRows } from '../../src/editor/responses/responseRows.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { percentile } from '../bench/arithmetic.ts';
import { launchBrowser } from '../host/browser.ts';
import { startHarness } from './harness.ts';
import * as samples from './samples.ts';
import { addPainted, type Shown, scrollThrough, showInPage, showInPre } from './showing.ts';

/** What a measurement brings, in milliseconds and megabytes. */
interface Cost {
  /** Until it was shown. */
  readonly time?: number;
  /** More than before. */
  readonly heap?: number;
  /** The longest frame. */
  readonly longest?: number;
  /** What 95 of 100 frames do not exceed. */
  readonly usual?: number;
}

type What = 'show' | 'scroll' | 'ten';

/** Where a body is shown, and how it is measured there. */
interface Place {
  readonly page: Page;
  /** Shows the body in a new response. */
  show(): Promise<number>;
  /** The element that scrolls. */
  readonly scroller: readonly string[];
  close(): Promise<void>;
}

const PAGE = ['response-page'];
const RAW = [...PAGE, 'raw-panel', 'text-view', '.cm-scroller'];
const OBJECT = [...PAGE, 'object-panel', 'property-table', '.scroller'];

async function ourPage(megabytes: number, tab: 'Raw' | 'Object', whole: boolean): Promise<Place> {
  const harness = await startHarness();
  const { page, show } = await harness.open({ early: addPainted });
  await show(samples.object);
  await page.getByRole('tab', { name: tab }).click();
  // The page's code is warm, as it is from the second response on.
  await show({ ...shownResponse(0.1), id: 'warm' });
  const response = shownResponse(megabytes);
  let shown = 0;
  return {
    page,
    show: () => page.evaluate(showInPage, messagesOf({ ...response, id: `large-${++shown}` }, whole)),
    scroller: tab === 'Raw' ? RAW : OBJECT,
    close: () => harness.close(),
  };
}

/** A response as the editor has it: the object is described as its first page. */
function shownResponse(megabytes: number): ResponseView {
  const { rows: _, ...response } = samples.large(megabytes);
  return { ...response, ...firstRows(JSON.parse(response.raw ?? ''), {}) };
}

/** The messages that show a response, with the whole of its body or the beginning. */
function messagesOf(response: ResponseView, whole: boolean): Shown {
  const begun = withFirstWindow(response);
  const rest: string[] = [];
  for (let place = whole ? begun.rawNext : undefined; place; ) {
    const window = nextWindow(response, { id: response.id, part: 'answer', place });
    rest.push(JSON.stringify(window));
    place = window.next;
  }
  return { message: JSON.stringify({ type: 'show', response: begun }), rest };
}

async function prePage(megabytes: number, coloured: boolean): Promise<Place> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.evaluate(addPainted);
  const raw = shownBody(samples.large(megabytes).raw ?? '');
  return {
    page,
    show: () => page.evaluate(showInPre, { raw, coloured }),
    scroller: [],
    close: () => browser.close(),
  };
}

const WAYS: Readonly<Record<string, (megabytes: number) => Promise<Place>>> = {
  raw: (megabytes) => ourPage(megabytes, 'Raw', false),
  'raw-whole': (megabytes) => ourPage(megabytes, 'Raw', true),
  object: (megabytes) => ourPage(megabytes, 'Object', false),
  pre: (megabytes) => prePage(megabytes, false),
  coloured: (megabytes) => prePage(megabytes, true),
};

/** Responses that are shown one after the other. */
const MANY = 10;

const MEASURES: Readonly<Record<What, (place: Place) => Promise<Cost>>> = {
  show: async ({ page, show }) => {
    const before = await heapOf(page);
    const time = await show();
    return { time, heap: (await heapOf(page)) - before };
  },
  scroll: async ({ page, show, scroller }) => {
    await show();
    const frames = await page.evaluate(scrollThrough, scroller);
    return { longest: Math.max(...frames), usual: percentile(frames, 0.95) };
  },
  ten: async ({ page, show }) => {
    const before = await heapOf(page);
    for (let shown = 0; shown < MANY; shown++) await show();
    return { heap: (await heapOf(page)) - before };
  },
};

/** Megabytes of the script's and the document's heap after garbage collection. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const usage: { usedSize: number; embedderHeapUsedSize?: number } =
    await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usage.usedSize + (usage.embedderHeapUsedSize ?? 0)) / 1e6;
}

const [way = '', megabytes = '', what = ''] = process.argv.slice(2);
const open = WAYS[way];
if (!open || !Object.hasOwn(MEASURES, what))
  throw new Error(
    `A way of ${Object.keys(WAYS).join(', ')} and one of ${Object.keys(MEASURES).join(', ')} are needed.`,
  );
const place = await open(Number(megabytes));
try {
  console.log(JSON.stringify(await MEASURES[what as What](place)));
} finally {
  await place.close();
}
