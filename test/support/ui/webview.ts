import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, FrameLocator, Page } from 'playwright-core';

/** The content of the webview that is shown: it sits two frames deep. Its locators wait and try again. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview:visible').first().frameLocator('#active-frame');
}

/**
 * What the webview says, as assistive technology reads it: roles and names, one per line. Unlike `innerText` it sees
 * into shadow roots.
 */
export async function webviewText(page: Page): Promise<string> {
  return webview(page).locator('body').ariaSnapshot();
}

/**
 * The frame of the webview in whose content `selector` is found, for scripts and accessibility checks.
 * @throws when there is none after `timeout` milliseconds.
 */
export async function webviewFrame(page: Page, selector = 'body', timeout = 20_000): Promise<Frame> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    for (const frame of page
      .frames()
      .filter((each) => each.parentFrame()?.parentFrame() === page.mainFrame())) {
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (found > 0) return frame;
    }
    await pause(100);
  }
  throw new Error(`No webview shows "${selector}".`);
}
