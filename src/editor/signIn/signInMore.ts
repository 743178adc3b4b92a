import * as vscode from 'vscode';
import { leastFor, requestScopes } from '../../core/permissions/requestScopes.ts';
import { explainContext } from '../../core/send/explain/explain.ts';
import { missingPermissions } from '../../core/send/explain/missing.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showInformation } from '../notify.ts';
import { withQuietProgress } from '../progress.ts';
import type { Requests } from '../requests.ts';
import type { Shown } from '../responses/response.ts';
import { tokenCommand } from '../settings.ts';
import { sayCommand } from './accountPicker.ts';
import { saySignInFailure } from './signInFailure.ts';
import type { SignIn } from './signInParts.ts';

/** What signing in with more works with. */
export interface MoreParts {
  readonly signIn: SignIn;
  readonly choice: EnvironmentChoice;
  readonly requests: Requests;
}

/**
 * Signs in with the permission that a refused request lacks. Only where that works is it remembered, and the
 * request sent again; otherwise the refusal stays on the page, and what went wrong is said.
 */
export async function signInWithMore(
  { signIn, choice, requests }: MoreParts,
  { ready, sent }: Shown,
): Promise<void> {
  const { delivery, resource } = sent;
  const { environment } = delivery;
  if (resource === undefined) return;
  if (tokenCommand(environment.id) !== undefined) return sayCommand(environment);
  const { endpoint } = resource;
  const { offer } = missingPermissions({ ...explainContext(delivery, resource), endpoint });
  if (offer === undefined) return;
  const { request } = ready;
  // What single properties need besides is asked for anyway.
  const besides = leastFor(resource, request).permissions.slice(1).includes(offer);
  const permission = besides ? signIn.permissions.of(environment, resource, request) : offer;
  const scopes = requestScopes(environment, resource, request, permission);
  try {
    await withQuietProgress(`Signing in to ${environment.label} with ${offer}`, ({ signal }) =>
      signIn.tokens.getToken({ environment, scopes }, signal),
    );
  } catch (error) {
    await saySignInFailure(error);
    return;
  }
  await signIn.permissions.choose(environment, resource, request, permission);
  const index = requests.indexOf(ready);
  if (choice.current.id !== environment.id || index === undefined) {
    void showInformation(
      `You are signed in with ${offer}. The request or the environment was changed meanwhile: send it from its file.`,
    );
    return;
  }
  await vscode.commands.executeCommand('graphHttp.send', ready.document.uri, index, ready.mark);
}
