import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Node, parseTree } from 'jsonc-parser';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import {
  bareTypeName,
  nearName,
  objectSchema,
  propertySchema,
} from '../../../src/core/catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { effectiveSchema, schemaAt } from '../../../src/core/catalog/schemaReferences.ts';
import { type Visit, visitBody } from '../../../src/core/catalog/walk.ts';

const schemas = await builtinSchemas();

function named(name: string): ResourceSchema {
  const schema = schemas.find(({ $id }) => $id.endsWith(`/${name}.json`));
  assert.ok(schema);
  return schema;
}

const connector = named('identityApiConnector');
const agent = named('agentIdentity');
const BASIC = 'microsoft.graph.basicAuthentication';

/** A root for schemas that the shipped ones have no use for. */
function rootWith(
  properties: Record<string, GraphSchema>,
  definitions: Record<string, GraphSchema>,
): ResourceSchema {
  return {
    $id: 'x',
    title: 'x',
    type: 'object',
    properties,
    definitions,
    'x-graph': { type: 'a.root', endpoints: [] },
  };
}

function visits(schema: ResourceSchema, body: string): Visit[] {
  const tree = parseTree(body);
  assert.ok(tree, body);
  const found: Visit[] = [];
  visitBody(schema, tree, (visit) => {
    found.push(visit);
  });
  return found;
}

/** `a.0.b: type of the value in Type of its owner`, for every value of the body. */
function reads(schema: ResourceSchema, body: string, ...expected: string[]): void {
  const short = (name: string | undefined) => name?.replace(/microsoft\.graph\./g, '');
  const lines = visits(schema, body).map(({ path, schema: place, owner }) => {
    const type = short(place?.['x-graph']?.type) ?? (place ? 'untyped' : 'unknown');
    return `${path.join('.')}: ${type}${owner ? ` in ${short(owner.name)}` : ''}`;
  });
  assert.deepEqual(lines, expected);
}

describe('effectiveSchema', () => {
  it('follows a $ref and keeps what stands beside it', () => {
    const property = agent.properties.info;
    assert.ok(property);
    const effective = effectiveSchema(agent, property);
    assert.equal(effective.$ref, undefined);
    assert.equal(effective.description, property.description);
    assert.ok(effective.properties?.supportUrl);
    assert.equal(effective['x-graph']?.from, 'microsoft.graph.servicePrincipal');
    assert.equal(effectiveSchema(agent, property), effective);
  });
  it('joins the facts of both', () => {
    const property = agent.properties.customSecurityAttributes;
    assert.ok(property);
    const facts = effectiveSchema(agent, property)['x-graph'];
    assert.deepEqual([facts?.open, facts?.onlyOnSelect], [true, true]);
  });
  it('prefers what stands beside the $ref, over several steps', () => {
    const root = rootWith(
      {},
      {
        a: { $ref: '#/definitions/b', title: 'A', 'x-graph': { type: 'a' } },
        b: { title: 'B', description: 'B', format: 'uuid', 'x-graph': { type: 'b', open: true } },
      },
    );
    assert.deepEqual(effectiveSchema(root, { $ref: '#/definitions/a', description: 'own' }), {
      title: 'A',
      description: 'own',
      format: 'uuid',
      'x-graph': { type: 'a', open: true },
    });
  });
  it('ends on circles, and adds nothing for what is not there', () => {
    const root = rootWith(
      {},
      { a: { $ref: '#/definitions/b', title: 'A' }, b: { $ref: '#/definitions/a', format: 'uuid' } },
    );
    assert.deepEqual(effectiveSchema(root, { $ref: '#/definitions/a' }), { title: 'A', format: 'uuid' });
    for (const $ref of [
      '#/definitions/none',
      'https://x/#/a',
      '#/definitions/__proto__',
      '',
      '#a',
      '#/title',
    ]) {
      assert.deepEqual(effectiveSchema(root, { $ref, title: 'x' }), { title: 'x' }, $ref);
    }
  });
  it('reads JSON pointers', () => {
    const root = rootWith({}, { 'a/b~c d': { title: 'found' } });
    assert.equal(schemaAt(root, '#/definitions/a~1b~0c%20d')?.title, 'found');
    assert.equal(schemaAt(root, '#'), root);
  });
});

describe('type names', () => {
  it('stand in @odata.type, with or without #', () => {
    for (const type of [BASIC, `#${BASIC}`, `https://graph.microsoft.com/v1.0/$metadata#${BASIC}`]) {
      assert.equal(bareTypeName(type), BASIC);
    }
  });
  it('are absent from everything else', () => {
    for (const value of [undefined, null, 1, '', '#', [], {}]) {
      assert.equal(bareTypeName(value), undefined);
    }
  });
});

describe('objectSchema', () => {
  const credentials = connector.properties.authenticationConfiguration ?? {};

  it('is the declared type', () => {
    const declared = objectSchema(connector, credentials, undefined);
    assert.equal(declared.name, 'microsoft.graph.apiAuthenticationConfigurationBase');
    assert.deepEqual([declared.abstract, declared.open], [true, false]);
    assert.deepEqual([...declared.properties.keys()], ['@odata.type']);
    assert.ok(declared.derived.includes(BASIC));
  });
  it('is the derived type that is named', () => {
    const basic = objectSchema(connector, credentials, `#${BASIC}`);
    assert.deepEqual([basic.name, basic.abstract], [BASIC, false]);
    assert.deepEqual([...basic.properties.keys()], ['@odata.type', 'username', 'password']);
    assert.equal(objectSchema(connector, credentials, BASIC), basic);
  });
  it('is the declared type where the name is no derived one', () => {
    for (const name of ['microsoft.graph.user', 'BASICAUTHENTICATION', '', '__proto__']) {
      assert.equal(objectSchema(connector, credentials, name).abstract, true, name);
    }
  });
  it('has the properties of base types and of allOf parts, each once, its own first', () => {
    const root = rootWith(
      {},
      {
        'a.base': {
          properties: { x: { title: 'base' }, y: {} },
          'x-graph': { type: 'a.base', bases: ['a.top'] },
        },
        'a.top': { properties: { z: {} }, 'x-graph': { type: 'a.top', bases: ['a.base'] } },
        'a.part': { properties: { p: {} }, allOf: [{ $ref: '#/definitions/a.part' }] },
      },
    );
    const type = objectSchema(
      root,
      {
        properties: { x: { title: 'own' } },
        allOf: [{ $ref: '#/definitions/a.part' }, { if: {}, else: { properties: { never: {} } } }],
        'x-graph': { type: 'a.derived', bases: ['a.base', 'a.gone'], open: true },
      },
      undefined,
    );
    assert.deepEqual([...type.properties.keys()].sort(), ['p', 'x', 'y', 'z']);
    assert.equal(type.properties.get('x')?.title, 'own');
    assert.equal(type.open, true);
  });
  it('finds types derived over several steps, and ends on circles', () => {
    const step = (type: string, next: string): GraphSchema => ({
      'x-graph': { type, derived: [`#/definitions/${next}`, '#/definitions/gone'] },
    });
    const root = rootWith({}, { 'a.b': step('a.b', 'a.c'), 'a.c': step('a.c', 'a.b') });
    const type = objectSchema(root, { $ref: '#/definitions/a.b' }, 'a.c');
    assert.equal(type.name, 'a.c');
    assert.deepEqual(objectSchema(root, step('a.a', 'a.b'), undefined).derived, ['a.b', 'a.c']);
  });
});

describe('propertySchema', () => {
  const root = objectSchema(agent, agent, undefined);

  it('compares names exactly; nearName is for the others', () => {
    assert.ok(propertySchema(agent, root, 'displayName'));
    assert.equal(propertySchema(agent, root, 'DisplayName'), undefined);
    assert.equal(nearName(root, 'DisplayName'), 'displayName');
    assert.equal(nearName(root, 'dispayName'), 'displayName');
    assert.equal(nearName(root, 'somethingElse'), undefined);
  });
  it('knows annotations and undeclared properties', () => {
    assert.match(propertySchema(agent, root, 'tags@odata.type')?.description ?? '', /type of the property/);
    assert.ok(propertySchema(agent, root, '@odata.etag'));
    const attributes = objectSchema(agent, root.properties.get('customSecurityAttributes') ?? {}, undefined);
    assert.match(propertySchema(agent, attributes, 'Engineering')?.description ?? '', /attribute set/);
  });
  it('is not fooled by names of JavaScript', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      assert.equal(propertySchema(agent, root, name), undefined);
    }
  });
});

describe('visitBody', () => {
  it('meets every value with its schema, parents first', () => {
    reads(
      agent,
      '{"tags": ["a"], "addIns": [{"id": "x", "properties": [{"key": 1}]}], "new": {"a": 1}}',
      ': agentIdentity',
      'tags: Collection(Edm.String) in agentIdentity',
      'tags.0: Edm.String',
      'addIns: Collection(addIn) in agentIdentity',
      'addIns.0: addIn',
      'addIns.0.id: Edm.Guid in addIn',
      'addIns.0.properties: Collection(keyValue) in addIn',
      'addIns.0.properties.0: keyValue',
      'addIns.0.properties.0.key: Edm.String in keyValue',
      'new: unknown in agentIdentity',
      'new.a: unknown',
    );
  });
  it('takes the derived type that @odata.type names, wherever it stands, the last of several', () => {
    reads(
      connector,
      `{"authenticationConfiguration": {"password": "x", "@odata.type": "x", "@odata.type": "#${BASIC}"}}`,
      ': identityApiConnector',
      'authenticationConfiguration: apiAuthenticationConfigurationBase in identityApiConnector',
      'authenticationConfiguration.password: Edm.String in basicAuthentication',
      'authenticationConfiguration.@odata.type: Edm.String in basicAuthentication',
      'authenticationConfiguration.@odata.type: Edm.String in basicAuthentication',
    );
  });
  it('knows nothing inside an abstract value that names no type', () => {
    reads(
      connector,
      '{"authenticationConfiguration": {"password": "x"}}',
      ': identityApiConnector',
      'authenticationConfiguration: apiAuthenticationConfigurationBase in identityApiConnector',
      'authenticationConfiguration.password: unknown in apiAuthenticationConfigurationBase',
    );
  });
  it('goes through values of the wrong type', () => {
    reads(
      agent,
      '{"tags": {"a": 1}, "displayName": [{"b": 2}], "info": ["c"]}',
      ': agentIdentity',
      'tags: Collection(Edm.String) in agentIdentity',
      'tags.a: unknown',
      'displayName: Edm.String in agentIdentity',
      'displayName.0: unknown',
      'displayName.0.b: unknown',
      'info: informationalUrl in agentIdentity',
      'info.0: unknown',
    );
    for (const body of ['1', 'null', '"x"', '[]', '[{"displayName": 1}]'])
      assert.ok(visits(agent, body).length > 0);
  });
  it('meets a name that stands twice twice', () => {
    const names = visits(agent, '{"notes": 1, "notes": 2}').map(({ name }) => name);
    assert.deepEqual(names, [undefined, 'notes', 'notes']);
  });
  it('gives the node of the name, and the type of an object', () => {
    const [root, info] = visits(agent, '{"info": {}}');
    assert.deepEqual([root?.key, root?.object?.name], [undefined, 'microsoft.graph.agentIdentity']);
    assert.deepEqual([info?.key?.offset, info?.object?.name], [1, 'microsoft.graph.informationalUrl']);
  });
  it('leaves out what is inside a value where it is told to', () => {
    const tree = parseTree('{"info": {"logoUrl": 1}, "notes": 1}');
    const names: unknown[] = [];
    assert.ok(tree);
    visitBody(agent, tree, ({ name }) => {
      names.push(name);
      return name !== 'info';
    });
    assert.deepEqual(names, [undefined, 'info', 'notes']);
  });
  it('survives bodies that are not whole', () => {
    for (const body of ['{"info"', '{"info": ', '{"info": {', '{"tags": [', '{"a" "b": 1}', '{,}', '[,1']) {
      const tree = parseTree(body, [], { allowTrailingComma: true });
      if (tree) visitBody(agent, tree, () => undefined);
    }
  });
  it('goes 10,000 levels deep', () => {
    for (const kind of ['array', 'object'] as const) {
      let deepest = 0;
      let last: Visit | undefined;
      visitBody(agent, nested(kind, 10_000), (visit) => {
        deepest += 1;
        last = visit;
      });
      assert.deepEqual([deepest, last?.path.length], [10_001, 10_000]);
    }
  });
  it('goes as deep as a type contains itself', () => {
    const self: GraphSchema = { type: 'object', properties: { a: { $ref: '#/definitions/a.a' } } };
    const root = rootWith({ a: { $ref: '#/definitions/a.a' } }, { 'a.a': self });
    assert.ok(visits(root, '{"a": {"a": {"a": {}}}}').every(({ object }) => object));
  });
  it('takes any JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.json(), (schema, body) => {
        const found = visits(schema, body);
        return found.every(({ path, node }) => Array.isArray(path) && node.length > 0);
      }),
    );
  });
});

/** A tree with one value in the other, built without recursion. */
function nested(kind: 'array' | 'object', depth: number): Node {
  let node: Node = { type: 'number', value: 1, offset: 0, length: 1 };
  for (let level = 0; level < depth; level++) {
    const key: Node = { type: 'string', value: 'info', offset: 0, length: 6 };
    const property: Node = { type: 'property', offset: 0, length: 1, children: [key, node] };
    node = { type: kind, offset: 0, length: 1, children: [kind === 'array' ? node : property] };
  }
  return node;
}
