/**
 * How long the page takes from the arrival of a response to its first paint, and how much memory it has then:
 * `node test/webview/paint.ts`. Medians in milliseconds; the times drift with the machine.
 */
import type { Page } from 'playwright-core';
import { withFirstWindow } from '../../src/editor/responses/responseBody.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { type Harness, startHarness } from './harness.ts';
import { elementCount } from './reading.ts';
import * as samples from './samples.ts';

const ROUNDS = 7;

/** What one case costs. */
interface Cost {
  /** Reading the message out of its clone, which is the browser's own work. */
  readonly received: number;
  /** From the message's arrival to the frame that shows it, `received` included. */
  readonly painted: number;
}

declare global {
  interface Window {
    arrivals: number[];
    waiting: unknown;
  }
}

async function cost(page: Page, round: number): Promise<Cost> {
  return page.evaluate(async (id) => {
    const message = structuredClone(window.waiting) as { response: { id: string; raw: string } };
    message.response.id = `round ${id}`;
    message.response.raw += `\n${id}`;
    window.arrivals = [];
    const arrived = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    postMessage(message, location.origin);
    await arrived;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // A message is delivered behind the frame's paint.
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(undefined);
    });
    const [start = 0, read = 0] = window.arrivals;
    return { received: read - start, painted: performance.now() - start };
  }, round);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function measure(harness: Harness, name: string, tab: string, response: ResponseView): Promise<void> {
  const { page, show, close } = await harness.open({ early: noteArrivals });
  await show(samples.object);
  await page.getByRole('tab', { name: tab }).click();
  await page.evaluate(
    (text) => {
      window.waiting = JSON.parse(text);
    },
    JSON.stringify({ type: 'show', response }),
  );
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push(await cost(page, round));
  await page.evaluate(() => {
    window.waiting = undefined;
  });
  await (await page.context().newCDPSession(page)).send('HeapProfiler.collectGarbage');
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const columns = [
    `received ${median(costs.map(({ received }) => received)).toFixed(1)}`,
    `painted ${median(costs.map(({ painted }) => painted)).toFixed(1)}`,
    `first painted ${costs[0]?.painted.toFixed(1)}`,
    `heap ${(heap / 1e6).toFixed(0)} MB`,
    `${await elementCount(page)} elements`,
  ];
  console.log(name.padEnd(26), columns.join('   '));
  await close();
}

/** Listens before the page does. */
function noteArrivals(): void {
  window.arrivals = [];
  addEventListener('message', (event: MessageEvent<unknown>) => {
    window.arrivals.push(performance.now());
    if (event.data) window.arrivals.push(performance.now());
  });
}

const harness = await startHarness();
try {
  await measure(harness, 'object, 10 rows', 'Object', samples.object);
  await measure(harness, 'object, 5,000 rows', 'Object', samples.wide(5000));
  await measure(harness, 'object, 100,000 rows', 'Object', samples.wide());
  await measure(harness, 'raw body, 0.5 MB', 'Raw', withFirstWindow(samples.large(0.5)));
  await measure(harness, 'raw body, 5 MB', 'Raw', withFirstWindow(samples.large(5)));
  await measure(harness, 'raw body, 50 MB', 'Raw', withFirstWindow(samples.large(50)));
} finally {
  await harness.close();
}
