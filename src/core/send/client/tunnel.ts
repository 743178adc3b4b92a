import type { Duplex } from 'node:stream';
import type Pool from 'undici/lib/dispatcher/pool.js';
import { reasonAgainst } from '../headers.ts';
import type { ProxySetting } from './proxy.ts';
import type { DispatchController } from './undiciTypes.ts';

/** A proxy that opens tunnels. */
export interface ProxyAddress {
  /** `http://proxy.contoso.com:8080` */
  readonly origin: string;
  /** The value of `Proxy-Authorization`, where the proxy wants one. */
  readonly authorization?: string;
  /** Whether the certificate of an https: proxy itself is verified; that of the host behind it always is. */
  readonly verified: boolean;
}

/** The proxy answered a CONNECT with something else than 2xx. */
export class TunnelRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The proxy answered ${status}.`);
    this.status = status;
  }
}

/** The proxy itself could not be reached, or broke off. */
export class TunnelFailed extends Error {}

/**
 * Reads a proxy setting. User name and password may be percent-encoded in its URL (RFC 7617 for their use).
 *
 * @returns undefined where it is no http: or https: URL, or its header is none that HTTP carries.
 */
export function readProxy(setting: ProxySetting): ProxyAddress | undefined {
  const { verified = true, authorization } = setting;
  const text = setting.url.includes('://') ? setting.url : `http://${setting.url}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  const { origin } = url;
  if (authorization !== undefined) {
    return reasonAgainst(authorization) === undefined ? { origin, authorization, verified } : undefined;
  }
  if (url.username === '') return { origin, verified };
  try {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { origin, authorization: `Basic ${Buffer.from(credentials).toString('base64')}`, verified };
  } catch {
    return undefined;
  }
}

/**
 * Asks a proxy for a tunnel.
 *
 * @param target host and port, `graph.microsoft.com:443`
 * @throws TunnelRefused, TunnelFailed
 */
export function openTunnel(toProxy: Pool, proxy: ProxyAddress, target: string): Promise<Duplex> {
  const headers: Record<string, string> = { host: target };
  if (proxy.authorization !== undefined) headers['proxy-authorization'] = proxy.authorization;
  const servername = new URL(proxy.origin).hostname;
  return new Promise((resolve, reject) => {
    toProxy.dispatch(
      { path: target, method: 'CONNECT', headers, servername },
      {
        onRequestStart() {},
        onRequestUpgrade(_controller: DispatchController, status: number, _headers: unknown, socket: Duplex) {
          if (status >= 200 && status < 300) {
            resolve(socket);
            return;
          }
          socket.on('error', () => {});
          socket.destroy();
          reject(new TunnelRefused(status));
        },
        onResponseError(_controller, error) {
          reject(new TunnelFailed('The proxy gave no tunnel.', { cause: error }));
        },
      },
    );
  });
}
