import type { Frame, Page } from 'playwright-core';

/** What differs from run to run, and what the pictures show in its place. */
const STEADY: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,2}:\d{2}:\d{2}\s[AP]M\b/, '9:41:00 AM'],
  [/(?<![:\d])\d{1,2}:\d{2}\s[AP]M\b/, '9:41 AM'],
  [/\b\d+ ms\b/, '42 ms'],
  [/127\.0\.0\.1:\d+/, '127.0.0.1:4100'],
  [/\bW\/"[\w+/=-]{6,}"/, 'W/"MTQzNzU4"'],
  [/(request-id:? ?)[0-9a-f]{8}[0-9a-f-]*/, '$118a6e3b2'],
];

/**
 * Puts fixed values where times, ports and ids of this run are shown, in every frame of the page, so that pictures
 * differ only where the product does.
 */
export async function steady(page: Page): Promise<void> {
  for (const frame of page.frames()) await steadyFrame(frame).catch(() => undefined);
}

async function steadyFrame(frame: Frame): Promise<void> {
  await frame.locator('html').evaluate(
    (html, replacements) => {
      const isText = 3;
      const textsAndElements = 4 + 1;
      const roots = [html];
      for (let root = roots.pop(); root; root = roots.pop()) {
        const walker = html.ownerDocument.createTreeWalker(root, textsAndElements);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.shadowRoot) roots.push(node.shadowRoot);
          if (node.nodeType !== isText) continue;
          let text = node.data;
          for (const [source, by] of replacements) text = text.replace(new RegExp(source, 'g'), by);
          if (text !== node.data) node.data = text;
        }
      }
    },
    STEADY.map(([{ source }, by]) => [source, by] as const),
  );
}
