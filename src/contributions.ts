/**
 * What package.json contributes to the editor, once more as data, so that code names it with a type.
 * A test holds both against each other.
 */

/** The language of `*.graph.http` files. */
export const LANGUAGE_ID = 'graph-http';

/** Prefix of every setting. */
export const SETTINGS_SECTION = 'graphHttp';

/** Commands and their titles in the palette. */
export const COMMANDS = {
  'graphHttp.send': 'Send Request',
  'graphHttp.copyAsCurl': 'Copy Request as cURL',
  'graphHttp.selectEnvironment': 'Select Environment…',
  'graphHttp.resetSandbox': 'Reset Sandbox',
  'graphHttp.showResponse': 'Show Last Response',
  'graphHttp.showLog': 'Show Log',
} as const;

export type CommandId = keyof typeof COMMANDS;

/** Settings with the value that each has when nobody set it. */
export const SETTINGS = {
  /** Application (client) id that signs in to Microsoft Graph; empty: the editor's own. */
  'signIn.clientId': '',
  /** Tenant id or domain that signs in; empty: the account's own. */
  'signIn.tenant': '',
  /** Seconds that a whole send may take. */
  'send.timeout': 100,
  /** Address of a sandbox that already runs on this computer; empty: the extension starts its own. */
  'sandbox.url': '',
  /** Whether files are checked for what other `.http` tools read differently. */
  'diagnostics.portability': true,
  /** Variables by environment id; `$shared` is for all. */
  environmentVariables: {} as Readonly<Record<string, Readonly<Record<string, string>>>>,
} as const;

export type SettingKey = keyof typeof SETTINGS;

/** Ids of authentication providers that this extension brings. */
export const SANDBOX_PROVIDER = { id: 'graph-http-sandbox', label: 'Graph HTTP Sandbox' } as const;

/** The view type of the response panel. */
export const RESPONSE_VIEW = 'graphHttp.response';

/** The name under which problems are listed. */
export const DIAGNOSTICS_SOURCE = 'Graph HTTP';

/** Body files of which VS Code's own JSON support knows the schema: file name pattern → schema. */
export const BODY_FILES = {
  '*.identity.patch.json': './schemas/identity.json',
  '*.identityApiConnector.patch.json': './schemas/identityApiConnector.json',
  '*.importedWindowsAutopilotDeviceIdentity.patch.json':
    './schemas/importedWindowsAutopilotDeviceIdentity.json',
  '*.importedDeviceIdentity.patch.json': './schemas/importedDeviceIdentity.json',
  '*.agentIdentity.patch.json': './schemas/agentIdentity.json',
} as const;
