import * as vscode from 'vscode';
import type { TokenSource } from './core/host.ts';
import type { Journal } from './core/journal/journal.ts';
import { createServices } from './core/services.ts';
import { registerCommands } from './editor/commands.ts';
import { RequestDocuments } from './editor/documents.ts';
import { registerEndpoints } from './editor/endpoints/register.ts';
import { EnvironmentChoice } from './editor/environment/environment.ts';
import { registerHistory } from './editor/history/register.ts';
import { editorHost, registerServices } from './editor/host.ts';
import { registerCodeActions } from './editor/language/codeActions.ts';
import { registerCodeLenses } from './editor/language/codeLens.ts';
import { Diagnostics } from './editor/language/diagnostics.ts';
import { registerLanguageFeatures } from './editor/language/languageFeatures.ts';
import { EditorLog } from './editor/log.ts';
import { registerMetadata } from './editor/metadata/register.ts';
import { registerPages } from './editor/pages/register.ts';
import { WorkspaceSchemas } from './editor/pages/workspaceSchemas.ts';
import { Questions } from './editor/questions.ts';
import { registerRefusals } from './editor/refusals/register.ts';
import { Requests } from './editor/requests.ts';
import { SandboxAccounts } from './editor/sandbox/sandboxAccounts.ts';
import { registerSandbox } from './editor/sandbox/sandboxCommands.ts';
import { DocumentScopes } from './editor/scopes.ts';
import { Sending } from './editor/sending/sendCommand.ts';
import { registerSignIn } from './editor/signIn/signInCommands.ts';
import { SignIn } from './editor/signIn/signInParts.ts';
import { registerTools } from './editor/tools.ts';
import { registerWelcome } from './editor/welcome/register.ts';

/** Builds the core and registers every feature. Nothing heavy is loaded here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const begun = performance.now();
  const log = new EditorLog();
  const signIn = new SignIn(context.globalState);
  const choice = new EnvironmentChoice(context.workspaceState);
  const schemas = new WorkspaceSchemas();
  const services = createServices(editorHost(context, { log, tokens: signIn.tokens, choice, schemas }));
  const accounts = new SandboxAccounts(() => services.sandbox());
  const documents = new RequestDocuments();
  const scopes = new DocumentScopes(choice);
  const questions = new Questions(context.workspaceState);
  const requests = new Requests({ services, choice, documents, scopes, questions });
  const parts = { services, requests, documents, scopes, choice, accounts, signIn };
  const sending = new Sending({ ...parts, extensionUri: context.extensionUri });
  const diagnostics = new Diagnostics({ ...parts, log });
  context.subscriptions.push(
    ...[log, signIn, accounts, documents, choice, scopes, sending, diagnostics],
    registerServices(context, services),
    registerSandbox({ services, accounts, choice, sending, log }),
    registerSignIn({ ...parts, sending }),
    registerCodeLenses({ documents, scopes, choice, states: sending.states }),
    registerCodeActions(diagnostics, documents),
    registerLanguageFeatures(services, documents, scopes, choice),
    registerEndpoints({ services, documents, choice, state: context.globalState }),
    registerMetadata(context, { ...parts, log }),
    registerPages(services, schemas),
    registerHistory({ services, documents, choice, sending }),
    registerRefusals({ ...parts, sending, diagnostics }),
    registerCommands({ ...parts, sending, log }),
    registerTools(services, choice),
    registerWelcome(context, { documents, states: sending.states }),
  );
  const activationMs = performance.now() - begun;
  if (context.extensionMode !== vscode.ExtensionMode.Test) return { activationMs };
  return {
    activationMs,
    useTokens: (source) => signIn.tokens.use(source),
    history: () => services.history(),
  };
}

/** What the extension tells others: for benchmarks and tests. */
export interface ExtensionApi {
  /** How long activation kept the extension host, in milliseconds, without loading the bundle. */
  readonly activationMs: number;
  /** Only where the editor runs tests, which refuses every dialog: takes tokens from elsewhere. */
  readonly useTokens?: (source: TokenSource) => void;
  /** Only where the editor runs tests: what was sent. */
  readonly history?: () => Promise<Journal>;
}
