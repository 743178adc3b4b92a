import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { loadCatalog } from '../../../../src/core/catalog/load.ts';
import { type NamedPlace, namedPlaces, pathText } from '../../../../src/core/send/named/named.ts';
import type { GraphError } from '../../../../src/core/send/outcome.ts';

const BODY = {
  displayName: 'Sales',
  accountEnabled: 'yes',
  tags: ['a', 'b'],
  passwordCredentials: [
    { displayName: 'first', startDateTime: 'soon' },
    { displayName: 'second', startDateTime: 'later', hint: 'x' },
  ],
  info: { logoUrl: 'x', supportUrl: 'y' },
  state: {},
};

function error(message: string, more: Partial<GraphError> = {}): GraphError {
  return { status: 400, code: 'Request_BadRequest', message, details: [], ...more };
}

const lower = (text: string) => text.toLowerCase();

const texts = (places: readonly NamedPlace[]) => places.map(({ path }) => pathText(path));

/** A message names these places of the body. */
function names(message: string, ...paths: readonly string[]): void {
  assert.deepEqual(texts(namedPlaces(error(message), BODY)), paths, message);
}

/** A target names this place of the body. */
function targets(target: string, path: string | undefined, message = 'Bad.'): void {
  const places = texts(namedPlaces(error(message, { target }), BODY));
  assert.deepEqual(places, path === undefined ? [] : [path], target);
}

const agentIdentity = async () => {
  const resolution = (await loadCatalog()).resolve(
    'beta',
    '/servicePrincipals/1/microsoft.graph.agentIdentity',
  );
  assert.ok(resolution.found);
  return resolution.resource.schema;
};

suite('a message', () => {
  test('names a property in each of the ways that services have', () => {
    names(
      "Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'.",
      'accountEnabled',
    );
    names('Property accountEnabled in payload has a value that does not match schema.', 'accountEnabled');
    names("The property 'tags' does not exist on type 'microsoft.graph.user'.", 'tags');
    names("Property 'info' is read-only and cannot be set.", 'info');
    names("Invalid property 'logoUrl'.", 'info.logoUrl');
    names('Another object with the same value for property tags already exists.', 'tags');
    names("A null value was found for the property named 'tags', which has the expected type …", 'tags');
    names("Property 'info.supportUrl' is invalid.", 'info.supportUrl');
    names(
      'The JSON value could not be converted to System.Boolean. Path: $.accountEnabled | LineNumber: 0 | BytePositionInLine: 24.',
      'accountEnabled',
    );
    names(
      "Could not convert string to DateTime: soon. Path 'passwordCredentials[0].startDateTime', line 1, position 9.",
      'passwordCredentials[0].startDateTime',
    );
    names("The properties 'tags', 'info' and 'state' cannot be updated.", 'tags', 'info', 'state');
    names('Entity.info.logoUrl : An error has occurred.', 'info.logoUrl');
    names("Property 'HINT' is read-only.", 'passwordCredentials[1].hint');
  });

  test('names nothing where it may mean several places, a value, or something that is not there', () => {
    names("Property 'startDateTime' is invalid.");
    names("Property 'displayName' is invalid.");
    names("Cannot convert the literal 'x' to the expected type 'Edm.Boolean'.");
    names("Cannot convert the literal 'tags' to the expected type 'Edm.Boolean'.");
    names('One or more properties contains invalid values.');
    names("Property 'notes' is read-only.");
    names("Property 'hint' is required.");
    names("'hint' is missing.");
    names('');
  });

  test('leads to the value that it quotes', async () => {
    const literal = (text: string, type: string) =>
      `Cannot convert the literal '${text}' to the expected type '${type}'.`;
    names(literal('yes', 'Edm.Boolean'), 'accountEnabled');
    names(literal('later', 'Edm.DateTimeOffset'), 'passwordCredentials[1].startDateTime');
    names(literal('b', 'Edm.Int32'), 'tags[1]');
    const places = (body: object, type: string, schema?: Awaited<ReturnType<typeof agentIdentity>>) =>
      texts(namedPlaces(error(literal('String', type)), body, schema));
    const body = { displayName: 'String', accountEnabled: 'String', info: { logoUrl: 'String' } };
    assert.deepEqual(places(body, 'Edm.Boolean'), []);
    assert.deepEqual(places(body, 'Edm.Boolean', await agentIdentity()), ['accountEnabled']);
    assert.deepEqual(places(body, 'Edm.Int32', await agentIdentity()), []);
    assert.deepEqual(places(body, 'Edm.String', await agentIdentity()), []);
  });

  test('is told apart by the type that it names', async () => {
    const schema = await agentIdentity();
    const of = (owner: string) =>
      texts(
        namedPlaces(
          error(`Invalid value specified for property 'displayName' of resource '${owner}'.`),
          { displayName: 'x', passwordCredentials: [{ displayName: 'y' }] },
          schema,
        ),
      );
    assert.deepEqual(of('AgentIdentity'), ['displayName']);
    assert.deepEqual(of('ServicePrincipal'), ['displayName']);
    assert.deepEqual(of('PasswordCredential'), ['passwordCredentials[0].displayName']);
    assert.deepEqual(of('Group'), []);
    // The body could have it and does not: nobody says that the nested one is meant.
    assert.deepEqual(
      texts(
        namedPlaces(
          error("Property 'displayName' is invalid."),
          { passwordCredentials: [{ displayName: 'y' }] },
          schema,
        ),
      ),
      [],
    );
  });
});

suite('a target', () => {
  test('leads to its place', () => {
    targets('displayName', 'displayName');
    targets('DisplayName', 'displayName');
    targets('info/logoUrl', 'info.logoUrl');
    targets('$.info.logoUrl', 'info.logoUrl');
    targets('tags[1]', 'tags[1]');
    targets('tags/1', 'tags[1]');
    targets('passwordCredentials[1].displayName', 'passwordCredentials[1].displayName');
    targets('body.displayName', 'displayName');
    targets('requestBody/info/logoUrl', 'info.logoUrl');
  });

  test('leads to what is there of it', () => {
    targets('info/termsOfServiceUrl', 'info');
    targets('state/@odata.type', 'state', "'state/@odata.type' is missing.");
    targets('passwordCredentials/startDateTime', 'passwordCredentials');
    targets('passwordCredentials/hint', 'passwordCredentials[1].hint');
    targets('passwordCredentials/hint', 'passwordCredentials', "'passwordCredentials/hint' is missing.");
  });

  test('leads nowhere else', () => {
    targets('hint', undefined);
    targets('notes', undefined);
    targets('If-Match', undefined);
    targets('has spaces', undefined);
    targets('tags[7]', 'tags');
    targets('__proto__', undefined);
    targets('constructor', undefined);
    targets('toString/length', undefined);
  });

  test('comes before the words, and each place once', () => {
    const places = namedPlaces(
      error("Property 'tags' is invalid.", {
        details: [
          { code: 'InvalidValue', message: 'Too many.', target: 'tags' },
          { code: '', message: "Property 'info' is read-only." },
        ],
      }),
      BODY,
    );
    assert.deepEqual(places, [
      { path: ['tags'], code: 'InvalidValue', message: 'Too many.', detail: 0 },
      { path: ['info'], code: 'Request_BadRequest', message: "Property 'info' is read-only.", detail: 1 },
    ]);
  });
});

suite('any place of any body', () => {
  const name = fc
    .stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/)
    .filter((each) => !/^(?:body|payload|resource|entity|model)$/.test(each));
  const bodies = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  })).object;

  /** Every place of a body, as names and places of lists. */
  function* placesOf(
    value: unknown,
    path: readonly (string | number)[] = [],
  ): Generator<readonly (string | number)[]> {
    if (typeof value !== 'object' || value === null) return;
    const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [step, member] of members) {
      yield [...path, step];
      yield* placesOf(member, [...path, step]);
    }
  }

  /** Whether names that differ in case only stand beside each other. */
  const isAmbiguous = (path: readonly (string | number)[], all: readonly string[]) =>
    all.filter((each) => each.toLowerCase() === pathText(path).toLowerCase()).length > 1;

  test('is found by its path, in every notation', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (body, seed) => {
        const all = [...placesOf(body)];
        const path = all[seed % Math.max(all.length, 1)];
        if (path === undefined || isAmbiguous(path, all.map(pathText))) return;
        for (const target of [
          path.join('/'),
          `/${path.join('/')}`,
          `$${pathText(path).replace(/^(?=[^[])/, '.')}`,
          pathText(path),
        ]) {
          assert.deepEqual(texts(namedPlaces(error('Bad.', { target }), body)), [pathText(path)], target);
        }
      }),
    );
  });

  test('is never mistaken for another one by its name', () => {
    fc.assert(
      fc.property(bodies, name, (body, wanted) => {
        const all = [...placesOf(body)].filter((path) => typeof path.at(-1) === 'string');
        const alike = all.filter((path) => String(path.at(-1)).toLowerCase() === wanted.toLowerCase());
        const exact = alike.find((path) => path.at(-1) === wanted);
        const found = texts(namedPlaces(error(`Property '${wanted}' is invalid.`), body));
        assert.ok(found.length <= 1);
        if (alike.length === 1) assert.deepEqual(found, alike.map(pathText));
        // Of several only one that stands beside the others and is written in the same way.
        else if (found.length === 1)
          assert.deepEqual(new Set(alike.map(String).map(lower)), new Set([lower(String(exact))]));
      }),
    );
  });

  test('is looked for in any text and any body without failing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (message, target, body) => {
        for (const { path } of namedPlaces(error(message, { target }), body)) assert.ok(path.length > 0);
      }),
    );
    let deep: unknown = {};
    for (let depth = 0; depth < 20_000; depth++) deep = { a: deep };
    assert.deepEqual(namedPlaces(error("Property 'zzz' is invalid."), deep), []);
  });
});
