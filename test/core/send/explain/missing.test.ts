import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { GLOBAL } from '../../../../src/core/environments.ts';
import { explain } from '../../../../src/core/send/explain/explainRefusal.ts';
import { carriedPermissions, missingPermissions } from '../../../../src/core/send/explain/missing.ts';

const found = createCatalog(await builtinSchemas()).resolve(
  'v1.0',
  '/servicePrincipals/1/microsoft.graph.agentIdentity',
);
assert.ok(found.found);
const { endpoint, schema } = found.resource;

function missing(
  granted: readonly string[] | undefined,
  touched: readonly string[],
  scopes: readonly string[] = [],
) {
  return missingPermissions({
    endpoint,
    schema,
    touched,
    scopes: scopes.map((name) => `https://graph.microsoft.com/${name}`),
    ...(granted === undefined ? {} : { granted }),
  });
}

suite('what a refused token lacks', () => {
  test('is the least permission that it does not carry', () => {
    assert.deepEqual(missing(['User.Read'], ['displayName']), {
      missing: ['AgentIdentity.ReadWrite.All'],
      enough: [],
      offer: 'AgentIdentity.ReadWrite.All',
    });
    assert.deepEqual(missing([], ['accountEnabled']), {
      missing: ['AgentIdentity.EnableDisable.All'],
      enough: ['AgentIdentity.ReadWrite.All'],
      offer: 'AgentIdentity.EnableDisable.All',
    });
  });

  test('is the next wider one, where the least was not enough', () => {
    assert.deepEqual(missing(['agentidentity.enabledisable.all'], ['accountEnabled']), {
      missing: [],
      enough: ['AgentIdentity.ReadWrite.All'],
      offer: 'AgentIdentity.ReadWrite.All',
    });
    assert.deepEqual(missing(['AgentIdentity.ReadWrite.All'], ['accountEnabled']), {
      missing: [],
      enough: [],
    });
  });

  test('is what a single property needs besides', () => {
    const { offer, missing: lacks } = missing(['AgentIdentity.ReadWrite.All'], ['customSecurityAttributes']);
    assert.deepEqual(lacks, ['CustomSecAttributeAssignment.ReadWrite.All']);
    assert.equal(offer, 'CustomSecAttributeAssignment.ReadWrite.All');
  });

  test('is judged by what was asked for, where the token says nothing', () => {
    assert.equal(
      missing(undefined, ['displayName'], ['AgentIdentity.EnableDisable.All']).offer,
      'AgentIdentity.ReadWrite.All',
    );
    assert.equal(missing(undefined, ['displayName'], ['AgentIdentity.ReadWrite.All']).offer, undefined);
    assert.deepEqual(carriedPermissions({ scopes: ['https://h/A.B'] }), ['A.B']);
  });

  test('is named by the explanation, with a button that signs in with it', () => {
    const refused = { status: 403, code: 'Authorization_RequestDenied', message: 'No.', details: [] };
    const context = {
      environment: GLOBAL,
      endpoint,
      schema,
      touched: ['displayName'],
      scopes: ['https://graph.microsoft.com/AgentIdentity.ReadWrite.All'],
    };
    const lacking = explain(refused, { ...context, granted: ['User.Read', 'Mail.Read'] });
    assert.match(lacking.cause, /Missing: AgentIdentity\.ReadWrite\.All\./);
    assert.match(lacking.advice.join(' '), /It says that it carries User\.Read, Mail\.Read\./);
    assert.deepEqual(lacking.actions[0], {
      action: 'sign-in-more',
      label: 'Sign In with AgentIdentity.ReadWrite.All',
    });
    const carrying = explain(refused, { ...context, granted: ['AgentIdentity.ReadWrite.All'] });
    assert.match(carrying.cause, /the account itself/);
    assert.ok(carrying.actions.every(({ action }) => action !== 'sign-in-more'));
    const policy = explain({ ...refused, code: 'insufficient_claims' }, { ...context, granted: [] });
    assert.ok(policy.actions.every(({ action }) => action !== 'sign-in-more'));
    const { endpoint: _, schema: __, ...unknown } = context;
    assert.deepEqual(explain(refused, unknown).actions[0]?.action, 'choose-permission');
    const many = Array.from({ length: 30 }, (_, index) => `A${index}.Read`);
    assert.match(explain(refused, { ...context, granted: many }).advice.join(' '), /A7\.Read and 22 more/);
  });
});
