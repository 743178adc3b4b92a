import { readFile } from 'node:fs/promises';
import type { LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type Client from 'undici/lib/dispatcher/client.js';
import type Pool from 'undici/lib/dispatcher/pool.js';
import { ConnectionTimes } from './connectionTimes.ts';
import { openTunnel, type ProxyAddress } from './tunnel.ts';
import type { ConnectCallback, ConnectOptions, Connector, PoolOptions } from './undiciTypes.ts';

/** How connections are made. */
export interface ConnectionOptions {
  /** Certificates (PEM) to trust besides those that Node trusts. */
  readonly ca?: readonly string[];
  /** A file with more of them (PEM), as `NODE_EXTRA_CA_CERTS` names one; left out where it cannot be read. */
  readonly caFile?: string;
  /** Also trust the certificates that the operating system trusts. */
  readonly systemCertificates?: boolean;
  /** In the place of the system's name look-up. */
  readonly lookup?: LookupFunction;
  /** Connects elsewhere; the certificate must still be the original host's. Not asked for proxies. */
  readonly connectTo?: (
    hostname: string,
    port: number,
  ) => { readonly hostname: string; readonly port: number } | undefined;
}

/** Time and size limits of a connection; milliseconds and bytes. */
export interface ConnectionLimits {
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly maxHeaderSize: number;
}

/** How long an idle connection is kept, in milliseconds. */
const KEEP_ALIVE = 15_000;

/**
 * Keep-alive connections, one pool per origin and proxy. The TLS of a host is always verified: the check is
 * asked for by name, so that no environment variable can turn it off. That of a proxy is unless its setting
 * says otherwise; a proxy sees no more than which host is spoken to.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #limits: ConnectionLimits;
  readonly #pools = new Map<string, Promise<Pool>>();
  readonly #made: Pool[] = [];
  readonly #opening = new Set<Duplex>();
  #trust: Promise<SecureContext | undefined> | undefined;
  #closed = false;

  constructor(options: ConnectionOptions, limits: ConnectionLimits) {
    this.#options = options;
    this.#limits = limits;
  }

  /** The pool for an origin (`https://graph.microsoft.com`), through a proxy if there is one. */
  pool(origin: string, proxy: ProxyAddress | undefined): Promise<Pool> {
    if (this.#closed) return Promise.reject(closedError());
    const key =
      proxy === undefined
        ? origin
        : `${origin} ${proxy.origin} ${proxy.authorization ?? ''} ${proxy.verified}`;
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      pool = this.#open(origin, proxy);
      this.#pools.set(key, pool);
      pool.catch(() => this.#pools.delete(key));
    }
    return pool;
  }

  /** Ends every connection at once. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#pools.values());
    this.#pools.clear();
    await Promise.all(this.#made.splice(0).map((pool) => pool.destroy()));
    for (const socket of this.#opening) socket.destroy();
    this.#opening.clear();
  }

  async #open(origin: string, proxy: ProxyAddress | undefined): Promise<Pool> {
    const [{ default: PoolClass }, { default: ClientClass }, { default: buildConnector }, secureContext] =
      await Promise.all([
        import('undici/lib/dispatcher/pool.js'),
        import('undici/lib/dispatcher/client.js'),
        import('undici/lib/core/connect.js'),
        origin.startsWith('https:') ? this.#trusted() : undefined,
      ]);
    const { lookup } = this.#options;
    const connector = (rejectUnauthorized: boolean) =>
      this.#tracked(
        buildConnector({
          timeout: this.#limits.connectTimeout,
          allowH2: false,
          rejectUnauthorized,
          ...(secureContext === undefined ? {} : { secureContext }),
          ...(lookup === undefined ? {} : { lookup }),
        }),
      );
    const direct = connector(true);
    const make = (to: string, options: PoolOptions): Pool => {
      const factory = (place: URL, own: PoolOptions) => timedClient(ClientClass, place, own);
      const pool = new PoolClass(to, { ...options, factory });
      this.#made.push(pool);
      return pool;
    };
    if (proxy === undefined) return make(origin, this.#poolOptions(this.#aimed(direct)));
    const proxyOptions = {
      ...this.#poolOptions(connector(proxy.verified)),
      headersTimeout: this.#limits.connectTimeout,
    };
    const toProxy = make(proxy.origin, proxyOptions);
    return make(origin, this.#poolOptions(tunnelled(direct, toProxy, proxy)));
  }

  #poolOptions(connect: Connector): PoolOptions {
    return {
      connect,
      // Measured (npm run bench send-protocols): h2 is slower for the one small request that an editor sends, no
      // faster for fifty at once, and faster only for answers of megabytes; it would bring attacks of its own.
      allowH2: false,
      pipelining: 1,
      headersTimeout: this.#limits.headersTimeout,
      bodyTimeout: this.#limits.bodyTimeout,
      maxHeaderSize: this.#limits.maxHeaderSize,
      keepAliveTimeout: KEEP_ALIVE,
    };
  }

  /** Remembers sockets until they are open, so that `close` need not wait for a host that never answers. */
  #tracked(connect: Connector): Connector {
    return (options, callback) => {
      if (this.#closed) {
        callback(closedError());
        return undefined;
      }
      const socket: Socket | undefined = connect(options, (error, open) => {
        if (socket !== undefined) this.#opening.delete(socket);
        callback(error, open);
      });
      if (socket !== undefined) this.#opening.add(socket);
      return socket;
    };
  }

  #aimed(connect: Connector): Connector {
    const { connectTo } = this.#options;
    if (connectTo === undefined) return connect;
    return (options, callback) => {
      const aim = connectTo(options.hostname, portOf(options));
      return connect(
        aim === undefined ? options : { ...options, hostname: aim.hostname, port: String(aim.port) },
        callback,
      );
    };
  }

  /** Node's own certificates and the extra ones; undefined where Node's own are enough. */
  #trusted(): Promise<SecureContext | undefined> {
    this.#trust ??= secureContextOf(this.#options);
    return this.#trust;
  }
}

async function secureContextOf({
  ca = [],
  caFile,
  systemCertificates,
}: ConnectionOptions): Promise<SecureContext | undefined> {
  // Not every Node reads that file itself: the editor's does not.
  const file = caFile ? await readFile(caFile, 'utf8').catch(() => '') : '';
  const extra = [...ca, ...(file === '' ? [] : [file])];
  if (extra.length === 0 && systemCertificates !== true) return undefined;
  const tls = await import('node:tls');
  // Node before 22.15 cannot read the system's certificates; its own still count.
  const canRead = typeof tls.getCACertificates === 'function';
  if (!canRead && extra.length === 0) return undefined;
  const own = canRead ? tls.getCACertificates('default') : tls.rootCertificates;
  const system = canRead && systemCertificates === true ? tls.getCACertificates('system') : [];
  return tls.createSecureContext({ ca: [...new Set([...own, ...system, ...extra])] });
}

/** A client of undici's that tells each request the times of the connection that it goes over. */
function timedClient(ClientClass: typeof Client, origin: URL, options: PoolOptions): Client {
  const times = new ConnectionTimes();
  const client = new ClientClass(origin, { ...options, connect: times.timed(options.connect) });
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (request, handler) => {
    handler.onConnection?.(times);
    return dispatch(request, handler);
  };
  return client;
}

/** As undici says it of its own pools. */
function closedError(): Error {
  return Object.assign(new Error('The client is closed.'), { code: 'UND_ERR_CLOSED' });
}

/** Speaks TLS to the origin through a tunnel of the proxy (RFC 9110, section 9.3.6). */
function tunnelled(connect: Connector, toProxy: Pool, proxy: ProxyAddress): Connector {
  return (options: ConnectOptions, callback: ConnectCallback) => {
    openTunnel(toProxy, proxy, `${options.hostname}:${portOf(options)}`).then(
      (socket) => {
        options.onTunnel?.();
        if (options.protocol === 'https:') connect({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: Error) => callback(error),
    );
    return undefined;
  };
}

function portOf({ port, protocol }: ConnectOptions): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
