import type { PathTarget } from '../../catalog/resource.ts';
import { Refusal } from '../answer.ts';
import { shortened } from '../resource/sentences.ts';

const CANNOT: Readonly<Partial<Record<PathTarget['kind'], (name: string) => string>>> = {
  action: (name) =>
    `The sandbox keeps objects and runs no actions: '${name}' does something on Microsoft Graph only.`,
  function: (name) =>
    `The sandbox keeps objects and runs no functions: '${name}' has an answer on Microsoft Graph only.`,
  content: (name) => `The sandbox keeps no content: it has nothing to answer for '${name}'.`,
};

/** 501: only a service can do what the URL asks for. */
export function notCallable({ kind, name }: PathTarget): Refusal {
  const sentence = CANNOT[kind] ?? (() => 'The path leads through a call, and the sandbox runs none.');
  return new Refusal(501, 'notSupported', sentence(shortened(name)));
}

/**
 * 405: the metadata says that nobody updates it.
 *
 * @param reason as the metadata gives it
 * @param removable whether the object can be deleted
 */
export function notUpdatable(reason: string | undefined, removable: boolean): Refusal {
  const why = reason === undefined ? '' : ` ${reason}`;
  const headers = { allow: removable ? 'GET, HEAD, DELETE' : 'GET, HEAD' };
  return new Refusal(405, 'MethodNotAllowed', `The metadata allows no update here.${why}`, { headers });
}

/** 405: an update replaces the object. */
export function replacedOnly(): Refusal {
  return new Refusal(
    405,
    'MethodNotAllowed',
    'This object is not changed in parts: send all of it with PUT, which replaces it.',
    { headers: { allow: 'GET, HEAD, PUT, DELETE' } },
  );
}
