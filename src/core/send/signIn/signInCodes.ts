/** What helps where a sign-in failed. */
export type SignInRemedy = 'again' | 'sign-in' | 'settings' | 'account' | 'permission' | 'environment';

/** One kind of failed sign-in: what it means, and the way out. */
export interface SignInFact {
  /** Numbers of Entra's error codes (`AADSTS65002`) that mean it. */
  readonly codes: readonly number[];
  /** What is wrong, as a sentence. */
  readonly cause: string;
  /** What to do, best first, one sentence each. */
  readonly advice: readonly string[];
  readonly remedy: SignInRemedy;
}

const REDIRECTS = 'https://vscode.dev/redirect and http://localhost';
const CLIENT_ID = 'graphHttp.signIn.clientId';
const TENANT = 'graphHttp.signIn.tenant';

/** Failed sign-ins that people meet (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
export const SIGN_IN_FACTS: readonly SignInFact[] = [
  {
    codes: [65002],
    cause:
      'The editor’s own application may not ask for this permission; it is allowed few of Microsoft Graph’s.',
    advice: [
      `Register an application of your own as a public client and put its ID into the setting ${CLIENT_ID}.`,
      `Give it the redirect URIs ${REDIRECTS} under “Mobile and desktop applications”, and the permission that the request needs.`,
    ],
    remedy: 'settings',
  },
  {
    codes: [50011, 500113, 500112],
    cause: 'The application does not allow the address that the sign-in returns to.',
    advice: [
      `Add the redirect URIs ${REDIRECTS} to the application’s platform “Mobile and desktop applications”.`,
    ],
    remedy: 'settings',
  },
  {
    codes: [9002326, 9002327, 9002325],
    cause: 'The redirect URI is registered for a single-page application, which an editor is not.',
    advice: [`Move ${REDIRECTS} to the platform “Mobile and desktop applications”.`],
    remedy: 'settings',
  },
  {
    codes: [7000218],
    cause: 'The application is not registered as a public client, so it was asked for a secret.',
    advice: [
      'In the app registration, under Authentication, allow public client flows.',
      `Register ${REDIRECTS} under “Mobile and desktop applications”, not under “Web”.`,
    ],
    remedy: 'settings',
  },
  {
    codes: [7000215, 7000222, 700027, 7000216],
    cause: 'The secret or certificate of the application is wrong or expired.',
    advice: ['Give the application a new secret or certificate, where the token command reads it.'],
    remedy: 'settings',
  },
  {
    codes: [65001],
    cause: 'Nobody has consented to this permission for the application yet.',
    advice: [
      'Ask an administrator of the tenant to grant it: app registration, API permissions, “Grant admin consent”.',
      'Choose a permission that is granted already.',
    ],
    remedy: 'permission',
  },
  {
    codes: [90094, 90093, 90095, 900941],
    cause: 'Only an administrator of the tenant may consent to this permission.',
    advice: [
      'Ask an administrator to grant it, or sign in as one.',
      'Choose a permission that needs no administrator.',
    ],
    remedy: 'permission',
  },
  {
    codes: [65004],
    cause: 'The consent was declined on the sign-in page.',
    advice: ['Send again and accept the permission, or choose another one.'],
    remedy: 'permission',
  },
  {
    codes: [650053, 70011, 28002, 28003, 650057, 65005],
    cause: 'The service has no such permission here, or the application does not list it.',
    advice: [
      'Add the permission to the application’s API permissions (Microsoft Graph, delegated).',
      'Choose another permission: some exist in the worldwide cloud only.',
    ],
    remedy: 'permission',
  },
  {
    codes: [500011, 650052, 500014],
    cause: 'The tenant does not have the service that the token is for, or has it switched off.',
    advice: [
      'Check that the environment is the cloud of your tenant.',
      'Ask your administrator to enable it.',
    ],
    remedy: 'environment',
  },
  {
    codes: [700016, 700038],
    cause: 'The tenant does not know the application.',
    advice: [
      `Check the application ID in ${CLIENT_ID}: it is the “Application (client) ID” of the registration.`,
      `Check the tenant in ${TENANT}: an application exists in its own tenant and cloud only, unless it is multitenant.`,
    ],
    remedy: 'settings',
  },
  {
    codes: [50194],
    cause: 'The application serves one tenant only, and the sign-in was not addressed to that tenant.',
    advice: [`Put the ID or a domain of the application’s tenant into ${TENANT}.`],
    remedy: 'settings',
  },
  {
    codes: [90002, 50059, 50128, 900023, 90019],
    cause: 'There is no tenant of that name in this cloud.',
    advice: [
      `Correct ${TENANT}: the tenant’s ID, or one of its domains.`,
      'Check that the environment is the cloud that the tenant is in.',
    ],
    remedy: 'settings',
  },
  {
    codes: [900439, 900432, 900382],
    cause: 'The account belongs to another cloud than the environment.',
    advice: ['Select the environment of your tenant’s cloud, then send again.'],
    remedy: 'environment',
  },
  {
    codes: [50020, 90072, 50034, 51004],
    cause: 'The account does not exist in the tenant that signs in.',
    advice: [
      'Choose another account, one of that tenant.',
      `Or correct ${TENANT}; as a guest you have to be invited there first.`,
    ],
    remedy: 'account',
  },
  {
    codes: [50105],
    cause: 'The account is not assigned to the application, and the application demands that.',
    advice: [
      'Ask an administrator to assign you: Enterprise applications, the application, “Users and groups”.',
      'Choose another account.',
    ],
    remedy: 'account',
  },
  {
    codes: [50057, 50053],
    cause: 'The account is disabled or locked.',
    advice: ['Choose another account, or ask an administrator to unlock it.'],
    remedy: 'account',
  },
  {
    codes: [50126, 50055, 50056, 50144, 50064, 50135],
    cause: 'The user name or password is wrong, or the password has expired.',
    advice: ['Send again and sign in anew; an expired password has to be changed first.'],
    remedy: 'again',
  },
  {
    codes: [50076, 50079, 50072, 50074, 50158, 500121, 53004],
    cause: 'The tenant asks for a second factor, and it was not given.',
    advice: ['Send again and complete the sign-in, with the second factor.'],
    remedy: 'again',
  },
  {
    codes: [53003, 53000, 53001, 53002, 53011, 530002, 530003, 530004, 530021, 530032, 530035, 50097, 700003],
    cause:
      'A Conditional Access policy of the tenant does not let this device, place or application sign in.',
    advice: [
      'Sign in from a device and a network that the policy allows.',
      'Ask your administrator which policy applies; the sign-in log names it.',
    ],
    remedy: 'account',
  },
  {
    codes: [70008, 700082, 700084, 70043, 70044, 50173, 50133, 50078, 50089, 54005, 50132],
    cause: 'The earlier sign-in has ended: it expired, or the password or a policy changed.',
    advice: ['Send again and sign in anew.', 'If it goes on, sign out of the account and in again.'],
    remedy: 'again',
  },
  {
    codes: [16000, 16001, 50058, 50196, 90033, 90036, 90055],
    cause: 'The sign-in service could not finish this sign-in.',
    advice: ['Wait a moment, then send again.', 'If it goes on, choose the account anew.'],
    remedy: 'again',
  },
];

/** What is known of Entra's error code with that number. */
export function signInFact(code: number): SignInFact | undefined {
  return SIGN_IN_FACTS.find(({ codes }) => codes.includes(code));
}
