/** What an attack is: how a server, a proxy or a file is hostile, and what must come of it. */
import type { Server, Socket } from 'node:net';
import type { ResolvedRequest } from '../../../../src/core/request/message.ts';
import type { ClientLimits, ClientOptions } from '../../../../src/core/send/client/client.ts';
import type { Delivery } from '../../../../src/core/send/deliver.ts';

/** Where attackers would like the token to go. Nobody may ever connect there. */
export interface Thief {
  /** `127.0.0.1:port`, over http. */
  readonly http: string;
  /** `127.0.0.1:port`, over https. */
  readonly https: string;
}

/** One request as the attacker got it. */
export interface Round {
  /** The whole text of the request, as Latin-1. */
  readonly request: string;
  /** Which request of the attack this is, from 1. */
  readonly count: number;
  readonly thief: Thief;
  /** Cancels the send, as the person may at any time. */
  readonly cancel: () => void;
}

/** One attack. */
export interface Attack {
  /** Unique in its group; completes "…". */
  readonly name: string;
  /** A cloud speaks TLS and is found under its real name; a sandbox is plain HTTP on this computer. */
  readonly at?: 'cloud' | 'sandbox';
  /** In the place of a PATCH of one property. */
  readonly request?: Partial<ResolvedRequest>;
  /** A request file and its variables, in the place of `request`; the first block is sent. */
  readonly file?: { readonly text: string; readonly variables: Readonly<Record<string, string>> };
  /** What the server does with each request. */
  readonly serve?: (socket: Socket, round: Round) => void;
  /** A server of its own, in the place of one that answers requests. */
  readonly server?: () => Server;
  /** The client's options, once the hostile server listens. */
  readonly client?: (port: number, cancel: () => void) => Partial<ClientOptions>;
  readonly limits?: Partial<ClientLimits>;
  /**
   * Whether the client has to notice by itself, and leave the connection: what comes at the very moment of the next
   * request cannot be told from its answer.
   */
  readonly leaves?: true;
  /** Whether the object is read before or after the change: reads that a hostile server answers too. */
  readonly reads?: 'before' | 'after';
  /** The outcome, as `verdict` writes it; several where the network decides between them. */
  readonly comes: string | readonly string[];
  /** How many requests reach the server. */
  readonly requests?: number;
  /** How often a token is asked for. */
  readonly tokens?: number;
  /** What the explanation says. */
  readonly says?: RegExp;
  /** Anything besides. */
  readonly check?: (delivery: Delivery, requests: readonly string[]) => void | Promise<void>;
}

/** Attacks of one kind; its name and an attack's make a sentence. */
export interface Group {
  readonly name: string;
  readonly attacks: readonly Attack[];
}

/** Limits for attacks that would wait for ever: each has to run into the one that it is about. */
export const HURRIED: Partial<ClientLimits> = { headersTimeout: 300, bodyTimeout: 300, totalTimeout: 1_200 };

/** An answer with its length, or with the headers that are given in its place. */
export function answer(status: number | string, headers: readonly string[] = [], body = ''): string {
  const length = headers.some((line) => /^(?:content-length|transfer-encoding):/i.test(line))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`];
  const text = typeof status === 'number' ? `${status} Reason` : status;
  return [`HTTP/1.1 ${text}`, ...headers, ...length, '', body].join('\r\n');
}

/** Answers every request in the same way. */
export function says(text: string | ((round: Round) => string)): NonNullable<Attack['serve']> {
  return (socket, round) => socket.write(typeof text === 'string' ? text : text(round));
}

/** Answers in the same way and closes. */
export function ends(text: string | Buffer): NonNullable<Attack['serve']> {
  return (socket) => socket.end(text);
}

/** Writes a piece again and again, every few milliseconds, until the connection is closed. */
export function drips(start: string, piece: string, every = 15): NonNullable<Attack['serve']> {
  return (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), every);
    socket.on('close', () => clearInterval(timer));
  };
}

/** Writes a piece again and again, as fast as it is taken. */
export function floods(start: string, piece: string | Buffer): NonNullable<Attack['serve']> {
  return (socket) => {
    socket.write(start);
    const more = () => {
      while (!socket.destroyed && socket.write(piece)) {}
      if (!socket.destroyed) socket.once('drain', more);
    };
    more();
  };
}
