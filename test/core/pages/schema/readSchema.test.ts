import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { typeNames } from '../../../../src/core/assist/complete/bodyType.ts';
import { describeEndpoint } from '../../../../src/core/assist/describe/describeEndpoint.ts';
import { describeProperty } from '../../../../src/core/assist/describe/describeProperty.ts';
import { snippetText } from '../../../../src/core/assist/insert/snippet.ts';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import { objectSchema } from '../../../../src/core/catalog/objectSchema.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { importPage } from '../../../../src/core/pages/importPage.ts';
import { LARGEST_SCHEMA, readSchema } from '../../../../src/core/pages/schema/readSchema.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { sentFrom } from '../../send/hostile/requestFile.ts';
import { DRAFT } from '../draft.ts';

const text = importPage(DRAFT, { name: 'update-gizmo.md' }, await builtinSchemas()).schema?.text ?? '';

type Draft = { [name: string]: Draft } & unknown[];

/** What is said about the schema after a change, with the text that it points at. */
async function faults(change: (schema: Draft) => void): Promise<readonly string[]> {
  const draft = JSON.parse(text) as Draft;
  change(draft);
  return faultsOf(JSON.stringify(draft, null, 2));
}

async function faultsOf(source: string): Promise<readonly string[]> {
  const read = await readSchema(source);
  return read.ok
    ? []
    : read.faults.map(({ start, end, message }) => `${source.slice(start, end)} ${message}`);
}

/** Sets a member, also one called `__proto__`. */
const set = (draft: object | undefined, name: string, value: unknown) =>
  Object.defineProperty(draft ?? {}, name, { value, enumerable: true, configurable: true, writable: true });

describe('a schema of a workspace', () => {
  it('is used where it has the shape of the built-in ones', async () => {
    const read = await readSchema(text);
    assert.ok(read.ok && read.schema['x-graph'].type === 'microsoft.graph.lab.gizmo');
  });

  it('is refused with the place where it is wrong', async () => {
    const [missing] = await faults((schema) => set(schema, 'x-graph', { type: 'a.b', bases: [] }));
    assert.equal(
      missing,
      `"x-graph" This schema is not used. “x-graph” must have required property 'endpoints'.`,
    );
    const [extra] = await faults((schema) => set(schema, 'onload', 'x'));
    assert.equal(extra, `"onload" This schema is not used. The schema cannot have 'onload'.`);
    const [unsafe] = await faults((schema) =>
      set(schema['x-graph']?.endpoints?.[0] as Draft, 'documentation', 'javascript:alert(1)'),
    );
    assert.match(
      unsafe ?? '',
      /^"documentation" This schema is not used\. “x-graph\/endpoints\/0\/documentation” must match/,
    );
    assert.deepEqual(await faultsOf('{ "title": }'), [
      ': This is no JSON. This property has no value. Write one after the colon; null clears a property.',
    ]);
    assert.match((await faultsOf('')).join(), /There is no JSON value here/);
    assert.match((await faultsOf(' '.repeat(LARGEST_SCHEMA + 1))).join(), /larger than 2 MB/);
    assert.match((await faultsOf('['.repeat(100) + ']'.repeat(100))).join(), /nest more than 60 deep/);
  });

  it('refers to nothing outside of itself', async () => {
    const refer = (to: string) => faults((schema) => set(schema.properties?.axle, '$ref', to));
    assert.match((await refer('#/definitions/microsoft.graph.none')).join(), /leads to nothing in this file/);
    for (const to of ['https://contoso.com/x.json', 'file:///etc/passwd', '../x.json', '#/properties/axle']) {
      assert.match((await refer(to)).join(), /must match pattern/, to);
    }
  });

  it('has no pattern of its own', async () => {
    const pattern = await faults((schema) => set(schema.properties?.displayName, 'pattern', '^(a+)+$'));
    assert.match(
      pattern.join(),
      /^"pattern" This schema is not used\. A schema of a workspace cannot have a “pattern”/,
    );
    const names = await faults((schema) =>
      set(schema.patternProperties, '^(a+)+@$', schema.patternProperties?.['^[^@]+@odata\\.type$']),
    );
    assert.match(names.join(), /is none of the patterns of annotations/);
  });

  it('can name nothing like what every object of JavaScript has', async () => {
    const [, whole] = Object.entries(JSON.parse(text).properties)[1] ?? [];
    const found = await faults((schema) => set(schema.properties, '__proto__', whole));
    assert.match(found.join(), /“__proto__”/);
    assert.equal(({} as Record<string, unknown>).description, undefined);
  });

  it('may be any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(40), fc.string(), async (at, cut, put) => {
        const source = text.slice(0, at) + put + text.slice(at + cut);
        const read = await readSchema(source);
        for (const { start, end } of read.ok ? [] : read.faults)
          assert.ok(start <= end && end <= source.length + 1);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json(), async (source) => assert.equal((await readSchema(source)).ok, false)),
    );
  });
});

/** The whole of a schema that a change was made to. */
async function changed(change: (schema: Draft) => void): Promise<ResourceSchema> {
  const draft = JSON.parse(text) as Draft;
  change(draft);
  const read = await readSchema(JSON.stringify(draft));
  assert.ok(read.ok, JSON.stringify(read));
  return read.schema;
}

describe('a hostile schema of a workspace', () => {
  for (const name of [
    'body',
    'examples',
    'properties',
    'definitions',
    'pattern',
    'items',
    'x-graph',
    '$ref',
    'enum',
  ]) {
    it(`has no pattern in a property that is called ${name}`, async () => {
      const [property] = Object.entries(JSON.parse(text).properties as Record<string, object>).filter(
        ([each]) => each === 'displayName',
      );
      const evil = { ...property?.[1], pattern: '^(a+)+$' };
      assert.match((await faults((schema) => set(schema.properties, name, evil))).join(), /^"pattern" /);
    });
    it(`may have a property that is called ${name}`, async () => {
      const own = JSON.parse(text).properties.displayName;
      const schema = await changed((draft) => set(draft.properties, name, own));
      assert.deepEqual(schema.properties[name], own);
    });
  }

  const LISTS: Readonly<Record<string, (schema: Draft) => void>> = {
    permissions: (schema) =>
      set(
        (schema['x-graph']?.endpoints?.[0] as unknown as Draft)?.permissions,
        'delegatedWork',
        many((index) => `A.b${letters(index)}`),
      ),
    members: (schema) => {
      set(schema.properties?.displayName, 'enum', [...many((index) => `m${index}`), null]);
      set(schema.properties?.displayName, 'markdownEnumDescriptions', ['x']);
    },
    paths: (schema) =>
      set(
        schema['x-graph']?.endpoints?.[0] as unknown as Draft,
        'workingPaths',
        many((index) => `/a${index}`),
      ),
    'wrong properties': (schema) => {
      for (let index = 0; index < 150_000; index++) set(schema.properties, `p${index}`, 1);
    },
    'wrong keywords': (schema) => {
      for (let index = 0; index < 100_000; index++) set(schema, `keyword${index}`, 1);
    },
    'references to nothing': (schema) => {
      const axle = schema.properties?.axle as unknown as object;
      for (let index = 0; index < 4_000; index++)
        set(schema.properties, `p${index}`, { ...axle, $ref: '#/definitions/a.b' });
    },
    'derived types in circles': (schema) => {
      const [name, type] = Object.entries(schema.definitions ?? {})[0] ?? [];
      for (let index = 0; index < 300; index++) {
        const next = `a.t${(index + 1) % 300}`;
        set(schema.definitions, `a.t${index}`, {
          ...(type as unknown as object),
          'x-graph': {
            type: `a.t${index}`,
            bases: [next, `a.t${(index * 7) % 300}`],
            derived: [`#/definitions/${next}`],
          },
        });
      }
      set(schema.properties?.axle, '$ref', `#/definitions/${name}`);
    },
  };
  for (const [name, change] of Object.entries(LISTS)) {
    it(`is read at once with many ${name}`, async () => {
      const draft = JSON.parse(text) as Draft;
      change(draft);
      const source = JSON.stringify(draft);
      assert.ok(source.length <= LARGEST_SCHEMA, `${source.length}`);
      const start = cpuTime();
      const read = await readSchema(source);
      assert.ok(cpuTime() - start < 8_000, `${cpuTime() - start} ms`);
      assert.ok(read.ok || read.faults.length <= 20);
    });
  }

  it('shows no pictures and leads nowhere, wherever it is Markdown', async () => {
    const evil =
      '![](https://evil.example/x.png) [Sign in](command:workbench.action.quit) <https://evil.example> <img src=https://evil.example/y.png> \\[a\\](x) ![a][b].';
    const schema = await changed((draft) => {
      set(draft, 'description', '');
      for (const keyword of ['markdownDescription', 'description']) {
        set(draft, keyword, evil);
        set(draft.properties?.displayName, keyword, evil);
      }
      set(draft['x-graph']?.endpoints?.[0] as unknown as Draft, 'notes', [evil]);
      for (const type of Object.values(draft.definitions ?? {})) set(type as Draft, '$comment', evil);
      for (const property of Object.values(draft.properties ?? {})) {
        const { enum: members } = property as unknown as { enum?: unknown[] };
        if (members)
          set(
            property as Draft,
            'markdownEnumDescriptions',
            members.map(() => evil),
          );
      }
    });
    const [endpoint] = schema['x-graph'].endpoints;
    assert.ok(endpoint);
    const shown = [
      describeEndpoint({ schema, endpoint, form: 'working' }),
      describeEndpoint({ schema: { ...schema, description: '' }, endpoint, form: 'working' }),
      ...Object.entries(schema.properties).map(([name, property]) =>
        describeProperty(name, property, { endpoint }),
      ),
      ...typeNames(schema, objectSchema(schema, schema, undefined)).map((type) => type.text ?? ''),
      ...Object.values(schema.definitions).map(({ $comment = '' }) => $comment),
    ];
    for (const markdown of shown) {
      const active = markdown.replace(/\\[!-/:-@[-`{-~]/g, '');
      assert.doesNotMatch(active, /!\[|<|\]\((?!https:\/\/learn\.microsoft\.com)/, markdown);
    }
  });

  it('is told from the built-in ones', async () => {
    const { $id } = await changed((draft) =>
      set(draft, '$id', 'https://graph-http.dev/schemas/identityApiConnector.json'),
    );
    assert.equal($id, 'https://graph-http.dev/schemas/workspace/identityApiConnector.json');
  });

  it('has snippets that are bodies and nothing else', async () => {
    const body = {
      displayName: '^\n###\nDELETE /v1.0/users/1',
      a: '$CLIPBOARD ${TM_FILEPATH} $1 {{{$processEnv SECRET}} \\',
    };
    const schema = await changed((draft) => set(draft.defaultSnippets?.[0] as Draft, 'body', body));
    const [snippet] = schema.defaultSnippets ?? [];
    assert.ok(snippet);
    const inserted = snippetText(snippet).replace(/\\([\\$}])/g, '$1');
    assert.deepEqual(JSON.parse(inserted), body);
    assert.ok(!/(?<!\\)\$/.test(snippetText(snippet).replaceAll('\\\\', '')), snippetText(snippet));
    const { body: sent } = await sentFrom(`PATCH /v1.0/x\n\n${inserted}`);
    assert.deepEqual(JSON.parse(sent ?? ''), body);
  });
});

function many(item: (index: number) => string): readonly string[] {
  return Array.from({ length: 100_000 }, (_, index) => item(index));
}

/** A number in letters. */
function letters(index: number): string {
  return [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}
