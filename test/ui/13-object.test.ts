import { allowSignIn } from '../support/ui/dialogs.ts';
import { clickCodeLens, codeLenses } from '../support/ui/editor.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile } from '../support/ui/quickInput.ts';
import { webview } from '../support/ui/webview.ts';

const URL = 'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const FILE = 'object.graph.http';

journey(
  '13-object',
  'A row of the returned object has a menu, and its id becomes a GET request that can be sent',
  { files: { [FILE]: `PATCH ${URL}\nContent-Type: application/json\n\n{ "displayName": "Object" }\n` } },
  async ({ page, shot }) => {
    await openFile(page, FILE);
    await clickCodeLens(page, 'Send PATCH');
    await allowSignIn(page);
    const view = webview(page);
    await view.getByText('The object was changed.').first().waitFor();
    const id = view.getByRole('row', { name: /^id\b/ });
    await id.click({ button: 'right' });
    await view.getByRole('menuitem', { name: 'Insert GET Request' }).waitFor();
    await shot('menu');
    await view.getByRole('menuitem', { name: 'Insert GET Request' }).click();
    await codeLenses(page, 'Send GET').first().waitFor();
    await shot('inserted');
    await clickCodeLens(page, 'Send GET');
    await view.getByText('The object was read.').first().waitFor();
  },
);
