import type { Phases } from '../outcome.ts';
import type { Connector } from './undiciTypes.ts';

/** When the steps of opening one connection were done, by `performance.now()`. */
export interface Opening {
  readonly begun: number;
  lookedUp?: number;
  connected?: number;
  /** The proxy let the connection through. */
  tunnelled?: number;
  ready?: number;
}

/** Follows the one connection at a time that an undici client has. */
export class ConnectionTimes {
  /** The connection that was opened last, or is being opened. */
  last: Opening | undefined;

  /** The connector, with its steps noted here. */
  timed(connect: Connector): Connector {
    return (options, callback) => {
      const opening: Opening = { begun: performance.now() };
      this.last = opening;
      const onTunnel = () => {
        opening.tunnelled = performance.now();
      };
      const socket = connect({ ...options, onTunnel }, (error, open) => {
        opening.ready = performance.now();
        callback(error, open);
      });
      socket?.once('lookup', () => {
        opening.lookedUp = performance.now();
      });
      socket?.once('connect', () => {
        opening.connected = performance.now();
      });
      return socket;
    };
  }
}

/** The moments of one exchange, by `performance.now()`. */
export interface Moments {
  /** It was asked for. */
  readonly begun: number;
  /** It began to be written to its connection. */
  readonly sent: number;
  /** The first line of its answer was there. */
  readonly answered: number;
  /** The end of its body was there. */
  readonly ended: number;
}

/**
 * Where the time of an exchange went.
 *
 * @param opening of the connection that it went over
 */
export function phasesOf({ begun, sent, answered, ended }: Moments, opening: Opening | undefined): Phases {
  const rest = { waiting: answered - sent, body: ended - answered };
  if (opening?.ready === undefined || opening.ready <= begun) return { reused: true, ...rest };
  // An earlier exchange may have begun to open it.
  const since = (from: number, to: number) => Math.max(to - Math.max(from, begun), 0);
  const { begun: start, lookedUp, connected, tunnelled, ready } = opening;
  const open = tunnelled ?? connected ?? ready;
  return {
    reused: false,
    ...(lookedUp === undefined ? {} : { lookup: since(start, lookedUp) }),
    ...(tunnelled === undefined
      ? { connect: since(lookedUp ?? start, open) }
      : { tunnel: since(start, tunnelled) }),
    ...(ready > open && (tunnelled ?? connected) !== undefined ? { tls: since(open, ready) } : {}),
    ...rest,
  };
}
