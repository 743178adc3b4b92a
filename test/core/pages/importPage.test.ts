import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { checkFile } from '../../../src/core/check/check.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { type ImportedPage, importPage } from '../../../src/core/pages/importPage.ts';
import { permissionIncludes } from '../../../src/core/pages/markdown/includes.ts';
import { readSchema } from '../../../src/core/pages/schema/readSchema.ts';
import { importSummary } from '../../../src/core/pages/summary.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { sentFrom } from '../send/hostile/requestFile.ts';
import { DRAFT } from './draft.ts';

const builtin = await builtinSchemas();

/** The schema of a page, as a workspace would have it. */
async function schemaOf({ schema }: ImportedPage): Promise<ResourceSchema> {
  const read = await readSchema(schema?.text ?? '');
  return read.ok ? read.schema : assert.fail(JSON.stringify(read.faults));
}

const draft = importPage(DRAFT, { name: 'update-gizmo.md' }, builtin);

describe('a page that is imported', () => {
  it('gives a request file with its examples and where they come from', () => {
    assert.equal(draft.fileName, 'update-gizmo');
    assert.match(
      draft.requests ?? '',
      /^### Example 1: Rename a gizmo\n# From update-gizmo\.md\nPATCH https:\/\/graph\.microsoft\.com\/beta\/lab\/gizmos\/7\nContent-Type: application\/json\n\n\{[\s\S]*\n\n### Example 2: Spin it\n/,
    );
    assert.doesNotMatch(draft.requests ?? '', /eyJ0|999/);
    const linked = importPage(DRAFT, { name: 'a b.md', url: 'https://contoso.com/a.md' }, []);
    assert.match(linked.requests ?? '', /# From https:\/\/contoso\.com\/a\.md/);
    assert.equal(linked.fileName, 'a-b');
    const bare = importPage(
      '# Update x\n## HTTP request\n```http\nPATCH /x/{id}\n```\n',
      { name: 'x.md' },
      [],
    );
    assert.equal(
      bare.requests,
      '### PATCH /x/{id}\n# From x.md\nPATCH https://graph.microsoft.com/v1.0/x/{id}\n',
    );
  });

  it('gives a schema that a workspace can use', async () => {
    const schema = await schemaOf(draft);
    assert.equal(draft.schema?.fileName, 'microsoft.graph.lab.gizmo.json');
    const [endpoint] = schema['x-graph'].endpoints;
    assert.equal(schema['x-graph'].endpoints.length, 2);
    assert.equal(endpoint?.pagePath, '/lab/gizmos/{gizmoId}');
    assert.deepEqual(endpoint?.workingVersions, ['beta']);
    assert.equal(endpoint?.published, false);
    assert.deepEqual(endpoint?.statuses, { page: 204, service: 204 });
    assert.deepEqual(endpoint?.permissions.delegatedWork[0], 'Gizmo.ReadWrite.Own');
    const { id, displayName, spin, speeds, axle, wheels, odd } = schema.properties;
    assert.equal(id?.['x-graph']?.update, 'key');
    assert.equal(displayName?.description, 'What people call the gizmo, a | b or bold.');
    assert.deepEqual(displayName?.examples, ['Whirl']);
    assert.deepEqual(spin?.enum, ['left', 'right', 'unknownFutureValue', null]);
    assert.deepEqual(speeds?.items?.type, 'integer');
    assert.equal(axle?.$ref, '#/definitions/microsoft.graph.lab.gizmoAxle');
    assert.equal(schema.definitions['microsoft.graph.lab.gizmoAxle']?.['x-graph']?.open, true);
    assert.deepEqual(wheels?.items?.type, ['object', 'string']);
    assert.ok(odd && !('photo' in schema.properties));
  });

  it('is checked from then on as its page says', async () => {
    const catalog = createCatalog([await schemaOf(draft), ...builtin]);
    const file = parseFile(
      'PATCH /beta/lab/gizmos/7\nContent-Type: application/json\n\n{ "spin": "up", "speeds": ["a"], "weight": 1, "colour": 1, "axle": { "any": 1 } }\n',
    );
    const found = await checkFile({
      file,
      catalog,
      scope: createScope(),
      environment: SANDBOX,
      portability: false,
    });
    const codes = found.flatMap(({ problems }) => problems.map(({ code }) => code));
    assert.deepEqual(codes.sort(), ['collection-replaced', 'property-unknown', 'value-enum', 'value-type']);
  });

  it('takes over the types that the built-in schemas know, and says which nobody knows', async () => {
    const page = (type: string) =>
      `# Update x\n## HTTP request\n\`\`\`http\nPATCH /x\n\`\`\`\n## Request body\n|Property|Type|Description|\n|-|-|-|\n|a|${type}|What it is for.|\n## Examples\n\`\`\`http\nPATCH /x\n\n{ "@odata.type": "#microsoft.graph.x" }\n\`\`\`\n`;
    const known = importPage(page('[addIn](addin.md) collection'), { name: 'x.md' }, builtin);
    assert.ok((await schemaOf(known)).definitions['microsoft.graph.keyValue']);
    const unknown = (imported: ImportedPage) =>
      imported.problems.filter(({ code }) => code === 'page-type-unknown').length;
    assert.equal(unknown(known), 0);
    assert.equal(unknown(importPage(page('[addOn](addon.md) collection'), { name: 'x.md' }, builtin)), 1);
    assert.equal(unknown(draft), 3);
  });

  it('is summed up in plain words', () => {
    assert.equal(
      importSummary(draft),
      `“Update gizmo” became 2 requests and a schema of 9 properties. ${draft.problems.length} things are left open in it: see the problems of the page.`,
    );
    const words = importPage('Words.', { name: 'x.md' }, []);
    assert.match(
      importSummary(words),
      /^The page has no request that could be imported\. 5 things are left open/,
    );
    const reading = importPage('# Get x\n## HTTP request\n```http\nGET /x\n```\n', { name: 'x.md' }, []);
    assert.match(importSummary(reading), /^“Get x” became 1 request\. It says too little for a schema\./);
  });
});

const folder = `${import.meta.dirname}/../../../../shared/pages`;
const skip = existsSync(folder) ? false : 'the five API pages are not beside the repository';

describe('the five API pages', { skip }, () => {
  for (const name of skip ? [] : readdirSync(folder)) {
    it(`${name} becomes a request and a schema of the same type and paths as the built-in one`, async () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const imported = importPage(text, { name }, builtin);
      const schema: ResourceSchema = await schemaOf(imported);
      const twin = builtin.find((each) => each['x-graph'].type === schema['x-graph'].type);
      assert.ok(twin, schema['x-graph'].type);
      assert.equal(schema['x-graph'].endpoints[0]?.pagePath, twin['x-graph'].endpoints[0]?.pagePath);
      assert.deepEqual(
        schema['x-graph'].endpoints[0]?.pageVersions,
        twin['x-graph'].endpoints[0]?.pageVersions,
      );
      for (const [property, { type, 'x-graph': facts }] of Object.entries(schema.properties)) {
        const same: GraphSchema | undefined = twin.properties[property];
        assert.ok(same, property);
        assert.equal(facts?.type, same['x-graph']?.type, property);
        if (facts?.nullable === same['x-graph']?.nullable) assert.deepEqual(type, same.type, property);
      }
      assert.equal(imported.page.examples.length, 1);
      assert.ok(imported.problems.some(({ code }) => code === 'page-description-missing'));
      assert.ok((await schemaOf(importPage(text, { name }, []))).properties);
    });
  }
});

describe('a hostile page', () => {
  it('includes a few files, however often it names them', () => {
    const table = `|Permission type|Permissions|\n|:-|:-|\n${'|Delegated (work or school account)|A.B|\n'.repeat(1_500)}`;
    const page = `# A\n\n## Permissions\n\n${'[!INCLUDE [a](b.md)]\n\n'.repeat(20_000)}`;
    const start = cpuTime();
    assert.deepEqual(permissionIncludes(page), ['b.md']);
    importPage(page, { name: 'a.md' }, [], new Map([['b.md', table]]));
    assert.ok(cpuTime() - start < 8_000, `${cpuTime() - start} ms`);
    const others = Array.from({ length: 1_000 }, (_, index) => `[!INCLUDE [a](b${index}.md)]\n\n`);
    assert.equal(permissionIncludes(`# A\n\n## Permissions\n\n${others.join('')}`).length, 20);
  });

  it('has examples whose text is sent as it is', async () => {
    const steals = '{{$processEnv SECRET}} {{{$dotenv SECRET}}';
    const page = `# A\n\n## Examples\n\n\`\`\`http\nPATCH https://graph.microsoft.com/v1.0/users/a?$x={{$processEnv&#9;SECRET}}\nX-A: {{$processEnv SECRET}}\nContent-Type: application/json\n\n{ "displayName": "${steals}" }\n\`\`\`\n`;
    const { requests } = importPage(page, { name: 'a\n< ./secret.json' }, []);
    const { body } = await sentFrom(requests ?? '');
    assert.equal(JSON.parse(body ?? '').displayName, steals);
  });
});
