import type { Duplex } from 'node:stream';
import type Pool from 'undici/lib/dispatcher/pool.js';
import type { DispatchController } from './undiciTypes.ts';

/** A proxy that opens tunnels. */
export interface ProxyAddress {
  /** `http://proxy.contoso.com:8080` */
  readonly origin: string;
  /** The value of `Proxy-Authorization`, where the proxy's URL carries a user name. */
  readonly authorization?: string;
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
 * Reads a proxy setting. User name and password may be percent-encoded in it (RFC 7617 for their use).
 *
 * @returns undefined where it is no http: or https: URL.
 */
export function readProxy(setting: string): ProxyAddress | undefined {
  const text = setting.includes('://') ? setting : `http://${setting}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  if (url.username === '') return { origin: url.origin };
  try {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { origin: url.origin, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
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
