import * as vscode from 'vscode';
import { type Environment, SANDBOX } from '../../core/environments.ts';
import { requestPermissions } from '../../core/permissions/requestScopes.ts';
import { systemClock } from '../../core/send/clock.ts';
import { countdown } from '../../core/send/countdown.ts';
import type { Confirmation } from '../../core/send/deliver.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import type { Sent, Services } from '../../core/services.ts';
import type { RequestDocuments } from '../documents.ts';
import { originOf } from '../origin.ts';
import type { QuietProgress } from '../progress.ts';
import type { ReadyRequest } from '../requests.ts';
import type { SandboxAccounts } from '../sandbox/sandboxAccounts.ts';
import type { DocumentScopes } from '../scopes.ts';
import { readsAround, sendLimits } from '../settings.ts';
import type { SignIn } from '../signIn/signInParts.ts';
import { RequestStates } from './requestStates.ts';

/** What sending one request works with. */
export interface SenderParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
  readonly accounts: SandboxAccounts;
  readonly signIn: Pick<SignIn, 'permissions'>;
}

/** How one request is sent. */
export interface SendOrder {
  readonly ready: ReadyRequest;
  readonly environment: Environment;
  /** Aborted by the progress, and by the request's own state. */
  readonly abort: AbortController;
  readonly report: QuietProgress['report'];
  /** Asked before a real tenant is changed. */
  readonly confirm: (confirmation: Confirmation) => Promise<boolean>;
  /** The object as a preview has read it. */
  readonly baseline?: Baseline;
}

/** A request that was sent, or that ended before. */
export interface SendEvent {
  readonly ready: ReadyRequest;
  readonly sent: Sent;
}

/**
 * The one road of the editor from a ready request to what came of it. It keeps the state of each request and
 * the answers of named ones.
 */
export class RequestSender implements vscode.Disposable {
  /** What is known of each request that was sent. */
  readonly states = new RequestStates();
  readonly #parts: SenderParts;
  readonly #sent = new vscode.EventEmitter<SendEvent>();
  /** Fires after each send, whatever came of it. */
  readonly onDidSend = this.#sent.event;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /**
   * Sends a request.
   *
   * @throws where the send could not begin: the sandbox could not be started
   */
  async send(order: SendOrder): Promise<Sent> {
    const file = this.#parts.documents.get(order.ready.document);
    const settle = this.states.begin(order.ready, file, () => order.abort.abort());
    let sent: Sent;
    try {
      sent = await this.#deliver(order);
    } catch (error) {
      settle();
      throw error;
    }
    this.#keep(order.ready, sent);
    settle(sent);
    this.#sent.fire({ ready: order.ready, sent });
    return sent;
  }

  dispose(): void {
    this.states.dispose();
    this.#sent.dispose();
  }

  async #deliver({ ready, environment, abort, report, confirm, baseline }: SendOrder): Promise<Sent> {
    const { services, documents, signIn } = this.#parts;
    const { request } = ready;
    const { resource, permission } = await signIn.permissions.find(services, environment, request);
    const names = requestPermissions(resource, request, permission);
    if (names.length > 0) report(`It uses the permission ${names.join(' and ')}.`);
    return services.send({
      request,
      environment,
      ...(permission === undefined ? {} : { permission }),
      origin: originOf(ready, documents.get(ready.document)),
      signal: abort.signal,
      onWait: countdown(report, systemClock, { signal: abort.signal, most: sendLimits().maxRetries }),
      confirm,
      ...readsAround(),
      ...(baseline === undefined ? {} : { baseline }),
    });
  }

  #keep({ document, name }: ReadyRequest, { delivery }: Sent): void {
    const { outcome, environment } = delivery;
    const { scopes, accounts } = this.#parts;
    if (!('answer' in outcome)) return;
    const { headers, body, status } = outcome.answer;
    if (name !== undefined) scopes.keepResponse(document, name, { headers, body });
    if (environment.id === SANDBOX.id && status === 401) accounts.forgetAll();
  }
}
