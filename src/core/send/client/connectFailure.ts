import { type Failure, proxyRefused, SENDING, type Wording } from '../failures.ts';
import { redactText } from '../mask/redact.ts';
import { Stop } from './exchange.ts';
import { TunnelFailed, TunnelRefused } from './tunnel.ts';

/**
 * Why there was no connection, for a person. Nothing had been sent when one of these happens.
 *
 * @param host with its port where it has one
 */
export function connectFailure(
  reason: Error,
  host: string,
  real: boolean,
  wording: Wording = SENDING,
): Failure {
  if (reason instanceof TunnelRefused) return proxyRefused(reason.status, wording);
  if (reason instanceof TunnelFailed) return proxyUnreachable(reason.cause, wording);
  const code = reason instanceof Stop ? 'UND_ERR_CONNECT_TIMEOUT' : codeOf(reason);
  if (!real) return sandboxUnreachable(code, host);
  const certificate = certificateReason(code);
  if (certificate !== undefined) return certificateRefused(host, certificate, wording);
  const known = REASONS.find(({ codes }) => codes.includes(code));
  if (known !== undefined) return failure(known.name, `${host} ${known.what}`, known.next, wording);
  return isTls(code)
    ? failure(
        'tls',
        `no secure connection to ${host} could be made (${code})`,
        'A proxy or firewall may be in between: check the proxy setting.',
        wording,
      )
    : failure(
        'network',
        `there was no connection to ${host} (${code === '' ? described(reason) : code})`,
        'Check the network, then {again}.',
        wording,
      );
}

/** What the system's and undici's codes come to; `{again}` is what to do once more. */
const REASONS: readonly {
  readonly codes: readonly string[];
  readonly name: string;
  readonly what: string;
  readonly next: string;
}[] = [
  {
    codes: ['ECONNREFUSED'],
    name: 'connection-refused',
    what: 'refused the connection',
    next: 'Check the network, the VPN and the proxy setting, then {again}.',
  },
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
    name: 'host-not-found',
    what: 'has no address that could be found',
    next: 'Check that this computer is online, then {again}.',
  },
  {
    codes: ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
    name: 'host-unreachable',
    what: 'cannot be reached from this network',
    next: 'Check the network and the VPN, then {again}.',
  },
  {
    codes: ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'],
    name: 'connect-timeout',
    what: 'did not answer in time',
    next: 'Check the network and the proxy setting, then {again}.',
  },
  {
    codes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'],
    name: 'connection-reset',
    what: 'closed the connection before the request could be sent',
    next: 'Wait a moment, then {again}; if it goes on, check the proxy and the firewall.',
  },
];

/** Whether trying once more may help: a certificate and a proxy's refusal stay what they are. */
export function mayReconnect(reason: Error): boolean {
  if (reason instanceof Stop || reason instanceof TunnelRefused) return false;
  const code = codeOf(
    reason instanceof TunnelFailed && reason.cause instanceof Error ? reason.cause : reason,
  );
  return certificateReason(code) === undefined && !isTls(code);
}

/** An error's code; of several addresses that all failed, the first one's. */
export function codeOf(reason: unknown): string {
  if (!(reason instanceof Error)) return '';
  const { code } = reason as Error & { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return reason instanceof AggregateError ? codeOf(reason.errors[0]) : '';
}

/** @param next may hold `{again}`, for what to do once more */
function failure(code: string, what: string, next: string, { nothing, again }: Wording = SENDING): Failure {
  return { code, message: `${nothing}: ${what}. ${next.replace('{again}', again)}` };
}

function sandboxUnreachable(code: string, host: string): Failure {
  return code === 'ECONNREFUSED'
    ? failure(
        'sandbox-not-running',
        `the sandbox is not running at ${host}`,
        'Start it again, then send once more.',
      )
    : failure(
        'sandbox-unreachable',
        `there was no connection to the sandbox at ${host} (${code || 'unknown error'})`,
        'Start it again, then send once more.',
      );
}

function proxyUnreachable(cause: unknown, wording: Wording): Failure {
  const code = codeOf(cause);
  const certificate = certificateReason(code);
  return certificate === undefined
    ? failure(
        'proxy-unreachable',
        `the proxy could not be reached (${code || 'unknown error'})`,
        'Check the proxy setting and the network, then {again}.',
        wording,
      )
    : certificateRefused('the proxy', certificate, wording);
}

function certificateRefused(host: string, reason: string, wording: Wording): Failure {
  return failure(
    'certificate',
    `the certificate of ${host} is not trusted: ${reason}`,
    'If your organisation inspects traffic, have its root certificate installed on this computer; otherwise somebody else may be answering, so do not go on in this network.',
    wording,
  );
}

/** What is wrong with a certificate (Node's tls and OpenSSL's verification codes), or undefined. */
function certificateReason(code: string): string | undefined {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'it belongs to another host';
    case 'CERT_HAS_EXPIRED':
      return 'it has expired';
    case 'CERT_NOT_YET_VALID':
      return 'it is not valid yet (check the clock of this computer)';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'it is signed by itself';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_UNTRUSTED':
    case 'INVALID_CA':
      return 'its issuer is not known to this computer';
    case 'CERT_REVOKED':
      return 'it was revoked';
    case 'CERT_SIGNATURE_FAILURE':
    case 'CERT_CHAIN_TOO_LONG':
    case 'INVALID_PURPOSE':
    case 'CERT_REJECTED':
    case 'PATH_LENGTH_EXCEEDED':
    case 'UNSPECIFIED':
      return `it failed verification (${code})`;
    default:
      return undefined;
  }
}

function isTls(code: string): boolean {
  return /^ERR_(?:SSL|TLS)_|^EPROTO$/.test(code);
}

function described(reason: Error): string {
  return redactText(reason.message.split('\n', 1)[0] ?? '').slice(0, 200) || 'unknown error';
}
