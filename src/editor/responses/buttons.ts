import * as vscode from 'vscode';
import type { PageAction } from '../../webview/messages.ts';
import { showInformation } from '../notify.ts';
import { openAnswerFile, openAnswerText, wholeAnswer } from './answerFile.ts';
import type { PageResponse } from './response.ts';
import { shownBody } from './responseBody.ts';

const OWN_ACTIONS = ['send-again', 'reveal-request', 'select-environment', 'open-file', 'show-log'] as const;

/** A button of a page that needs no other feature. */
export type OwnAction = (typeof OWN_ACTIONS)[number];

/** Whether a button needs no other feature. */
export function isOwnAction(action: PageAction): action is OwnAction {
  return (OWN_ACTIONS as readonly PageAction[]).includes(action);
}

/** Does what such a button says, with the response that it stands on; undefined where nobody knows that any more. */
export async function runOwnAction(action: OwnAction, response: PageResponse | undefined): Promise<void> {
  switch (action) {
    case 'send-again':
    case 'reveal-request':
      if (!response) void showInformation(UNKNOWN_REQUEST);
      else await (action === 'send-again' ? response.sendAgain() : response.revealRequest());
      return;
    case 'select-environment':
      await vscode.commands.executeCommand('graphHttp.selectEnvironment');
      return;
    case 'open-file':
      return openWhole(response);
    case 'show-log':
      await vscode.commands.executeCommand('graphHttp.showLog');
      return;
  }
}

/** Actions that go on with what was sent just now: after a reload there is nothing to go on with. */
const NEEDING_FILE: ReadonlySet<PageAction> = new Set<PageAction>([
  'sign-in-more',
  'choose-permission',
  'wait-and-send',
]);

/** Whether a button needs the request as this window has sent it. */
export function needsFile(action: PageAction): boolean {
  return NEEDING_FILE.has(action);
}

/** Says why such a button can do nothing for a response that came back after a reload, and shows its request. */
export async function sendFirst(response: PageResponse | undefined): Promise<void> {
  await response?.revealRequest();
  void showInformation(SEND_FIRST);
}

/** Opens all of an answer of which the page shows the beginning. */
async function openWhole(response: PageResponse | undefined): Promise<void> {
  const file = response && wholeAnswer(response.sent);
  const raw = response?.view.raw;
  if (file === undefined && raw !== undefined) await openAnswerText(shownBody(raw));
  else await openAnswerFile(file);
}

const SEND_FIRST = 'This response was brought back after a reload. Send its request again first.';
const UNKNOWN_REQUEST =
  'This window does not know any more which request that was. Send it from its file, with the link above it.';
