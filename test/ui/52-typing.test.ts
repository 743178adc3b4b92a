import assert from 'node:assert/strict';
import { goTo, type, typeUntilOffered, visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile } from '../support/ui/quickInput.ts';

journey(
  '52-typing',
  'Enter behind a header that is written out ends its line, though the same text is on offer',
  { files: { 'typed.graph.http': 'PATCH /v1.0/identity/apiConnectors/1\n' } },
  async ({ page, shot }) => {
    await openFile(page, 'typed.graph.http');
    await goTo(page, 2);
    await type(page, 'Content-Type: application/jso');
    await typeUntilOffered(page, 'n');
    await shot('offered');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await type(page, '[');
    assert.match(await visibleText(page), /application\/json\n\n\[/);
    await shot('typed');
  },
);
