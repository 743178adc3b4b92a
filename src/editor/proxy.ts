import * as vscode from 'vscode';
import type { Log } from '../core/host.ts';
import { isExcepted, type ProxySetting, proxyFromEnvironment } from '../core/send/client/proxy.ts';

/**
 * The proxy for a URL: the editor's own setting, with its exceptions, else what the environment says. Turned
 * off together with the editor's proxy support. The editor lets no workspace set any of these.
 */
export function proxyFor(url: URL): ProxySetting | undefined {
  const http = vscode.workspace.getConfiguration('http');
  if (http.get<string>('proxySupport') === 'off') return undefined;
  const own = http.get<string>('proxy')?.trim();
  const found = own ? ownProxy(url, own, http) : proxyFromEnvironment(process.env)(url);
  const authorization = http.get<string | null>('proxyAuthorization')?.trim();
  return found && { ...found, verified: verifiesProxies(), ...(authorization ? { authorization } : {}) };
}

/** Says in the log where the editor's settings switch the check of a proxy's certificate off, and what stays. */
export function sayProxyTrust(log: Log): void {
  if (verifiesProxies()) return;
  log.warn(
    'The setting http.proxyStrictSSL is off: the certificate of an https: proxy is not verified. Certificates of Microsoft Graph are verified all the same.',
  );
}

/** Whether the certificates of proxies themselves are verified. */
function verifiesProxies(): boolean {
  return vscode.workspace.getConfiguration('http').get<boolean>('proxyStrictSSL', true);
}

/** Whether the certificates that the operating system trusts count as well. */
export function trustsSystemCertificates(): boolean {
  return vscode.workspace.getConfiguration('http').get<boolean>('systemCertificates', true);
}

function ownProxy(url: URL, own: string, http: vscode.WorkspaceConfiguration): ProxySetting | undefined {
  const exceptions = http.get<string[]>('noProxy')?.join(',') || process.env.no_proxy || process.env.NO_PROXY;
  return isExcepted(url, exceptions ?? '') ? undefined : { url: own };
}
