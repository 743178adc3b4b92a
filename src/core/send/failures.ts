import type { Environment } from './environments.ts';

/**
 * Why a request was not sent, or why nobody knows what came of it, as named factories. `code` is stable;
 * `message` says what happened and what to do next. None of them is ever given a token.
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** The person, or the program around us, stopped the send before anything had left this computer. */
export function cancelled(): Failure {
  return { code: 'cancelled', message: 'Nothing was sent: the send was cancelled.' };
}

/** The person said no to the confirmation. */
export function declined(environment: Environment): Failure {
  return {
    code: 'declined',
    message: `Nothing was sent: the change to ${environment.label} was not confirmed.`,
  };
}

/** The token source failed in a way that it does not explain itself. */
export function tokenFailed(environment: Environment): Failure {
  return {
    code: 'token-failed',
    message: `Nothing was sent: there is no sign-in for ${environment.label}. Sign in and send again; the log says more.`,
  };
}

/** The entry that must stand in the journal before a send could not be written. */
export function journalFailed(reason: string): Failure {
  return {
    code: 'journal-failed',
    message: `Nothing was sent: the journal, which keeps track of sent requests, could not be written (${reason}). Free some disk space or check the folder's permissions, then send again.`,
  };
}

/** A header of the file that HTTP does not allow. */
export function headerInvalid(name: string, why: string): Failure {
  return {
    code: 'header-invalid',
    message: `Nothing was sent: the header ${name === '' ? 'without a name' : `"${name}"`} ${why}. Correct that line and send again.`,
  };
}

/** A method that cannot be sent. */
export function methodUnsupported(method: string): Failure {
  return {
    code: 'method-unsupported',
    message: `Nothing was sent: "${method.slice(0, 20)}" is no method of Microsoft Graph. Use PATCH, GET, POST, PUT or DELETE.`,
  };
}

/** The last guard before the socket: the request does not point to its environment. */
export function wrongTarget(): Failure {
  return {
    code: 'wrong-target',
    message:
      'Nothing was sent: the request does not point to the host of its environment. Choose the environment again and send once more.',
  };
}

/** The proxy of the settings cannot be used. */
export function proxyInvalid(): Failure {
  return {
    code: 'proxy-invalid',
    message:
      'Nothing was sent: the proxy setting is not an http:// or https:// address. Correct it, or remove it to connect directly.',
  };
}

/** The proxy answered, and said no. `status` is its answer to CONNECT. */
export function proxyRefused(status: number): Failure {
  if (status === 407) {
    return {
      code: 'proxy-authentication',
      message:
        'Nothing was sent: the proxy asks for a user name and password (407). Put them into the proxy setting, as http://user:password@proxy:port.',
    };
  }
  return {
    code: 'proxy-refused',
    message: `Nothing was sent: the proxy refused the connection (${status}). Ask whoever runs the proxy to allow this host.`,
  };
}

/** What was seen of an answer that did not arrive whole. */
export interface PartialAnswer {
  /** Where the answer had begun. */
  readonly status?: number;
  /** Of the request: a GET changes nothing, whatever becomes of its answer. */
  readonly method: string;
}

/** Sent, and then the connection broke. */
export function answerLost(seen: PartialAnswer): Failure {
  return unknown('answer-lost', 'the connection broke before the whole answer had arrived', seen);
}

/** Sent, and then no answer within the time limit. */
export function answerTimeout(seen: PartialAnswer): Failure {
  return unknown('answer-timeout', 'the whole answer did not arrive within the time limit', seen);
}

/** Sent, and then cancelled. */
export function cancelledAfterSending(seen: PartialAnswer): Failure {
  return unknown(
    'cancelled-after-sending',
    'the send was cancelled before the whole answer had arrived',
    seen,
  );
}

/** Sent, and what came back is not HTTP, or contradicts itself. */
export function answerInvalid(seen: PartialAnswer): Failure {
  return unknown('answer-invalid', 'the answer was not valid HTTP', seen);
}

/** Sent, and the answer's headers are larger than we read. */
export function answerHeadersTooLarge(seen: PartialAnswer): Failure {
  return unknown('answer-headers-too-large', 'the headers of the answer were too large to read', seen);
}

/** Whether a method only reads, so that it can be repeated without harm (RFC 9110, section 9.2.1). */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function unknown(code: string, what: string, { status, method }: PartialAnswer): Failure {
  const begun = status === undefined ? '' : ` The answer began with status ${status}.`;
  const next = isRead(method)
    ? 'Nothing was changed by it: send it again.'
    : 'It may have changed the object: read it before you send again.';
  return { code, message: `The request was sent, but ${what}.${begun} ${next}` };
}
