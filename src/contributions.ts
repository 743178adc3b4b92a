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
  'graphHttp.preview': 'Preview Change',
  'graphHttp.sendPreviewed': 'Send This Change',
  'graphHttp.undo': 'Undo Change…',
  'graphHttp.compare': 'Compare with the Object',
  'graphHttp.sendSelected': 'Send Selected Requests',
  'graphHttp.sendAll': 'Send All Requests',
  'graphHttp.cancelSend': 'Cancel Sending',
  'graphHttp.showSummary': 'Show Run Summary',
  'graphHttp.newRequest': 'New Request…',
  'graphHttp.newFile': 'New Request File',
  'graphHttp.insertProperty': 'Insert Property…',
  'graphHttp.convertToPatch': 'Convert to PATCH',
  'graphHttp.pasteCurl': 'Paste as Request',
  'graphHttp.copyAsCurl': 'Copy Request as cURL',
  'graphHttp.copyAs': 'Copy Request As…',
  'graphHttp.selectEnvironment': 'Select Environment…',
  'graphHttp.selectAccount': 'Select Account…',
  'graphHttp.signOut': 'Sign Out…',
  'graphHttp.chooseScopes': 'Choose Permission for Request…',
  'graphHttp.askAgain': 'Ask Before Changes Again',
  'graphHttp.resetSandbox': 'Reset Sandbox',
  'graphHttp.sandboxBehaviour': 'Set Sandbox Behaviour…',
  'graphHttp.showSandboxLog': 'Show Sandbox Log',
  'graphHttp.showResponse': 'Show Last Response',
  'graphHttp.showLog': 'Show Log',
} as const;

/** The id of such a command. */
export type CommandId = keyof typeof COMMANDS;

/** Tools that language models of the editor may use, by their ids, and the names that a person refers to them by. */
export const TOOLS = {
  'graph-http_check_requests': 'checkGraphRequests',
  'graph-http_describe_update': 'describeGraphUpdate',
} as const;

/** The id of such a tool. */
export type ToolId = keyof typeof TOOLS;

/** Commands about API pages. */
export const PAGE_COMMANDS = {
  'graphHttp.importPage': 'Import API Page…',
} as const;

/** The id of such a command. */
export type PageCommandId = keyof typeof PAGE_COMMANDS;

/** Commands about the metadata of Microsoft Graph. */
export const METADATA_COMMANDS = {
  'graphHttp.downloadMetadata': 'Download Metadata',
  'graphHttp.useMetadataFile': 'Use Metadata File…',
  'graphHttp.showMetadataReport': 'Show Metadata Report',
} as const;

/** The id of such a command. */
export type MetadataCommandId = keyof typeof METADATA_COMMANDS;

/** Commands about the sandbox; see `editor/sandbox/sandboxCommands.ts`. */
export type SandboxCommandId =
  | 'graphHttp.resetSandbox'
  | 'graphHttp.sandboxBehaviour'
  | 'graphHttp.showSandboxLog';

/** Commands about environments, accounts and permissions; see `editor/signIn/signInCommands.ts`. */
export type SignInCommandId =
  | 'graphHttp.selectEnvironment'
  | 'graphHttp.selectAccount'
  | 'graphHttp.signOut'
  | 'graphHttp.chooseScopes'
  | 'graphHttp.askAgain';

/** Commands of the history: most of them act on its rows. */
export const HISTORY_COMMANDS = {
  'graphHttp.history.show': 'Show History',
  'graphHttp.history.filter': 'Filter History…',
  'graphHttp.history.clearFilter': 'Clear History Filter',
  'graphHttp.history.refresh': 'Refresh History',
  'graphHttp.history.clear': 'Clear History…',
  'graphHttp.history.open': 'Open Response',
  'graphHttp.history.openRequest': 'Open Request',
  'graphHttp.history.sendAgain': 'Send Again',
  'graphHttp.history.readObject': 'Read the Object',
  'graphHttp.history.copyRequest': 'Copy as Request',
  'graphHttp.history.compare': 'Compare…',
  'graphHttp.history.delete': 'Delete',
} as const;

/** The id of such a command. */
export type HistoryCommandId = keyof typeof HISTORY_COMMANDS;

/** Commands of the pages with responses; they are about the one that had the focus last. */
export const RESPONSE_COMMANDS = {
  'graphHttp.response.back': 'Previous Response',
  'graphHttp.response.forward': 'Next Response',
  'graphHttp.response.newest': 'Newest Response',
  'graphHttp.response.pin': 'Pin Response',
  'graphHttp.response.unpin': 'Unpin Response',
  'graphHttp.response.comparePrevious': 'Compare Response with Previous',
  'graphHttp.response.compareWith': 'Compare Response with…',
} as const;

/** The id of such a command. */
export type ResponseCommandId = keyof typeof RESPONSE_COMMANDS;

/** Commands of the view of endpoints: most of them act on its rows. */
export const ENDPOINT_COMMANDS = {
  'graphHttp.endpoints.show': 'Show Endpoints',
  'graphHttp.endpoints.newRequest': 'New Request for Endpoint',
  'graphHttp.endpoints.pin': 'Pin Endpoint',
  'graphHttp.endpoints.unpin': 'Unpin Endpoint',
  'graphHttp.endpoints.copyPath': 'Copy Path',
  'graphHttp.endpoints.documentation': 'Open Documentation',
  'graphHttp.endpoints.switchVersion': 'Switch Endpoints Between v1.0 and beta',
} as const;

/** The id of such a command. */
export type EndpointCommandId = keyof typeof ENDPOINT_COMMANDS;

/** Commands of a person's first minutes. */
export const WELCOME_COMMANDS = {
  'graphHttp.getStarted': 'Get Started',
  'graphHttp.openSample': 'Open Sample…',
} as const;

/** The id of such a command. */
export type WelcomeCommandId = keyof typeof WELCOME_COMMANDS;

/** The walkthrough, without the id of the extension. */
export const WALKTHROUGH = 'graphHttp.getStarted';

/** Context keys that tick steps of the walkthrough, each true once it was done in this window; with its step. */
export const PROGRESS = {
  /** A request file with something in it was in front. */
  'graphHttp.progress.opened': 'open',
  /** A member of a body was put in by completion. */
  'graphHttp.progress.completed': 'complete',
  /** A request was done. */
  'graphHttp.progress.sent': 'send',
  /** A request was sent to a real tenant, signed in. */
  'graphHttp.progress.signedIn': 'signIn',
} as const;

/** The name of such a key. */
export type ProgressKey = keyof typeof PROGRESS;

/** The view of endpoints. */
export const ENDPOINTS_VIEW = 'graphHttp.endpoints';

/** The view of the history. */
export const HISTORY_VIEW = 'graphHttp.history';

/** Settings with the value that each has when nobody set it. */
export const SETTINGS = {
  /** Application (client) id that signs in to Microsoft Graph; empty: the editor's own. */
  'signIn.clientId': '',
  /** Tenant id or domain that signs in; empty: the account's own. */
  'signIn.tenant': '',
  /** The same by environment id, where an environment has its own. */
  'signIn.perEnvironment': {} as Readonly<
    Record<string, { readonly clientId?: string; readonly tenant?: string }>
  >,
  /** Commands that print tokens, by environment id: a line, or a list of words. */
  tokenCommand: {} as Readonly<Record<string, string | readonly string[]>>,
  /** Environments of one's own: tenants, and services that speak like Microsoft Graph. */
  environments: [] as readonly Readonly<Record<string, unknown>>[],
  /** Seconds that a whole send may take. */
  'send.timeout': 100,
  /** Seconds that opening a connection may take. */
  'send.connectTimeout': 10,
  /** How often a throttled request is sent again at most. */
  'send.maxRetries': 3,
  /** Seconds that are waited before a throttled request is sent again, at most. */
  'send.maxWait': 60,
  /** Megabytes of an answer that are shown; what is longer is kept in a file. */
  'send.maxResponseSize': 10,
  /** Whether what a change touches is read before it is sent. */
  'send.readBefore': true,
  /** Whether the object is read after a change that is answered without it. */
  'send.readAfter': true,
  /** Whether what was sent is kept, for the history. */
  'history.enabled': true,
  /** Whether answers are kept too. */
  'history.responses': true,
  /** Days after which an entry of the history goes. */
  'history.maxAge': 90,
  /** Megabytes that the history may take. */
  'history.maxSize': 10,
  /** Address of a sandbox that already runs on this computer; empty: the extension starts its own. */
  'sandbox.url': '',
  /** Whether the sandbox makes up objects of metadata's types when they are first asked for. */
  'sandbox.makeObjects': true,
  /** Where metadata is read from: `described` by Microsoft's publication, or by the `service` itself. */
  'metadata.source': 'described' as 'described' | 'service',
  /** Days after which metadata is asked for again; 0: never. */
  'metadata.refreshDays': 7,
  /** Whether the download of metadata is offered where a request needs it. */
  'metadata.offer': true,
  /** Whether files are checked for what other `.http` tools read differently. */
  'diagnostics.portability': true,
  /** Severity by problem code, where it is not the usual one. */
  'diagnostics.severity': {} as Readonly<Record<string, string>>,
  /** Whether the value of each reference is shown behind it. */
  'inlayHints.references': false,
  /** Variables by environment id; `$shared` is for all. */
  environmentVariables: {} as Readonly<Record<string, Readonly<Record<string, string>>>>,
} as const;

/** The name of a setting, behind the prefix. */
export type SettingKey = keyof typeof SETTINGS;

/** Ids of authentication providers that this extension brings. */
export const SANDBOX_PROVIDER = { id: 'graph-http-sandbox', label: 'Graph HTTP Sandbox' } as const;

/** Name of the sandbox's own output channel. */
export const SANDBOX_LOG = 'Graph HTTP Sandbox';

/** The view type of the response panel. */
export const RESPONSE_VIEW = 'graphHttp.response';

/** The name under which problems are listed. */
export const DIAGNOSTICS_SOURCE = 'Graph HTTP';
