import type { Environment } from '../environments.ts';
import { statusMeaning } from './explain/statuses.ts';
import type { GraphError } from './outcome.ts';

/**
 * Why a request was not sent, or why nobody knows what came of it, as named factories. `code` is stable;
 * `message` says what happened and what to do next. None of them is ever given a token.
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** How failures speak of what was not done. */
export interface Wording {
  readonly nothing: string;
  readonly again: string;
}

/** Of requests. */
export const SENDING: Wording = { nothing: 'Nothing was sent', again: 'send again' };

/** Of documents that are read without signing in. */
export const DOWNLOADING: Wording = { nothing: 'Nothing was downloaded', again: 'download again' };

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

/** The environment was switched between asking for what the request lacked and sending it. */
export function environmentChanged(label: string): Failure {
  return {
    code: 'environment-changed',
    message: `Nothing was sent: the environment was changed to ${label} meanwhile. Send again.`,
  };
}

/** The request was edited or removed between asking for it to be sent and sending it. */
export function requestEdited(title: string): Failure {
  return {
    code: 'request-edited',
    message: `Nothing was sent: “${title}” was edited meanwhile. Look at it and send again.`,
  };
}

/** The request lacks something. `reason` says what, and what to do. */
export function requestIncomplete(reason: string): Failure {
  return { code: 'request-incomplete', message: `Nothing was sent. ${reason}` };
}

/** Requests that take values from one another's answers: none can be the first. */
export function requestsInCircle(names: readonly string[]): Failure {
  const circle =
    names.length === 1
      ? `${names[0]} needs its own answer`
      : `${names.join(', ')} need one another’s answers`;
  return {
    code: 'requests-in-circle',
    message: `Nothing was sent: ${circle}, so none can be sent first. Write a value in place of one of the references.`,
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
export function proxyInvalid({ nothing }: Wording = SENDING): Failure {
  return {
    code: 'proxy-invalid',
    message: `${nothing}: the proxy setting is not an http:// or https:// address. Correct it, or remove it to connect directly.`,
  };
}

/** The proxy answered, and said no. `status` is its answer to CONNECT. */
export function proxyRefused(status: number, { nothing }: Wording = SENDING): Failure {
  if (status === 407) {
    return {
      code: 'proxy-authentication',
      message: `${nothing}: the proxy asks for a user name and password (407). Put them into the proxy setting, as http://user:password@proxy:port.`,
    };
  }
  return {
    code: 'proxy-refused',
    message: `${nothing}: the proxy refused the connection (${status}). Ask whoever runs the proxy to allow this host.`,
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

/** The program that was about to send it, or had sent it, ended before it could say what came of it. */
export function interrupted(method: string): Failure {
  const next = isRead(method)
    ? 'Nothing was changed by it: send it again.'
    : 'It may have changed the object: read it before you send again.';
  return { code: 'interrupted', message: `The editor ended while the request was under way. ${next}` };
}

/** An object of the history that was too long to be kept. */
export function notKept(): Failure {
  return { code: 'not-kept', message: 'The object was too long for the history.' };
}

/** Whether a method only reads, so that it can be repeated without harm (RFC 9110, section 9.2.1). */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** The service did not let the object be read. */
export function readRefused({ status, code }: GraphError): Failure {
  const named = code === '' ? `${status}` : `${status}, ${code}`;
  return {
    code: 'read-refused',
    message: `The object could not be read (${named}). ${statusMeaning(status)}`,
  };
}

/** The read did not come to an answer. */
export function readFailed({ code }: Failure): Failure {
  return {
    code: 'read-failed',
    message:
      code === 'cancelled' || code === 'cancelled-after-sending'
        ? 'The object could not be read: the read was stopped, or took too long.'
        : 'The object could not be read: the connection gave no whole answer.',
  };
}

/** The service answered the read with success, and without an object. */
export function readAnsweredNoObject(status: number): Failure {
  return {
    code: 'read-no-object',
    message: `The object could not be read: the service answered ${status} without an object.`,
  };
}

/** The URL leads to a list of objects. */
export function readCollection(): Failure {
  return {
    code: 'read-collection',
    message:
      'The object could not be read: the URL leads to a collection. Add the id of one object to the URL.',
  };
}

function unknown(code: string, what: string, { status, method }: PartialAnswer): Failure {
  const begun = status === undefined ? '' : ` The answer began with status ${status}.`;
  const next = isRead(method)
    ? 'Nothing was changed by it: send it again.'
    : 'It may have changed the object: read it before you send again.';
  return { code, message: `The request was sent, but ${what}.${begun} ${next}` };
}
