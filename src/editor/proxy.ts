import * as vscode from 'vscode';
import { isExcepted, proxyFromEnvironment } from '../core/send/proxy.ts';

/**
 * The proxy for a URL: the editor's own setting, with its exceptions, else what the environment says. Turned
 * off together with the editor's proxy support.
 */
export function proxyFor(url: URL): string | undefined {
  const http = vscode.workspace.getConfiguration('http');
  if (http.get<string>('proxySupport') === 'off') return undefined;
  const own = http.get<string>('proxy')?.trim();
  if (!own) return proxyFromEnvironment(process.env)(url);
  return isExcepted(url, (http.get<string[]>('noProxy') ?? []).join(',')) ? undefined : own;
}

/** Whether the certificates that the operating system trusts count as well. */
export function trustsSystemCertificates(): boolean {
  return vscode.workspace.getConfiguration('http').get<boolean>('systemCertificates', true);
}
