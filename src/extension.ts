import * as vscode from 'vscode';
import { LANGUAGE_ID } from './contributions.ts';
import type { TokenSource } from './core/host.ts';
import { createServices } from './core/services.ts';
import { registerCodeActions } from './editor/codeActions.ts';
import { registerCodeLenses } from './editor/codeLens.ts';
import { registerCommands } from './editor/commands.ts';
import { registerCompletion } from './editor/completion.ts';
import { Diagnostics } from './editor/diagnostics.ts';
import { RequestDocuments } from './editor/documents.ts';
import { EnvironmentChoice, registerEnvironmentStatus } from './editor/environment.ts';
import { registerFolding } from './editor/folding.ts';
import { editorHost } from './editor/host.ts';
import { registerHover } from './editor/hover.ts';
import { EditorLog } from './editor/log.ts';
import { Questions } from './editor/questions.ts';
import { Requests } from './editor/requests.ts';
import { registerSandboxAccounts, SandboxAccounts } from './editor/sandboxAccounts.ts';
import { DocumentScopes } from './editor/scopes.ts';
import { Sending } from './editor/sendCommand.ts';
import { onSendingChanged } from './editor/settings.ts';
import { EditorTokens } from './editor/signIn.ts';

/** Builds the core and registers every feature. Nothing heavy is loaded here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const begun = performance.now();
  const log = new EditorLog();
  const tokens = new EditorTokens();
  const services = createServices(editorHost(context, log, tokens));
  const accounts = new SandboxAccounts(() => services.sandbox());
  const documents = new RequestDocuments();
  const choice = new EnvironmentChoice(context.workspaceState);
  const scopes = new DocumentScopes(choice);
  const questions = new Questions(context.workspaceState);
  const requests = new Requests({ services, choice, documents, scopes, questions });
  const sending = new Sending({
    services,
    requests,
    scopes,
    choice,
    accounts,
    extensionUri: context.extensionUri,
  });
  const diagnostics = new Diagnostics(services, documents, scopes, choice, log);
  context.subscriptions.push(
    ...[log, accounts, documents, choice, scopes, sending, diagnostics],
    { dispose: () => void services.dispose() },
    onSendingChanged(() => services.clientChanged()),
    registerSandboxAccounts(accounts),
    registerEnvironmentStatus(choice, LANGUAGE_ID),
    registerCodeLenses(documents, scopes, choice),
    registerCodeActions(diagnostics),
    registerCompletion(services, documents, scopes),
    registerHover(services, documents, scopes),
    registerFolding(documents),
    registerCommands({ services, requests, sending, choice, log }),
  );
  const activationMs = performance.now() - begun;
  if (context.extensionMode !== vscode.ExtensionMode.Test) return { activationMs };
  return { activationMs, useTokens: (source) => tokens.use(source) };
}

/** What the extension tells others: for benchmarks and tests. */
export interface ExtensionApi {
  /** How long activation kept the extension host, in milliseconds, without loading the bundle. */
  readonly activationMs: number;
  /** Only where the editor runs tests, which refuses every dialog: takes tokens from elsewhere. */
  readonly useTokens?: (source: TokenSource) => void;
}
