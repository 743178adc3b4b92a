import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { answerNotification, notification } from '../support/ui/dialogs.ts';
import { codeLenses } from '../support/ui/editor.ts';
import { openGraphStandIn } from '../support/ui/graphStandIn.ts';
import { journey } from '../support/ui/journey.ts';
import { openFile, runCommand } from '../support/ui/quickInput.ts';
import { setTheme } from '../support/ui/themes.ts';
import { webview } from '../support/ui/webview.ts';

const REQUEST =
  'PATCH https://graph.microsoft.com/v1.0/vehicles/1\nContent-Type: application/json\n\n{\n  "name": "Van"\n}\n';
const PERMISSIONS = JSON.stringify({
  permissions: {
    'Vehicles.ReadWrite.All': {
      schemes: { DelegatedWork: { privilegeLevel: 3 } },
      pathSets: [
        {
          schemeKeys: ['DelegatedWork'],
          methods: ['PATCH'],
          paths: { '/vehicles/{id}': 'least=DelegatedWork' },
        },
      ],
    },
  },
});
const DOCUMENT = readFileSync(new URL('../core/catalog/metadata/fleet.csdl', import.meta.url), 'utf8');
/** So large that progress has something to say. */
const LARGE = DOCUMENT.replace(
  '</edmx:Edmx>',
  `${`<!-- ${'.'.repeat(999)} -->\n`.repeat(2_000)}</edmx:Edmx>`,
);

let busy = false;
const TYPES = DOCUMENT.match(/<EntityType /g)?.length;
const graph = await openGraphStandIn(
  ({ url }) => {
    if (busy) return { status: 503 };
    if (url.endsWith('/permissions.json')) return { status: 200, pieces: [PERMISSIONS], apart: 0 };
    const pieces = LARGE.match(/[\s\S]{1,100000}/g) ?? [];
    return { status: 200, pieces, apart: 120 };
  },
  ['raw.githubusercontent.com'],
);
after(() => graph.close());

journey(
  '50-metadata',
  'A request to a resource that is not built in leads to the download of metadata, with progress, and to its report',
  {
    files: { 'vehicle.graph.http': REQUEST },
    env: { NODE_EXTRA_CA_CERTS: graph.authority },
    settings: { 'http.proxy': graph.proxy, 'graphHttp.metadata.offer': true },
  },
  async ({ page, shot }) => {
    busy = false;
    const before = graph.requests.length;
    await openFile(page, 'vehicle.graph.http');
    await codeLenses(page, 'Send PATCH').waitFor();
    await notification(page, 'This file changes a resource that is not built in.');
    await shot('offer');
    assert.equal(graph.requests.length, before, 'nothing is asked for before the person agrees');

    await answerNotification(page, 'This file changes a resource', 'Download');
    await notification(page, /v1\.0 from raw\.githubusercontent\.com: \d\.\d of \d\.\d MB/);
    await shot('progress');
    const known = `Graph HTTP now knows ${TYPES} entity types in v1.0, ${TYPES} entity types in beta and the permissions of 1 path.`;
    await notification(page, known);
    await shot('known');
    assert.deepEqual(
      graph.requests.slice(before).map(({ authorization }) => authorization),
      ['', '', ''],
      'nobody is signed in for it',
    );

    busy = true;
    await runCommand(page, 'Graph HTTP: Download Metadata');
    await notification(
      page,
      /Nothing was downloaded: raw\.githubusercontent\.com answered with status 503.*stays in use/,
    );
    await shot('failed');

    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'Graph HTTP: Show Metadata Report');
    await page.locator('.tab.active').filter({ hasText: 'Metadata of Microsoft Graph (global)' }).waitFor();
    await webview(page).getByRole('heading', { name: 'What it holds' }).first().waitFor();
    await webview(page)
      .getByRole('row', { name: `Entity types ${TYPES}` })
      .first()
      .waitFor();
    await shot('report');
    await setTheme(page, 'high-contrast-light');
    await shot('report-high-contrast');
  },
);
