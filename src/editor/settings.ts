import * as vscode from 'vscode';
import { SETTINGS, SETTINGS_SECTION, type SettingKey } from '../contributions.ts';
import { JOURNAL_SETTINGS, type JournalSettings } from '../core/journal/entry.ts';
import type { MetadataSettings } from '../core/metadata/library.ts';
import type { ClientLimits } from '../core/send/client/client.ts';
import { memberOf, type WrittenSignIn } from '../core/send/signIn/signInSettings.ts';

function read<K extends SettingKey>(key: K): (typeof SETTINGS)[K] {
  return vscode.workspace.getConfiguration(SETTINGS_SECTION).get(key) ?? SETTINGS[key];
}

/** Which application and tenant sign in, as it is written; `signInSettings` makes sense of it. */
export function signIn(): WrittenSignIn {
  return {
    clientId: read('signIn.clientId'),
    tenant: read('signIn.tenant'),
    perEnvironment: read('signIn.perEnvironment'),
  };
}

/** Environments of one's own, as they were written; `readEnvironments` makes sense of them. */
export function ownEnvironments(): unknown {
  return read('environments');
}

/** The command that prints tokens for an environment, as it was written. Never a workspace's. */
export function tokenCommand(environment: string): unknown {
  const { globalValue } = vscode.workspace.getConfiguration(SETTINGS_SECTION).inspect('tokenCommand') ?? {};
  return memberOf(globalValue, environment);
}

/** How much of what was sent is kept. */
export function history(): JournalSettings {
  return {
    ...JOURNAL_SETTINGS,
    enabled: read('history.enabled'),
    responses: read('history.responses'),
    maxAge: number('history.maxAge', 1, 3650) * 86_400_000,
    maxSize: number('history.maxSize', 1, 500) * 1_000_000,
  };
}

/** Time, size and retry limits of a send, as the client takes them: milliseconds, bytes and counts. */
export function sendLimits(): Pick<
  ClientLimits,
  'totalTimeout' | 'headersTimeout' | 'connectTimeout' | 'maxRetries' | 'maxWait' | 'maxResponseSize'
> {
  const timeout = number('send.timeout', 1, 3600) * 1000;
  return {
    totalTimeout: timeout,
    headersTimeout: timeout,
    connectTimeout: Math.min(number('send.connectTimeout', 1, 300) * 1000, timeout),
    maxRetries: Math.floor(number('send.maxRetries', 0, 20)),
    maxWait: number('send.maxWait', 0, 3600) * 1000,
    maxResponseSize: Math.floor(number('send.maxResponseSize', 1, 200) * 1024 * 1024),
  };
}

/** Whether the object of a change is read before it is sent, and after it. */
export function readsAround(): { readonly readBefore: boolean; readonly readAfter: boolean } {
  return { readBefore: read('send.readBefore'), readAfter: read('send.readAfter') };
}

type NumberKey = { [K in SettingKey]: (typeof SETTINGS)[K] extends number ? K : never }[SettingKey];

/** A number between two others, whatever was written. */
function number(key: NumberKey, least: number, most: number): number {
  const value: unknown = read(key);
  const sound = typeof value === 'number' && Number.isFinite(value) ? value : SETTINGS[key];
  return Math.min(Math.max(sound, least), most);
}

/** Address of a sandbox that already runs; empty: start one. */
export function sandboxUrl(): string {
  return read('sandbox.url').trim();
}

/** Whether the sandbox that the extension starts makes up objects when they are first asked for. */
export function makesObjects(): boolean {
  return read('sandbox.makeObjects');
}

/** Where metadata comes from, and how old it may become. */
export function metadata(): MetadataSettings {
  const source = read('metadata.source');
  return {
    source: source === 'service' ? source : SETTINGS['metadata.source'],
    refreshDays: Math.floor(number('metadata.refreshDays', 0, 365)),
  };
}

/** Whether the download of metadata may be offered. */
export function offersMetadata(): boolean {
  return read('metadata.offer');
}

/** Whether portability hints are wanted. */
export function portabilityHints(): boolean {
  return read('diagnostics.portability');
}

/** Severities of one's own by problem code, as they were written; `readSeverities` makes sense of them. */
export function severities(): unknown {
  return read('diagnostics.severity');
}

/** Whether the values of references are shown behind them. */
export function referenceHints(): boolean {
  return read('inlayHints.references');
}

/** Variables from the settings of environments, the one that wins first, `$shared` ones included. */
export function environmentVariables(names: readonly string[]): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, unknown>> = read('environmentVariables');
  const own = names.toReversed().map((name) => texts(memberOf(all, name)));
  return Object.assign({}, texts(all.$shared), ...own);
}

/** The values of a JSON object as texts: people write numbers and lists there too. */
function texts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      typeof each === 'string' ? each : JSON.stringify(each),
    ]),
  );
}

/** Calls back when a setting changed that decides how requests leave the editor, its own among them. */
export function onSendingChanged(callback: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const names = [`${SETTINGS_SECTION}.send`, 'http.systemCertificates', 'http.proxyStrictSSL'];
    if (names.some((name) => event.affectsConfiguration(name))) callback();
  });
}

/** Calls back when the environments of one's own changed. */
export function onEnvironmentsChanged(callback: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SETTINGS_SECTION}.environments`)) callback();
  });
}

/** Calls back when one of the extension's settings changed. */
export function onSettingsChanged(callback: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTINGS_SECTION)) callback();
  });
}
