import type { Page } from 'playwright-core';

/** Elements that the page makes by itself; anything else came from a value. */
const OWN =
  'bdi br button caption dd del div dl dt h1 h2 header input li link main mark ins ol p section slot span strong style table tbody td th thead time tr ul wbr'.split(
    ' ',
  );

/**
 * What is in the page that its own templates do not make: elements, handlers and addresses. `href` and `src` are the
 * shell's own link and script.
 */
export async function strangeParts(page: Page): Promise<readonly string[]> {
  return page.evaluate((own) => {
    const found: string[] = [];
    const visit = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (
          root !== document &&
          !element.localName.includes('-') &&
          !own.includes(element.localName) &&
          // What the raw view puts beside a chip, so that the cursor can stand there.
          !element.matches('img.cm-widgetBuffer')
        ) {
          found.push(element.localName);
        }
        for (const { name } of element.attributes) if (/^on|^(href|src)$/.test(name)) found.push(name);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return found;
  }, OWN);
}
