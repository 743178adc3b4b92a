import * as vscode from 'vscode';
import { SETTINGS, SETTINGS_SECTION, type SettingKey } from '../contributions.ts';

function read<K extends SettingKey>(key: K): (typeof SETTINGS)[K] {
  return vscode.workspace.getConfiguration(SETTINGS_SECTION).get(key) ?? SETTINGS[key];
}

/** Application id that signs in; empty: the editor's own. */
export function clientId(): string {
  return read('signIn.clientId').trim();
}

/** Tenant that signs in; empty: the account's own. */
export function tenant(): string {
  return read('signIn.tenant').trim();
}

/** How long a whole send may take, in milliseconds. */
export function sendTimeout(): number {
  const seconds = Number(read('send.timeout'));
  return (Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 3600) : SETTINGS['send.timeout']) * 1000;
}

/** Address of a sandbox that already runs; empty: start one. */
export function sandboxUrl(): string {
  return read('sandbox.url').trim();
}

/** Whether portability hints are wanted. */
export function portabilityHints(): boolean {
  return read('diagnostics.portability');
}

/** Variables of an environment from the settings, `$shared` ones included. */
export function environmentVariables(environment: string): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, unknown>> = read('environmentVariables');
  return { ...texts(all.$shared), ...texts(all[environment]) };
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
    const names = [`${SETTINGS_SECTION}.send`, 'http.systemCertificates'];
    if (names.some((name) => event.affectsConfiguration(name))) callback();
  });
}

/** Calls back when one of the extension's settings changed. */
export function onSettingsChanged(callback: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTINGS_SECTION)) callback();
  });
}
