import * as vscode from 'vscode';
import type { Services } from '../../core/services.ts';
import type { RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { Diagnostics } from '../language/diagnostics.ts';
import type { Requests } from '../requests.ts';
import { shownOf } from '../responses/responsePresenter.ts';
import type { Sending } from '../sending/sendCommand.ts';
import { goToProperty, useWorkingUrl } from './goTo.ts';
import { registerRefusalLanguage } from './language.ts';
import { ServiceProblems } from './serviceProblems.ts';
import { WaitAndSend } from './waitAndSend.ts';

/** What refusals are shown and settled with. */
export interface RefusalParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly requests: Requests;
  readonly choice: EnvironmentChoice;
  readonly diagnostics: Diagnostics;
  readonly sending: Sending;
}

/** What a service refused, as problems in the editor, and the buttons of the response page that settle it. */
export function registerRefusals(parts: RefusalParts): vscode.Disposable {
  const { sending } = parts;
  const { responses } = sending;
  const problems = new ServiceProblems({ ...parts, onDidSend: sending.onDidSend });
  const waiting = new WaitAndSend(parts);
  return vscode.Disposable.from(
    problems,
    waiting,
    registerRefusalLanguage(problems, parts.diagnostics),
    responses.onDidAskProperty((asked) => void goToProperty(parts, problems, asked)),
    responses.onDidAsk(({ action, response }) => {
      if (action === 'use-working-url') void useWorkingUrl(parts, response);
      if (action === 'wait-and-send') void waiting.run(response && shownOf(response));
    }),
  );
}
