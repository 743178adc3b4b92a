import { type Failure, isRead } from '../failures.ts';
import type { Outcome } from '../outcome.ts';
import type { SignInRemedy } from '../signIn/signInCodes.ts';
import { explainSignIn } from '../signIn/signInFailures.ts';
import { ACCOUNT, AGAIN, COMPARE, ENVIRONMENT, LOG, PERMISSION, SHOW } from './explainButtons.ts';
import type { Explanation } from './explanation.ts';

/**
 * Explains a request that was not sent, or that got no whole answer. The failure's own message already says
 * what to do first; this adds what is behind it.
 */
export function explainFailure(
  outcome: Extract<Outcome, { kind: 'not-sent' | 'unknown' }>,
  method = 'PATCH',
): Explanation {
  const { code, message } = outcome;
  const lost = isRead(method) ? LOST_READ : method === 'PATCH' || method === 'PUT' ? UNKNOWN_CHANGE : UNKNOWN;
  const more = outcome.kind === 'unknown' ? lost : moreOf(code);
  const cause = code === 'interrupted' ? INTERRUPTED : more.cause;
  return { code, message, ...more, cause, details: [] };
}

function moreOf(code: string): More {
  const ours = BY_CODE.find(({ codes }) => codes.includes(code))?.more;
  if (ours !== undefined) return ours;
  const signIn = explainSignIn(code);
  if (signIn === undefined) return OTHER;
  const { cause, advice, remedy } = signIn;
  return { cause, advice, actions: REMEDIES[remedy] };
}

type More = Pick<Explanation, 'cause' | 'advice' | 'actions'>;

const SETTINGS = { action: 'sign-in-settings', label: 'Open Settings' } as const;

/** The buttons of failed sign-ins. */
const REMEDIES: Readonly<Record<SignInRemedy, More['actions']>> = {
  again: [AGAIN, ACCOUNT, LOG],
  // Nobody signed in: there is no account yet that another could take the place of.
  'sign-in': [AGAIN, { ...ACCOUNT, label: 'Select Account' }, ENVIRONMENT],
  settings: [SETTINGS, AGAIN, LOG],
  account: [ACCOUNT, AGAIN, ENVIRONMENT],
  permission: [PERMISSION, AGAIN, ACCOUNT],
  environment: [ENVIRONMENT, AGAIN],
};

const UNKNOWN: More = {
  cause: 'The request left this computer. Whether the service carried it out cannot be told from here.',
  advice: [
    'Read the object (GET) and compare it with what you sent.',
    'Send again only if the change is not there.',
  ],
  actions: [SHOW, LOG],
};

const INTERRUPTED =
  'The history has the beginning of the request and no end. Whether it left this computer, and whether the service carried it out, cannot be told from here.';

/** The object of a change can be read and compared with what was sent. */
const UNKNOWN_CHANGE: More = {
  ...UNKNOWN,
  actions: [COMPARE, ...UNKNOWN.actions],
};

const LOST_READ: More = {
  cause: 'The request left this computer, and its answer did not come back whole. Reading changes nothing.',
  advice: ['Send again.', 'If it goes on, ask for less with $select or $top.'],
  actions: [AGAIN, SHOW, LOG],
};

const OTHER: More = {
  cause: 'The request never left this computer, so nothing was changed.',
  advice: ['Settle what the message names, then send again.'],
  actions: [AGAIN, SHOW],
};

const NETWORK: More = {
  cause: 'No connection was made, so nothing was changed.',
  advice: [
    'Check that this computer is online, and that the VPN and the proxy setting are right.',
    'The sandbox works without a network.',
  ],
  actions: [AGAIN, ENVIRONMENT, LOG],
};

/** What is behind the failures that are ours. Those of sign-ins stand with them. */
const BY_CODE: readonly { readonly codes: readonly Failure['code'][]; readonly more: More }[] = [
  {
    codes: ['cancelled', 'declined'],
    more: {
      cause: 'It was stopped before anything left this computer.',
      advice: ['Send again when you are ready.'],
      actions: [AGAIN, SHOW],
    },
  },
  {
    codes: [
      'url-host',
      'url-other-cloud',
      'url-scheme',
      'url-port',
      'url-userinfo',
      'wrong-target',
      'base-invalid',
    ],
    more: {
      cause: 'A token is only ever sent to the exact host of its environment, over a verified connection.',
      advice: [
        'Write the URL as a path (/v1.0/…): it then follows the environment.',
        'Or select the environment that the URL names.',
      ],
      actions: [SHOW, ENVIRONMENT],
    },
  },
  {
    codes: [
      'url-relative',
      'url-characters',
      'url-path',
      'url-fragment',
      'url-version',
      'header-invalid',
      'method-unsupported',
    ],
    more: {
      cause: 'The request is not written in a way that has one meaning only.',
      advice: ['Correct it in the file, then send again.'],
      actions: [SHOW],
    },
  },
  {
    codes: ['sandbox-not-running', 'sandbox-unreachable'],
    more: {
      cause: 'The sandbox runs on this computer, and nothing answered at its address.',
      advice: ['Start the sandbox again; it begins with fresh objects.'],
      actions: [AGAIN, ENVIRONMENT],
    },
  },
  {
    codes: ['certificate', 'tls'],
    more: {
      cause: 'The other side could not prove that it is Microsoft Graph, so it was not given the token.',
      advice: [
        'Ask your administrator whether traffic is inspected here; its root certificate then has to be installed on this computer.',
        'Check the clock of this computer.',
        'On a network of strangers, use another one.',
      ],
      actions: [AGAIN, LOG],
    },
  },
  {
    codes: ['proxy-authentication', 'proxy-refused', 'proxy-invalid', 'proxy-unreachable'],
    more: {
      cause: 'The proxy between this computer and Microsoft Graph did not let the connection through.',
      advice: [
        'Check the proxy setting of the editor (http.proxy), or the variables HTTPS_PROXY and NO_PROXY.',
      ],
      actions: [AGAIN, LOG],
    },
  },
  {
    codes: [
      'connection-refused',
      'connection-reset',
      'connect-timeout',
      'host-not-found',
      'host-unreachable',
      'network',
    ],
    more: NETWORK,
  },
  {
    codes: ['journal-failed'],
    more: {
      cause: 'What is sent is written down first, so that a crash in between is noticed afterwards.',
      advice: ['Free disk space, or make the folder of the journal writable.'],
      actions: [AGAIN, LOG],
    },
  },
];
