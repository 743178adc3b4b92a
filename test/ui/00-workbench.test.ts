import assert from 'node:assert/strict';
import { visibleText } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme, themes } from '../support/ui/themes.ts';

const request =
  'PATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\n\n{\n  "city": "Bern"\n}\n';

journey(
  '00-workbench',
  'The editor opens a request file with the extension in every theme',
  { files: { 'first.graph.http': request } },
  async ({ page, shot }) => {
    await openFile(page, 'first.graph.http');
    assert.equal((await visibleText(page)).trim(), request.trim());
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await setTheme(page, theme);
      await shot(theme);
    }
    await runCommand(page, 'Extensions: Show Installed Extensions');
    await page.getByText('Graph HTTP').first().waitFor();
  },
);
