import { DOWNLOADING, type Failure } from '../failures.ts';

/** Why a public document was not read, as named factories; see `failures.ts`. */

/** The person, or the program around us, stopped it. */
export function downloadCancelled(): Failure {
  return { code: 'download-cancelled', message: `${DOWNLOADING.nothing}: the download was cancelled.` };
}

/** The host has no such document. */
export function downloadNotFound(host: string): Failure {
  return {
    code: 'download-not-found',
    message: `${DOWNLOADING.nothing}: ${host} has no such document (404). Choose another source, or a file of your own.`,
  };
}

/** The host answered something else than the document. */
export function downloadRefused(host: string, status: number): Failure {
  const next =
    status === 429 || status >= 500
      ? 'It may be busy: download again in a while.'
      : 'Choose another source, or a file of your own.';
  return {
    code: 'download-refused',
    message: `${DOWNLOADING.nothing}: ${host} answered with status ${status}. ${next}`,
  };
}

/** The host sends elsewhere, and we do not go there. */
export function downloadMoved(host: string, why: 'insecure' | 'often' | 'nowhere'): Failure {
  const what = {
    insecure: `the document has moved to ${host || 'an address'} that is not read over https`,
    often: `${host} redirected more than three times`,
    nowhere: `${host} redirected to no valid address`,
  }[why];
  return {
    code: 'download-moved',
    message: `${DOWNLOADING.nothing}: ${what}. Check that no sign-in page of the network is in between, or choose another source.`,
  };
}

/** @param limit in bytes */
export function downloadTooLarge(host: string, limit: number): Failure {
  return {
    code: 'download-too-large',
    message: `${DOWNLOADING.nothing}: ${host} sent more than ${Math.floor(limit / 1024 / 1024)} MB, more than such a document has. Choose another source.`,
  };
}

/** The connection ended before the document did. */
export function downloadBroken(host: string): Failure {
  return {
    code: 'download-broken',
    message: `${DOWNLOADING.nothing}: the connection to ${host} ended before the whole document had arrived. Check the network, then download again.`,
  };
}
