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
const csdl = 'src/core/csdl/';
const check = 'src/core/check/';
const assist = 'src/core/assist/';
const send = 'src/core/send/';
const change = 'src/core/change/';
const journal = 'src/core/journal/';
const sandbox = 'src/core/sandbox/';
const metadata = 'src/core/metadata/';
const pages = 'src/core/pages/';
const host = 'src/core/host.ts';
const environments = 'src/core/environments.ts';
const errors = 'src/core/errors.ts';
const services = 'src/core/services.ts';
const authoring = 'src/core/authoring.ts';
const checking = 'src/core/checking.ts';
const sending = 'src/core/sending.ts';
const journaling = 'src/core/journaling.ts';
const contributions = 'src/contributions.ts';
const messages = 'src/webview/messages.ts';

/**
 * The arrows of the code: `core <- editor <- extension`, `core <- cli`, and `webview` shares only `messages.ts`.
 * Only the editor's side may use `vscode`; `services`, `checking`, `authoring`, `sending` and `journaling`
 * are for hosts.
 */
export const ARROWS: Table = {
  [text]: { pure: true, values: [text] },
  [host]: { pure: true, values: [], types: [environments, send] },
  [environments]: { pure: true, values: [] },
  [errors]: { pure: true, values: [] },
  [request]: { pure: true, values: [text, request], types: [host] },
  [catalog]: {
    pure: true,
    values: [text, catalog, `${csdl}model.ts`, `${csdl}names.ts`, `${csdl}file.ts`, 'schemas/'],
    types: ['jsonc-parser'],
  },
  [csdl]: { pure: true, values: [csdl, `${text}ascii.ts`, 'saxes'] },
  [change]: { pure: true, values: [text, change, catalog] },
  // Scopes are named after the host that a token is for.
  [permissions]: {
    pure: true,
    values: [text, change, permissions, environments],
    types: [catalog, csdl, request],
  },
  [check]: {
    pure: true,
    // Where a request would go, and which headers are ours, is decided by what sends it.
    values: [
      text,
      request,
      catalog,
      check,
      environments,
      `${send}target.ts`,
      `${send}headers.ts`,
      'jsonc-parser',
    ],
  },
  [assist]: {
    pure: true,
    values: [
      text,
      request,
      catalog,
      check,
      assist,
      // What an answer's status means, and the least permission for a body, are said as they are when it is sent.
      permissions,
      environments,
      `${send}target.ts`,
      `${send}explain/statuses.ts`,
      'jsonc-parser',
    ],
    types: [host, send],
  },
  [pages]: {
    pure: true,
    // A page's examples are cleaned as those are that somebody pastes, and its types are made as those of metadata.
    values: [text, request, catalog, csdl, change, check, pages, `${assist}paste/`],
    lazy: ['ajv', 'schemas/'],
    types: ['ajv', 'jsonc-parser'],
  },
  [journal]: { pure: true, values: [text, journal], types: [host, request, send] },
  [send]: {
    values: [
      send,
      // Requests that are made of answers are written as the language wants them.
      `${request}literal.ts`,
      text,
      environments,
      `${catalog}wellKnownNames.ts`,
      change,
      permissions,
      errors,
      'jsonc-parser',
      'node:',
    ],
    lazy: ['undici/lib/dispatcher/pool.js', 'undici/lib/dispatcher/client.js', 'undici/lib/core/connect.js'],
    types: [catalog, host, journal, request],
  },
  [sandbox]: {
    values: [
      sandbox,
      catalog,
      change,
      check,
      errors,
      text,
      // Which type a link leads to, the metadata says.
      `${csdl}names.ts`,
      `${send}clock.ts`,
      'hono',
      '@hono/node-server',
      'node:',
    ],
    types: [host, send],
  },

  // Compiling is for a thread of its own, and for the command line.
  [metadata]: {
    values: [
      metadata,
      catalog,
      csdl,
      permissions,
      `${change}json.ts`,
      errors,
      environments,
      `${send}client/decode.ts`,
      `${send}client/downloadFailures.ts`,
      `${send}record/durable.ts`,
      'node:',
    ],
    types: [catalog, host, send],
  },

  // Put together for hosts. The ids of the sandbox's first objects are plain data that samples are filled with.
  [authoring]: { pure: true, values: [assist, catalog, check, `${sandbox}objects/seed.ts`] },
  [checking]: { pure: true, values: [catalog, check] },
  [sending]: { values: [send] },
  [journaling]: {
    pure: true,
    values: [journal, `${send}record/compared.ts`, `${send}record/kept.ts`, `${send}record/keptRequest.ts`],
  },
  [services]: {
    // The sandbox is one of the environments whose catalog is asked for.
    values: [
      `${check}url/subject.ts`,
      `${check}stored.ts`,
      `${request}url.ts`,
      environments,
      `${send}client/heldClient.ts`,
    ],
    lazy: [checking, sending, journaling, sandbox, `${metadata}library.ts`],
    types: ['src/core/'],
  },

  [contributions]: { pure: true, values: [] },
  'src/editor/': {
    values: [
      'src/editor/',
      contributions,
      // What the sandbox can be told is plain data, which the picker offers.
      `${sandbox}behaviour/behaviour.ts`,
      text,
      request,
      catalog,
      permissions,
      assist,
      change,
      environments,
      errors,
      host,
      send,
      services,
      messages,
      // How much is kept is decided by settings.
      `${journal}entry.ts`,
      // A file that a person gives is read by the editor, and so is a report shown.
      `${metadata}given.ts`,
      `${metadata}report.ts`,
      `${metadata}sources.ts`,
      // Where schemas of a workspace stand, the watcher of the folder knows from the start.
      `${pages}schema/schemaFolder.ts`,
      'node:',
      'vscode',
    ],
    lazy: [authoring, sending, journaling, pages],
    types: ['src/core/'],
  },
  'src/extension.ts': {
    values: ['src/editor/', contributions, services, 'node:', 'vscode'],
    types: [host, journal],
  },
  'src/cli': { values: ['src/cli/', 'src/core/', 'commander', 'node:'] },

  [messages]: { pure: true, values: [], types: [change, request, send] },
  'src/webview/': {
    pure: true,
    // A duration reads the same in the page, in lenses and in summaries; a JSON path in the table and in the raw body.
    values: [
      'src/webview/',
      `${text}duration.ts`,
      `${text}jsonPath.ts`,
      `${text}jsonValues.ts`,
      `${text}codeUnits.ts`,
      // What stands for a secret is the same wherever it is copied from.
      `${text}secrets.ts`,
      // The forms of code that the page and the editor's picker offer are one list of names.
      `${assist}copy/forms.ts`,
      // Headers that a person may write are explained as they are in the editor.
      `${assist}describe/headerFacts.ts`,
      'lit',
      '@vscode-elements/elements',
      '@codemirror/state',
      '@codemirror/view',
      '@codemirror/language',
      '@codemirror/search',
      '@codemirror/commands',
    ],
    types: [change, request, send],
  },
};
