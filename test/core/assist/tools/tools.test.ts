import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../../src/core/assist/tools/checkText.ts';
import { describeUrl } from '../../../../src/core/assist/tools/describeUrl.ts';
import { loadCatalog } from '../../../../src/core/catalog/load.ts';
import { SANDBOX } from '../../../../src/core/environments.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const setting = { catalog: await loadCatalog(), scope: createScope(), environment: SANDBOX };
const CONNECTOR = 'PATCH /v1.0/identity/apiConnectors/7\nContent-Type: application/json\n\n';

describe('a language model that checks requests is told', () => {
  test('each problem at its line, with its fixes', async () => {
    const said = await checkText(`${CONNECTOR}{\n  "displayNam": "a",\n  "id": "7"\n}\n`, setting);
    assert.match(said, /^- 5:3 \w+ \(property-unknown\): .*displayName.* Fixes: .*displayName/m);
    assert.match(said, /^- 6:3 warning \(property-key\): /m);
    assert.match(said, /Nothing was sent\.$/);
  });

  test('where each of several requests has problems', async () => {
    const good = `${CONNECTOR}{ "displayName": "a" }\n`;
    const said = await checkText(`${good}\n### Two\n${CONNECTOR}{ "id": "7" }\n`, setting);
    assert.deepEqual(said.match(/^- \d+:\d+/gm), ['- 10:3']);
  });

  test('that there are none, and which permission the body needs', async () => {
    const said = await checkText(`${CONNECTOR}{ "displayName": "a" }\n`, setting);
    assert.match(said, /^No problems were found\./);
    assert.match(said, /About `\/v1\.0\/identity\/apiConnectors\/7`:/);
    assert.match(said, /APIConnectors\.ReadWrite\.All/);
  });

  test('what a request looks like where there is none, and what is too long', async () => {
    assert.match(await checkText('', setting), /A request begins with a line such as/);
    assert.match(await checkText('a'.repeat(200_001), setting), /Check a few requests at a time/);
  });

  test('a bounded answer in bounded time, whatever it wrote', async () => {
    const bad = `${CONNECTOR}{ "x": 1, "y": 2 }\n###\n`;
    const text = bad.repeat(1_000).slice(0, 200_000);
    const begun = cpuTime();
    const said = await checkText(text, setting);
    assert.ok(cpuTime() - begun < 10_000);
    assert.ok(said.length < 100_000, String(said.length));
    assert.match(said, /^- \d+ more problems\.$/m);
    assert.match(said, /^The other \d+ requests were checked too\./m);
    assert.doesNotMatch(await checkText(bad.repeat(20), setting), /The other/);
  });

  test('nothing that stands outside of its text', async () => {
    process.env.GRAPH_HTTP_TOOL_SECRET = 'not-for-models';
    const said = await checkText(
      'PATCH /v1.0/{{$processEnv GRAPH_HTTP_TOOL_SECRET}}/{{secret}}\n\n{ "a": "{{$dotenv SECRET}}" }\n',
      setting,
    );
    delete process.env.GRAPH_HTTP_TOOL_SECRET;
    assert.doesNotMatch(said, /not-for-models/);
    assert.match(said, /secret/);
  });
});

describe('a language model that asks about a URL is told', () => {
  test('what can be set there, what cannot, and what it needs', async () => {
    const said = await describeUrl(
      'PATCH https://graph.microsoft.com/v1.0/identity/apiConnectors/{id}',
      setting,
    );
    assert.match(said, /^\*\*Update /);
    assert.match(said, /APIConnectors\.ReadWrite\.All/);
    const [settable = '', not = ''] = said.split('Properties that a PATCH cannot set:');
    assert.match(settable, /^- `displayName` · String: /m);
    assert.match(not, /^- `id` · String/m);
  });

  test('where the service has it, of a URL that only the page has', async () => {
    const said = await describeUrl('/beta/identity/apiConnectors/7/', setting);
    assert.match(said, /^\*\*Update /);
  });

  test('which segment is wrong where nothing is updated', async () => {
    const said = await describeUrl('/v1.0/identity/apiConectors/7', setting);
    assert.match(said, /apiConectors/);
    assert.doesNotMatch(said, /\*\*Update/);
  });

  test('to give one URL where it gave anything else', async () => {
    for (const text of ['', '/a b', '/a\nGET /b', `/${'a'.repeat(5_000)}`]) {
      assert.match(await describeUrl(text, setting), /^Give one URL/);
    }
  });
});
