/**
 * What a part of `src` may import. An entry that ends in `/` or `:` stands for everything that begins with it;
 * any other for that module, or that package with its paths. Nothing else is allowed.
 */
export interface Row {
  /** At run time, and types of it too. */
  readonly values: readonly string[];
  /** At run time by `import(…)` only, and types of it too: what is heavy, or what is seldom needed. */
  readonly lazy?: readonly string[];
  /** Types only: nothing of it is loaded. */
  readonly types?: readonly string[];
  /** Runs without Node.js: no built-in module and no global of it, in whatever is imported either. */
  readonly pure?: true;
}

/** Parts by the beginning of their path; the longest that fits a file is its row. */
export type Table = Readonly<Record<string, Row>>;

const text = 'src/core/text/';
const request = 'src/core/request/';
const catalog = 'src/core/catalog/';
const permissions = 'src/core/permissions/';
const check = 'src/core/check/';
const assist = 'src/core/assist/';
const send = 'src/core/send/';
const change = 'src/core/change/';
const journal = 'src/core/journal/';
const sandbox = 'src/core/sandbox/';
const host = 'src/core/host.ts';
const errors = 'src/core/errors.ts';
const services = 'src/core/services.ts';
const authoring = 'src/core/authoring.ts';
const sending = 'src/core/sending.ts';
const contributions = 'src/contributions.ts';
const messages = 'src/webview/messages.ts';

/**
 * The arrows of the code: `core <- editor <- extension`, `core <- cli`, and `webview` shares only `messages.ts`.
 * Only the editor's side may use `vscode`; `services`, `authoring` and `sending` are for hosts.
 */
export const ARROWS: Table = {
  [text]: { pure: true, values: [text] },
  [host]: { pure: true, values: [], types: [send] },
  [errors]: { pure: true, values: [] },
  // Values that must not be shown are found by the same names as those that are masked when they are sent.
  [request]: { pure: true, values: [text, request, `${send}secrets.ts`], types: [host, send] },
  [catalog]: {
    pure: true,
    values: [text, catalog, 'schemas/'],
    types: ['ajv', 'jsonc-parser'],
  },
  [change]: {
    pure: true,
    // Which names are secrets is one list, and what is sent is masked by it first.
    values: [change, catalog, `${send}secrets.ts`],
    types: [send],
  },
  [permissions]: { pure: true, values: [change], types: [catalog] },
  [check]: {
    pure: true,
    // Where a request would go, and which headers are ours, is decided by what sends it.
    values: [
      text,
      request,
      catalog,
      check,
      `${send}environments.ts`,
      `${send}target.ts`,
      `${send}headers.ts`,
      'jsonc-parser',
    ],
    lazy: ['#validators', 'ajv'],
  },
  [assist]: {
    pure: true,
    values: [
      text,
      request,
      catalog,
      check,
      assist,
      `${send}environments.ts`,
      `${send}target.ts`,
      'jsonc-parser',
      'vscode-json-languageservice',
      'vscode-languageserver-textdocument',
    ],
    types: [send],
  },
  [journal]: { pure: true, values: [journal], types: [host, send] },
  [send]: {
    values: [send, change, permissions, errors, 'jsonc-parser', 'node:'],
    lazy: ['undici/lib/dispatcher/pool.js', 'undici/lib/core/connect.js'],
    types: [catalog, host, journal],
  },
  [sandbox]: {
    values: [
      sandbox,
      catalog,
      change,
      check,
      errors,
      `${send}clock.ts`,
      'hono',
      '@hono/node-server',
      'node:',
    ],
    lazy: ['#validators'],
    types: [host, send, 'ajv'],
  },

  // Put together for hosts. The ids of the sandbox's first objects are plain data that samples are filled with.
  [authoring]: { pure: true, values: [assist, catalog, check, `${sandbox}seed.ts`] },
  [sending]: { values: [journal, send] },
  [services]: {
    values: [`${check}url/subject.ts`, `${request}url.ts`],
    lazy: [authoring, sending, sandbox],
    types: ['src/core/'],
  },

  [contributions]: { pure: true, values: [] },
  'src/editor/': {
    values: [
      'src/editor/',
      contributions,
      text,
      request,
      catalog,
      permissions,
      assist,
      change,
      errors,
      host,
      send,
      services,
      messages,
      'node:',
      'vscode',
    ],
    lazy: [authoring, sending],
    types: ['src/core/'],
  },
  'src/extension.ts': {
    values: ['src/editor/', contributions, services, 'node:', 'vscode'],
    types: [host],
  },
  'src/cli': { values: ['src/cli/', 'src/core/', 'commander', 'node:'] },

  [messages]: { pure: true, values: [], types: [change, send] },
  'src/webview/': {
    pure: true,
    values: ['src/webview/', 'lit', '@vscode-elements/elements'],
    types: [change, send],
  },
};
