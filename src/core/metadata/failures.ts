import { UserError } from '../errors.ts';
import type { Failure } from '../send/failures.ts';
import type { Refusal } from './messages.ts';

/** Why there is no new metadata, as named factories: what happened, what to do next, and what stays in use. */

/** What was read is no metadata, or is broken. `place` is a host or a file. */
export function notCompiled(place: string, { message, line, column }: Refusal): Failure {
  const where = line === undefined ? '' : ` (line ${line}, column ${column ?? 1})`;
  return { code: 'metadata-invalid', message: `What ${place} holds was not taken over: ${message}${where}` };
}

/** The compiled file could not be written. */
export function notKept(reason: string): Failure {
  return {
    code: 'metadata-not-kept',
    message: `The metadata was read, but could not be kept (${reason}). Free some disk space or check the permissions of the folder, then download again.`,
  };
}

/** A file of the command line that cannot be read. */
export function metadataUnreadable(path: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : (code ?? 'unknown error');
  return new UserError('metadata-unreadable', `${path} cannot be read: ${why}. Check its name.`);
}

/** A file of the command line that is no metadata: with its place, as compilers print it. */
export function metadataBroken(path: string, { message, line, column }: Required<Refusal>): UserError {
  return new UserError('metadata-invalid', `${path}:${line}:${column}: ${message}`);
}

/** A failure together with what it leaves in use. */
export function withWhatStays({ code, message }: Failure, checked: number | undefined): UserError {
  const stays =
    checked === undefined
      ? 'The built-in schemas stay in use.'
      : `What was read before, last checked on ${new Date(checked).toISOString().slice(0, 10)}, stays in use.`;
  return new UserError(code, `${message} ${stays}`);
}
