import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { placesOf, schemaOf, shipped, strictAjv } from './shipped.ts';

const folder = new URL('../../../schemas/', import.meta.url);
const meta = JSON.parse(await readFile(new URL('meta/x-graph.schema.json', folder), 'utf8'));
const conforms = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(meta);

/** A copy that a test may break. */
type Draft = { [name: string]: Draft } & unknown[];

/** The meta-schema refuses the schema after `change`, at a place that `where` is part of. */
function refuses(name: string, where: string, change: (schema: Draft) => void): void {
  const draft = structuredClone(schemaOf(name)) as unknown as Draft;
  change(draft);
  assert.equal(conforms(draft), false, `a schema with a broken ${where} passes`);
  const places = (conforms.errors ?? []).map(({ instancePath }) => instancePath);
  assert.ok(
    places.some((place) => place.includes(where)),
    `no error at ${where}, but at ${places.join(', ')}`,
  );
}

describe('the shipped schemas', () => {
  it('are all files of the folder', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    assert.deepEqual(files, [...shipped.keys()].map((name) => `${name}.json`).sort());
  });
  for (const [name, schema] of shipped) {
    it(`${name} conforms to the meta-schema`, () => {
      assert.ok(conforms(schema), JSON.stringify(conforms.errors, null, 1));
    });
    it(`${name} tells where to read about it`, () => {
      for (const { documentation } of schema['x-graph'].endpoints) {
        assert.match(documentation ?? '', /^https:\/\/learn\.microsoft\.com\/graph\/api\//);
      }
      assert.match(schema.$id, /^https:\/\/graph-http\.dev\/schemas\/\w+\.json$/);
    });
    it(`${name} is strict draft-07 to ajv, and names nothing that is not there`, () => {
      assert.equal(typeof strictAjv().getSchema(schema.$id), 'function');
    });
    it(`${name} explains every member of every enum`, () => {
      for (const { pointer, schema: place } of placesOf(schema)) {
        const meanings = place.markdownEnumDescriptions;
        if (!meanings) continue;
        assert.equal(meanings.length, place.enum?.length, pointer);
        const members = Object.keys(place['x-graph']?.members ?? {});
        for (const member of members) assert.ok(place.enum?.includes(member), `${pointer}: ${member}`);
      }
    });
    it(`${name} tells VS Code what only x-graph says`, () => {
      for (const { pointer, schema: place } of placesOf(schema)) {
        const { readOnly, writeOnly, description = '', markdownDescription, 'x-graph': facts } = place;
        const said = [
          readOnly && facts?.instead,
          writeOnly && 'Write-only',
          facts?.replaced && 'Replaced whole',
          facts?.draft && 'Draft page only',
          facts?.onlyOnSelect && '$select',
          facts?.alsoRequires,
        ].filter((part) => typeof part === 'string');
        assert.equal(markdownDescription !== undefined, said.length > 0, pointer);
        if (markdownDescription !== undefined)
          assert.ok(markdownDescription.startsWith(`${description}\n\n`), pointer);
        for (const part of said) assert.ok(markdownDescription?.includes(part), `${pointer}: ${part}`);
      }
    });
    it(`${name} has its derived types, each chosen by its own name`, () => {
      for (const definition of Object.values(schema.definitions)) choicesAgree(schema, definition);
    });
  }
  it('say nothing that a page left to do, and nothing twice within a type', () => {
    for (const [name, schema] of shipped) {
      assert.ok(!/TODO|lorem|placeholder text/i.test(JSON.stringify(schema)), name);
      const said = Object.entries(schema.properties).map(([, { description }]) => description);
      assert.equal(new Set(said).size, said.length, name);
    }
  });
});

function choicesAgree(root: ResourceSchema, definition: ResourceSchema['definitions'][string]): void {
  const derived = definition['x-graph']?.derived ?? [];
  const choices = definition.allOf ?? [];
  assert.deepEqual(
    choices.map((choice) => choice.then?.$ref),
    [...derived],
  );
  for (const choice of choices) {
    const type = choice.then?.$ref?.replace('#/definitions/', '') ?? '';
    assert.deepEqual(choice.if?.properties?.['@odata.type']?.enum, [`#${type}`, type]);
    const target = root.definitions[type];
    assert.equal(target?.['x-graph']?.type, type);
    assert.ok(target?.['x-graph']?.bases?.includes(definition['x-graph']?.type ?? ''), type);
  }
}

describe('the meta-schema', () => {
  const property = (schema: Draft, name: string) => schema.properties?.[name] as Draft;

  it('wants a description, an example and a type of every property', () => {
    for (const keyword of ['description', 'examples', 'x-graph']) {
      refuses('identity', '/properties/type', (schema) => delete property(schema, 'type')[keyword]);
    }
    refuses('identity', '/examples', (schema) => Object.assign(property(schema, 'type'), { examples: [] }));
    refuses('identity', '/description', (schema) =>
      Object.assign(property(schema, 'type'), { description: '**TODO: Add Description**.' }),
    );
  });
  it('wants readOnly and its reason together', () => {
    refuses('identity', '/properties/id', (schema) => delete property(schema, 'id').readOnly);
    refuses('identity', '/properties/id', (schema) => {
      delete property(schema, 'id')['x-graph']?.update;
      delete property(schema, 'id')['x-graph']?.instead;
    });
  });
  it('wants null where a value is nullable, and only there', () => {
    refuses('identity', '/properties/type', (schema) =>
      Object.assign(property(schema, 'type'), { type: 'string' }),
    );
    refuses('identity', '/properties/type', (schema) => property(schema, 'type').enum?.pop());
    refuses('identity', '/properties/id', (schema) =>
      Object.assign(property(schema, 'id'), { type: ['string', 'null'] }),
    );
  });
  it('wants the format of each EDM type', () => {
    const types = ['createdDateTime', 'tokenEncryptionKeyId'];
    for (const name of types) {
      refuses('agentIdentity', `/${name}`, (schema) => delete property(schema, name).format);
    }
    refuses('importedWindowsAutopilotDeviceIdentity', '/hardwareIdentifier', (schema) =>
      Object.assign(property(schema, 'hardwareIdentifier'), { format: 'uuid' }),
    );
    for (const type of ['Edm.Double', 'Edm.Decimal']) {
      refuses('identityApiConnector', '/displayName', (schema) =>
        Object.assign(property(schema, 'displayName')['x-graph'] ?? {}, { type }),
      );
    }
    refuses('agentIdentity', '/addIns', (schema) => delete property(schema, 'addIns').items);
  });
  it('wants secrets to be marked', () => {
    refuses('identityApiConnector', '/password', (schema) => {
      const type = schema.definitions?.['microsoft.graph.basicAuthentication'];
      delete type?.properties?.password?.['x-graph']?.secret;
    });
  });
  it('wants closed types closed and open ones open', () => {
    refuses('identity', '', (schema) => Object.assign(schema, { additionalProperties: true }));
    refuses('agentIdentity', '', (schema) => Object.assign(schema, { additionalProperties: false }));
  });
  it('knows no other keywords', () => {
    refuses('identity', '/properties/type', (schema) =>
      Object.assign(property(schema, 'type'), { titel: 'x' }),
    );
    refuses('identity', '/x-graph', (schema) => Object.assign(schema['x-graph'] ?? {}, { endpoint: [] }));
  });
  it('wants whole endpoints', () => {
    const endpoint = (schema: Draft) => schema['x-graph']?.endpoints?.[0] as Draft;
    for (const part of ['workingPaths', 'statuses', 'permissions', 'documentation', 'published']) {
      refuses('identity', '/endpoints/0', (schema) => delete endpoint(schema)[part]);
    }
    refuses('identity', '/pagePath', (schema) => Object.assign(endpoint(schema), { pagePath: '/a?b' }));
  });
  it('wants a name of a type for an abstract one', () => {
    refuses('identityApiConnector', '/definitions/', (schema) => {
      delete schema.definitions?.['microsoft.graph.apiAuthenticationConfigurationBase']?.required;
    });
  });
});
