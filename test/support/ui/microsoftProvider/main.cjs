// Stands in for the editor's built-in Microsoft sign-in, which must be left out: see `microsoftProvider` in ../fixtures.ts.
const { randomUUID } = require('node:crypto');
const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

/** Each request is appended to this file, one JSON object per line: { event, scopes, account }. */
const log = process.env.GRAPH_HTTP_MICROSOFT_LOG;

/** The access token that every session carries. */
const accessToken = process.env.GRAPH_HTTP_MICROSOFT_TOKEN ?? 'token-of-a-test';

/** What the sign-in says where a scope is asked for that ends like this: permission to message. */
const refusals = JSON.parse(process.env.GRAPH_HTTP_MICROSOFT_REFUSALS ?? '{}');

/** Who signs in, one after the other where no account is asked for. */
const accounts = [
  { id: 'adele-vance', label: 'AdeleV@contoso.example' },
  { id: 'alex-wilber', label: 'AlexW@contoso.example' },
];

class Provider {
  #changed = new vscode.EventEmitter();
  #sessions = [];
  onDidChangeSessions = this.#changed.event;

  async getSessions(scopes, options) {
    note('get', scopes, options?.account?.label);
    return this.#sessions.filter(
      (session) =>
        (!scopes || sameScopes(session.scopes, scopes)) &&
        (!options?.account || session.account.id === options.account.id),
    );
  }

  async createSession(scopes, options) {
    note('create', scopes, options?.account?.label);
    for (const [permission, message] of Object.entries(refusals)) {
      if (scopes.some((scope) => scope.endsWith(permission))) throw new Error(message);
    }
    const account = options?.account ?? accounts.find(({ id }) => !this.#knows(id)) ?? accounts[0];
    const session = { id: randomUUID(), accessToken, account, scopes };
    this.#sessions.push(session);
    this.#changed.fire({ added: [session], removed: [], changed: [] });
    return session;
  }

  async removeSession(id) {
    const removed = this.#sessions.filter((session) => session.id === id);
    note('remove', removed[0]?.scopes);
    this.#sessions = this.#sessions.filter((session) => session.id !== id);
    this.#changed.fire({ added: [], removed, changed: [] });
  }

  #knows(account) {
    return this.#sessions.some((session) => session.account.id === account);
  }
}

function sameScopes(one, other) {
  return one.toSorted().join(' ') === other.toSorted().join(' ');
}

function note(event, scopes, asked) {
  if (log) appendFileSync(log, `${JSON.stringify({ event, scopes, account: asked })}\n`);
}

exports.activate = (context) => {
  const options = { supportsMultipleAccounts: true };
  context.subscriptions.push(
    vscode.authentication.registerAuthenticationProvider('microsoft', 'Microsoft', new Provider(), options),
  );
};
