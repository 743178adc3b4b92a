import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import type { ResolvedRequest } from '../../core/request/message.ts';
import { environmentChanged } from '../../core/send/failures.ts';
import { headerOf } from '../../core/send/headers.ts';
import type { ObjectState } from '../../core/send/loop/baseline.ts';
import { changedMeanwhile } from '../../core/send/loop/meanwhile.ts';
import { objectName } from '../../core/send/loop/objectName.ts';
import { type ChangePreview, previewChange } from '../../core/send/loop/preview.ts';
import { changeOf } from '../../core/send/loop/select.ts';
import type { Looked, Services } from '../../core/services.ts';
import type { ResponseView } from '../../webview/messages.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showError, showInformation, showWarning } from '../notify.ts';
import { withQuietProgress } from '../progress.ts';
import type { ReadyRequest, Requests } from '../requests.ts';
import type { PageResponse } from '../responses/response.ts';
import type { Sending } from '../sending/sendCommand.ts';
import type { SignIn } from '../signIn/signInParts.ts';
import { sendingAllowed } from '../trust.ts';
import { idOf, PreviewDocuments } from './previewDocuments.ts';

/** What previews work with. */
export interface PreviewParts {
  readonly services: Services;
  readonly requests: Requests;
  readonly choice: EnvironmentChoice;
  readonly sending: Sending;
  readonly signIn: Pick<SignIn, 'permissions'>;
}

/** A change that was previewed, and can be sent as it was. */
interface Previewed {
  readonly ready: ReadyRequest;
  readonly environment: Environment;
  readonly baseline: ObjectState;
  /** Whether it stands for a change that the service refused because the object had changed. */
  readonly isNewer: boolean;
  isSent: boolean;
}

/** Shows what changes would do before they are sent, and sends them as they were shown. */
export class Previews implements vscode.Disposable {
  readonly #parts: PreviewParts;
  readonly #documents = new PreviewDocuments();
  readonly #previewed = new Map<number, Previewed>();

  constructor(parts: PreviewParts) {
    this.#parts = parts;
  }

  /**
   * Shows what the request of a lens, or the one at the cursor, would change.
   *
   * @returns what is shown; undefined where there is nothing to show, which was said
   */
  async preview(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<ChangePreview | undefined> {
    if (!(await sendingAllowed())) return undefined;
    const { requests, choice } = this.#parts;
    const environment = choice.current;
    const place = await requests.find(uri, index, mark);
    if (!place) return undefined;
    const preparation = await requests.resolve(place);
    if (preparation.kind === 'missing') await requests.showMissing(preparation);
    if (preparation.kind !== 'ready') return undefined;
    const { ready } = preparation;
    if (!isPreviewable(ready.request)) return undefined;
    const looked = await this.look(ready.request, environment);
    return looked && this.#show(ready, environment, looked);
  }

  /** Sends the change of a preview as it was shown, unless the request was edited since. */
  async send(uri?: vscode.Uri): Promise<ResponseView | undefined> {
    const id = idOf(uri ?? activeDiff());
    const previewed = id === undefined ? undefined : this.#previewed.get(id);
    if (id === undefined || !previewed) {
      void showInformation(GONE);
      return undefined;
    }
    if (!(await this.#isAsShown(previewed))) return undefined;
    const { ready, environment, baseline, isNewer } = previewed;
    previewed.isSent = true;
    const request = withIfMatch(ready.request, baseline.etag, isNewer);
    const view = await this.#parts.sending.sendPrepared({ ...ready, request }, environment, baseline);
    if (view?.outcome === 'object' || view?.outcome === 'changed') await this.#documents.close(id);
    else if (view?.status?.code === 412) return (await this.#showRefused(view)) ?? view;
    else previewed.isSent = view?.outcome === 'unknown';
    return view;
  }

  async #showRefused(view: ResponseView): Promise<ResponseView | undefined> {
    const { current } = this.#parts.sending.responses;
    return current?.view.id === view.id ? this.showNewer(current) : undefined;
  }

  /**
   * After a change was refused because the object has changed (412): shows on its page what somebody else has changed
   * beside what it wants; and where its request is in a file, what it would do to the object as it is now, to be sent.
   *
   * @returns what the page shows; undefined where the object could not be read, which was said
   */
  async showNewer(response: PageResponse): Promise<ResponseView | undefined> {
    const { request, ready, sent } = response;
    const { environment, baseline: base } = sent.delivery;
    const patch = changeOf(request);
    const looked = patch && (await this.look(request, environment));
    if (!patch || looked?.baseline.kind !== 'read') return undefined;
    const { baseline: now, resource } = looked;
    const view = this.#parts.sending.responses.showRead(response, now);
    if (ready && request.method === 'PATCH') {
      const change = { schema: resource?.schema, patch, base, now };
      await this.#show(ready, environment, looked, changedMeanwhile(change));
    }
    return view;
  }

  /** Reads the object of a change as it is now; says why where that does not work. */
  async look(request: ResolvedRequest, environment: Environment, whole = false): Promise<Looked | undefined> {
    const { services, signIn } = this.#parts;
    try {
      const { permission } = await signIn.permissions.find(services, environment, request);
      const chosen = permission === undefined ? {} : { permission };
      const looked = await withQuietProgress(`Reading the object in ${environment.label}`, ({ signal }) =>
        services.look({ request, environment, ...chosen, signal, whole }),
      );
      if (looked.baseline.kind === 'unread') void showWarning(looked.baseline.message);
      return looked;
    } catch (error) {
      void showError(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  dispose(): void {
    this.#documents.dispose();
  }

  async #show(
    ready: ReadyRequest,
    environment: Environment,
    { baseline, resource }: Looked,
    meanwhile?: readonly string[],
  ): Promise<ChangePreview | undefined> {
    const patch = changeOf(ready.request);
    if (!patch || baseline.kind !== 'read') return undefined;
    const preview = previewChange(resource?.schema, patch, baseline);
    const notes = [...(meanwhile ?? []), ...preview.notes];
    const name = objectName(ready.request.url);
    const id = await this.#documents.open({
      title: `${name}: ${meanwhile ? 'newer state' : 'now'} ↔ after the change (${environment.label})`,
      name,
      left: { label: 'now', json: preview.before },
      right: { label: 'after the change', json: preview.after },
      notes,
    });
    const isNewer = meanwhile !== undefined;
    this.#previewed.set(id, { ready, environment, baseline, isNewer, isSent: false });
    for (const old of [...this.#previewed.keys()].slice(0, -20)) this.#previewed.delete(old);
    return { ...preview, notes };
  }

  /** Whether a change is still what its preview shows; says so where it is not. */
  async #isAsShown({ ready, environment, isSent }: Previewed): Promise<boolean> {
    const { requests, choice } = this.#parts;
    if (isSent) {
      void showInformation(SENT_ALREADY);
      return false;
    }
    if (choice.current.id !== environment.id) {
      void showWarning(environmentChanged(choice.current.label).message);
      return false;
    }
    const document = await vscode.workspace.openTextDocument(ready.document.uri);
    if (requests.indexOf({ document, mark: ready.mark }) !== undefined) return true;
    const again = 'Preview Again';
    void showWarning(EDITED, again).then((answer) => {
      if (answer === again) void this.preview(ready.document.uri, ready.mark.index, ready.mark);
    });
    return false;
  }
}

const GONE = 'This preview is not kept any longer. Preview the request again, with the link above it.';
const SENT_ALREADY =
  'This change was sent already. Preview the request again to see what it would change now.';
const EDITED = 'Nothing was sent: the request was edited since the preview, so it is no longer what you see.';

/** Whether a request has something to preview; says so where it has not. */
function isPreviewable({ method, body }: ResolvedRequest): boolean {
  if (method !== 'PATCH') {
    void showInformation(`A preview shows what a PATCH would change. This request is a ${method}.`);
    return false;
  }
  if (changeOf({ method, ...(body === undefined ? {} : { body }) })) return true;
  void showWarning('The body is no JSON object, so there is nothing to preview. Correct it first.');
  return false;
}

/** The request with the condition that the object is still as it was read. */
function withIfMatch(request: ResolvedRequest, etag: string | undefined, replace: boolean): ResolvedRequest {
  const own = headerOf(request.headers, 'If-Match');
  if (etag === undefined || (own !== undefined && !replace)) return request;
  const others = request.headers.filter(({ name }) => name.toLowerCase() !== 'if-match');
  return { ...request, headers: [...others, { name: 'If-Match', value: etag }] };
}

function activeDiff(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
