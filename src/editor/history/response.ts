import { randomUUID } from 'node:crypto';
import { type Environment, type Environments, GLOBAL } from '../../core/environments.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import { type Sent, type Services, sentResourceOf } from '../../core/services.ts';
import type { ErrorView, ResponseView } from '../../webview/messages.ts';
import type { PageResponse } from '../responses/response.ts';
import { responseView } from '../responses/responseView.ts';
import { environmentOf, type Journaling } from './items.ts';

/** What an entry is about, as far as the history kept it. */
export async function keptSent(
  entry: JournalEntry,
  services: Services,
  environments: Environments,
  journaling: Journaling,
): Promise<Sent> {
  const resource = sentResourceOf(await services.catalog(), entry.request.url);
  const environment = environments.byId(entry.environment) ?? formerEnvironment(entry);
  const delivery = journaling.deliveryOf(entry, environment);
  return { delivery, ...(resource ? { resource } : {}) };
}

/** What a person does with the request of an entry. */
export type KeptDeeds = Pick<PageResponse, 'sendAgain' | 'revealRequest'>;

/** The response of an entry, as a page shows it. */
export function keptResponse(
  entry: JournalEntry,
  sent: Sent,
  deeds: KeptDeeds,
  now?: Baseline,
): PageResponse {
  return {
    id: entry.id,
    time: sent.delivery.time,
    view: keptView(entry, sent, now),
    request: aimable(entry),
    sent,
    entry: () => entry,
    withObject: (later) => keptResponse(entry, sent, deeds, later),
    ...deeds,
  };
}

/** The request of an entry as it can be aimed again: the address of a sandbox changes with every start. */
export function aimable({ request }: JournalEntry): JournalEntry['request'] {
  return { ...request, url: request.url.replace(/^http:\/\/[^/]*/, `https://${GLOBAL.host}`) };
}

/** With what the history kept; `now` is its object, read since. */
function keptView(entry: JournalEntry, sent: Sent, now?: Baseline): ResponseView {
  const id = `history-${entry.id}${now === undefined ? '' : `-${randomUUID()}`}`;
  const view = responseView(id, entry.request, sent, now);
  const noAnswer = entry.result?.status !== undefined && entry.result.answer === undefined;
  return {
    ...view,
    fromHistory: true,
    request: { ...view.request, ...keptPart(entry) },
    ...(view.error ? { error: withKeptActions(view.error) } : {}),
    ...(noAnswer ? { detail: 'The history did not keep the answer.' } : {}),
  };
}

/** How much of the request the history has, where that is not all. */
function keptPart({ bare, cut }: JournalEntry): Pick<ResponseView['request'], 'kept'> {
  if (bare) return { kept: 'line-only' };
  return cut ? { kept: 'without-end' } : {};
}

/** Buttons that mean something for a request of the history; the others are about what was sent just now. */
const KEPT_ACTIONS: ReadonlySet<string> = new Set<ErrorView['actions'][number]['action']>([
  'fix-property',
  'send-again',
  'reveal-request',
  'compare',
  'show-newer',
  'select-environment',
  'show-log',
]);

function withKeptActions(error: ErrorView): ErrorView {
  return { ...error, actions: error.actions.filter(({ action }) => KEPT_ACTIONS.has(action)) };
}

/** An environment that was removed since: only its name is left. */
function formerEnvironment(entry: JournalEntry): Environment {
  return {
    id: entry.environment,
    label: environmentOf(entry),
    description: 'An environment that is not there any more.',
    about: 'An environment that is not there any more.',
    real: true,
    authenticationProvider: '',
  };
}
