import type { GraphError } from '../outcome.ts';
import { signInFact } from '../signIn/signInCodes.ts';
import type { Advice } from './advice.ts';

const AGAIN = 'Sign out of the account in the editor, sign in again, and send again.';
const ADMINISTRATOR = 'If it goes on, ask your administrator what the sign-in needs.';

/** Codes of a refused sign-in (RFC 6749, section 5.2; RFC 6750, section 3.1; OpenID Connect Core, section 3.1.2.6). */
const MEANINGS: Readonly<Record<string, Advice>> = {
  invalid_grant: {
    cause:
      'The service asked the sign-in service on your behalf, and the sign-in behind the request has expired, was withdrawn, or is not enough.',
    advice: [AGAIN, ADMINISTRATOR],
  },
  interaction_required: {
    cause: 'The sign-in service wants to ask you something, such as for a second factor.',
    advice: [AGAIN, ADMINISTRATOR],
  },
  login_required: { cause: 'The sign-in service wants you to sign in once more.', advice: [AGAIN] },
  consent_required: {
    cause: 'Nobody has agreed yet that the application may do this on your behalf.',
    advice: [
      'Sign in again and agree, where you may do that yourself.',
      'Otherwise ask an administrator to agree for the tenant.',
    ],
  },
  invalid_client: {
    cause: 'The sign-in service does not know the application, or its secret is wrong or has expired.',
    advice: [
      'Check the application ID (graphHttp.signIn.clientId), or what the token command signs in with.',
    ],
  },
  unauthorized_client: {
    cause: 'The application may not sign in in this way.',
    advice: [
      'Check in its registration in Microsoft Entra that it is a public client, and which accounts it takes.',
    ],
  },
  invalid_scope: {
    cause:
      'The sign-in service does not know a permission that was asked for, or the application may not have it.',
    advice: ['Choose another permission, or add it to the registration of the application.'],
  },
  access_denied: {
    cause: 'The sign-in was refused: by a person, or by a policy.',
    advice: [AGAIN, ADMINISTRATOR],
  },
};

/** What is behind an answer in which a service passes on that a sign-in was refused; undefined for any other. */
export function oauthAdvice({ code, message }: GraphError): Advice | undefined {
  const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (meaning === undefined) return undefined;
  const number = /\bAADSTS(\d{5,8})\b/.exec(message)?.[1];
  const fact = number === undefined ? undefined : signInFact(Number(number));
  return fact === undefined ? meaning : { cause: fact.cause, advice: fact.advice };
}
