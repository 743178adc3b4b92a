import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { webviewFrame } from './webview.ts';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Checks the response page that is shown for accessibility.
 * @throws where axe finds anything serious or critical; the message names the rules and the elements.
 */
export async function assertAccessible(page: Page): Promise<void> {
  const frame = await webviewFrame(page, 'response-page');
  await frame.evaluate(await source);
  const results = (await frame.evaluate('axe.run(document)')) as AxeResults;
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    [],
  );
}
