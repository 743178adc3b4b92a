/** The part of undici's interfaces that this project uses (undici's docs: Dispatcher, Pool, Connector). */
import type { LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type Client from 'undici/lib/dispatcher/client.js';
import type { ConnectionTimes } from './connectionTimes.ts';

/** `Pool` options; times in milliseconds, sizes in bytes. */
export interface PoolOptions {
  readonly connect: Connector;
  readonly allowH2: false;
  readonly pipelining: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly maxHeaderSize: number;
  readonly keepAliveTimeout: number;
  /** Makes the clients of a pool. */
  readonly factory?: (origin: URL, options: PoolOptions) => Client;
}

/** `buildConnector` options. */
export interface ConnectorOptions {
  /** Milliseconds to the established connection, TLS included. */
  readonly timeout: number;
  readonly allowH2: false;
  /** Whether the certificate is verified. `false` for a proxy only, never for the host itself. */
  readonly rejectUnauthorized: boolean;
  readonly secureContext?: SecureContext;
  readonly lookup?: LookupFunction;
  readonly autoSelectFamily?: boolean;
}

/** Opens a socket and calls back once it can be written to. */
export type Connector = (options: ConnectOptions, callback: ConnectCallback) => Socket | undefined;

/** Where to connect to. */
export interface ConnectOptions {
  /** With the port, where it is not the scheme's own. */
  readonly host?: string;
  readonly hostname: string;
  /** `http:` or `https:` */
  readonly protocol: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  /** Name that the certificate must carry; the host where it is absent. */
  readonly servername?: string | null;
  readonly localAddress?: string | null;
  /** A tunnel to speak TLS through. */
  readonly httpSocket?: Duplex;
  /** Called where a proxy opened a tunnel; ours, not undici's. */
  readonly onTunnel?: () => void;
}

/** Called once: with a connected socket, or with what prevented it. */
export type ConnectCallback = (error: Error | null, socket?: Duplex) => void;

/** One request, as undici's dispatchers take it. */
export interface DispatchOptions {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
  /** Name that the certificate must carry, where it is not that of the `host` header. */
  readonly servername?: string;
}

/** What undici calls as a request goes on. */
export interface DispatchHandler {
  /** With the times of the connection that the request will go over, before it is queued there; ours, not undici's. */
  onConnection?(times: ConnectionTimes): void;
  /** Right before the request is written to its socket. */
  onRequestStart?(controller: DispatchController): void;
  onRequestUpgrade?(controller: DispatchController, status: number, headers: unknown, socket: Duplex): void;
  onResponseStart?(controller: DispatchController, status: number, headers: unknown, text?: string): void;
  onResponseData?(controller: DispatchController, chunk: Buffer): void;
  onResponseEnd?(controller: DispatchController): void;
  onResponseError?(controller: DispatchController | null, error: Error): void;
}

/** How a handler steers the request that it is called for. */
export interface DispatchController {
  /** Names and values in turn, in the order of the message. */
  readonly rawHeaders?: unknown;
  abort(reason: Error): void;
  /** Stops reading the body for a while. */
  pause(): void;
  resume(): void;
}
