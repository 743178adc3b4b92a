import { type NamedPlace, pathText } from '../named/named.ts';
import type { GraphError } from '../outcome.ts';
import { workingUrl } from './advice.ts';
import { ACCOUNT, AGAIN, COMPARE, ENVIRONMENT, LOG, PERMISSION, SHOW } from './explainButtons.ts';
import type { ExplainAction, ExplainContext } from './explanation.ts';
import { missingPermissions } from './missing.ts';
import { isOutcomeOpen, waitBeforeSending, waitWords } from './patience.ts';
import { isAboutLicence, isPolicy } from './permissionAdvice.ts';
import { isBeyondSandbox, isOutsideSandbox } from './sandboxLimits.ts';

/** So many properties have a button of their own; the details lead to the others. */
const MOST_PLACES = 3;

/** What a person can do about a refusal, best first. */
export function actionsFor(
  error: GraphError,
  context: ExplainContext,
  places: readonly NamedPlace[],
): readonly ExplainAction[] {
  if (isOutsideSandbox(error, context) || isBeyondSandbox(error, context)) return [ENVIRONMENT, SHOW];
  return [...placeActions(places), ...urlActions(error, context), ...statusActions(error, context)];
}

const READ: ExplainAction = { action: 'read-again', label: 'Read the Object' };

function statusActions(error: GraphError, context: ExplainContext): readonly ExplainAction[] {
  const { status } = error;
  const { method = 'PATCH' } = context;
  const changesObject = method === 'PATCH' || method === 'PUT';
  const read = changesObject ? [READ] : [];
  if (error.page === true && status < 500) return [AGAIN, ENVIRONMENT, LOG, SHOW];
  if (status === 401) return [AGAIN, ACCOUNT, ENVIRONMENT, SHOW];
  if (status === 403) return [...permissionActions(error, context), AGAIN, ACCOUNT, SHOW];
  if (status === 404) return [SHOW, ENVIRONMENT];
  if (status === 409 || status === 428) return [...read, SHOW];
  if (status === 412) return [{ action: 'show-newer', label: 'Show What Changed Meanwhile' }, SHOW];
  const seconds = waitBeforeSending(error, method);
  const wait: readonly ExplainAction[] =
    seconds === undefined ? [] : [{ action: 'wait-and-send', label: `Send Again in ${waitWords(seconds)}` }];
  if (status === 408 || status === 423 || status === 429) return [...wait, AGAIN, SHOW];
  if (status < 500) return [SHOW];
  if (status === 501) return [ENVIRONMENT, SHOW];
  if (isOutcomeOpen(error, method)) return [...(changesObject ? [COMPARE] : [SHOW]), AGAIN, LOG];
  return [...wait, AGAIN, LOG];
}

function placeActions(places: readonly NamedPlace[]): readonly ExplainAction[] {
  return places.slice(0, MOST_PLACES).map(({ path }) => {
    const property = pathText(path);
    return { action: 'fix-property', label: `Go to ${property}`, property };
  });
}

function urlActions({ status }: GraphError, context: ExplainContext): readonly ExplainAction[] {
  const isAboutUrl = status === 400 || status === 404 || status === 405;
  if (!isAboutUrl || workingUrl(context) === undefined) return [];
  return [{ action: 'use-working-url', label: 'Use the URL of the Service' }];
}

/** What a person can do about a missing permission. */
function permissionActions(error: GraphError, context: ExplainContext): readonly ExplainAction[] {
  const { endpoint, ...known } = context;
  if (isPolicy(error) || isAboutLicence(error)) return [];
  const offer = endpoint && missingPermissions({ ...known, endpoint }).offer;
  return [
    ...(offer === undefined ? [] : [{ action: 'sign-in-more', label: `Sign In with ${offer}` } as const]),
    PERMISSION,
  ];
}
