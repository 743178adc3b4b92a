import { Refusal } from './answer.ts';

/** Reads a header of a request by its lower-case name. */
export type HeaderReader = (name: string) => string | undefined;

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Lets only programs of this computer in. A name that points to 127.0.0.1 must not pass (DNS rebinding),
 * and a web page of another origin must not either: browsers say where a request comes from in `Origin` and
 * `Sec-Fetch-Site`.
 *
 * @throws Refusal 400 without a host, 403 from elsewhere.
 */
export function refuseStrangers(header: HeaderReader): void {
  const host = header('host');
  if (host === undefined || host === '') {
    throw new Refusal(400, 'BadRequest', 'The request has no Host header.');
  }
  if (!LOOPBACK.test(host)) {
    throw stranger(
      'The Host header names another computer. The sandbox answers on 127.0.0.1 and localhost only.',
    );
  }
  const origin = header('origin');
  const site = header('sec-fetch-site');
  if (
    (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) ||
    site === 'cross-site' ||
    (site === 'same-site' && origin === undefined)
  ) {
    throw stranger('The sandbox does not answer web pages of another origin.');
  }
}

function stranger(message: string): Refusal {
  return new Refusal(403, 'AccessDenied', message);
}
