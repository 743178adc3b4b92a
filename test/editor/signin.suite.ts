import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { CLOUDS, type Environment, GLOBAL, SANDBOX } from '../../src/core/environments.ts';
import { UserError } from '../../src/core/errors.ts';
import { EnvironmentChoice } from '../../src/editor/environment/environment.ts';
import { AccountChoice } from '../../src/editor/signIn/accounts.ts';
import { PermissionChoice } from '../../src/editor/signIn/permissionChoice.ts';
import { EditorTokens } from '../../src/editor/signIn/signIn.ts';
import { eventually } from './support/eventually.ts';

const TOKEN = `x.${Buffer.from('{"upn":"adele@contoso.com","tid":"contoso"}').toString('base64url')}.y`;
const SCOPES = ['https://graph.microsoft.com/User.Read'];

/** What is remembered, for one test. */
function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, usual?: T) => (values.has(key) ? (values.get(key) as T) : usual),
    update: async (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, structuredClone(value));
    },
  } as vscode.Memento;
}

/** Sets a setting of the person's own. */
async function set(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('graphHttp');
  await configuration.update(key, value, vscode.ConfigurationTarget.Global);
}

/** There is no token, for this reason. */
async function refused(asking: Promise<unknown>, code: string, says: RegExp): Promise<void> {
  await assert.rejects(asking, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    return true;
  });
}

describe('Environments and sign-in', () => {
  const accounts = new AccountChoice(memento());
  const tokens = new EditorTokens(accounts);
  const { ELECTRON_RUN_AS_NODE: before = '' } = process.env;

  // The desktop editor's program is Node.js only where it is told so.
  beforeEach(() => {
    process.env.ELECTRON_RUN_AS_NODE = '1';
  });
  afterEach(async () => {
    process.env.ELECTRON_RUN_AS_NODE = before;
    await set('environments', undefined);
    await set('tokenCommand', undefined);
  });
  after(() => accounts.dispose());

  it('follow the settings: an own environment can be chosen as soon as it is there', async () => {
    const choice = new EnvironmentChoice(memento());
    try {
      assert.equal(choice.current, SANDBOX);
      let heard: Environment | undefined;
      choice.onDidChange((environment) => {
        heard = environment;
      });
      await set('environments', [{ id: 'contoso', label: 'Contoso', cloud: 'china', production: true }]);
      const own = await eventually(() => {
        const found = choice.environments.byId('contoso');
        assert.ok(found);
        return found;
      });
      await choice.choose(own);
      await choice.chooseVariables('dev');
      assert.equal(heard?.id, 'contoso');
      assert.deepEqual([choice.current.label, choice.current.production], ['Contoso', true]);
      assert.deepEqual(choice.variableNames, ['dev', 'contoso']);

      await set('environments', undefined);
      await eventually(() => assert.equal(choice.current, SANDBOX));
    } finally {
      choice.dispose();
    }
  });

  it('take a token from the command of an environment, and say why there is none', async () => {
    const script = `console.log(process.argv[1] === '${SCOPES[0]}' && ${JSON.stringify(TOKEN)})`;
    await set('tokenCommand', { global: [process.execPath, '-e', script, '{scopes}'] });
    const request = { environment: GLOBAL, scopes: SCOPES };
    const { value, account, tenant } = await tokens.getToken(request);
    assert.deepEqual([value, account, tenant], [TOKEN, 'adele@contoso.com', 'contoso']);
    await set('tokenCommand', { global: '"never closed' });
    await refused(tokens.getToken(request), 'token-command-missing', /with its quotes closed/);
    await set('tokenCommand', { global: 'no-such-program-anywhere' });
    await refused(tokens.getToken(request), 'token-command-missing', /no-such-program-anywhere/);
  });

  it('never ask where nobody may be asked', async () => {
    const asking = tokens.getToken({ environment: SANDBOX, scopes: SCOPES, silent: true });
    await refused(asking, 'sign-in-needed', /Sandbox/);
  });

  it('say what to set before they sign in to a sovereign cloud', async () => {
    for (const environment of CLOUDS.filter(({ sovereign }) => sovereign !== undefined)) {
      const says = new RegExp(`environment to ${environment.sovereign}`);
      await refused(tokens.getToken({ environment, scopes: SCOPES }), 'sovereign-setting', says);
    }
  });

  it('remember an account and a permission for each environment', async () => {
    const production = { ...GLOBAL, id: 'contoso' };
    await accounts.remember(GLOBAL, { id: '1', label: 'Adele' });
    await accounts.remember(production, { id: '2', label: 'Alex' });
    assert.deepEqual([accounts.of(GLOBAL)?.label, accounts.of(production)?.label], ['Adele', 'Alex']);
    await accounts.forget(GLOBAL);
    assert.equal(accounts.of(GLOBAL), undefined);
    assert.deepEqual([accounts.asksAgain(GLOBAL), accounts.asksAgain(production)], [true, false]);
    await accounts.remember(GLOBAL, { id: '1', label: 'Adele' });
    assert.equal(accounts.asksAgain(GLOBAL), false);

    const permissions = new PermissionChoice(memento());
    const request = { method: 'GET', url: '/v1.0/me?$select=id' };
    await permissions.choose(GLOBAL, undefined, request, 'User.Read');
    assert.equal(permissions.of(GLOBAL, undefined, { method: 'GET', url: '/v1.0/me' }), 'User.Read');
    assert.equal(permissions.of(production, undefined, request), undefined);
    await permissions.choose(GLOBAL, undefined, request, undefined);
    assert.equal(permissions.of(GLOBAL, undefined, request), undefined);
  });
});
