import * as vscode from 'vscode';
import type { ToolId } from '../contributions.ts';
import { createScope } from '../core/request/values/scope.ts';
import type { Services } from '../core/services.ts';
import type { EnvironmentChoice } from './environment/environment.ts';

/** What a tool gets: its one text. */
interface ToolInput {
  readonly text?: unknown;
}

/**
 * Lets language models of the editor ask what a person is shown: the problems of requests, and what a URL updates.
 * The tools only read: nothing is sent, no token is asked for, and no variable from outside of the text has a value,
 * so that no message can tell one.
 */
export function registerTools(services: Services, choice: EnvironmentChoice): vscode.Disposable {
  const setting = async () => ({
    catalog: await services.catalog(),
    scope: createScope(),
    environment: choice.current,
  });
  const answers: Readonly<Record<ToolId, (text: string) => Promise<string>>> = {
    'graph-http_check_requests': async (text) =>
      (await import('../core/authoring.ts')).checkText(text, await setting()),
    'graph-http_describe_update': async (text) =>
      (await import('../core/authoring.ts')).describeUrl(text, await setting()),
  };
  return vscode.Disposable.from(
    ...Object.entries(answers).map(([id, answer]) =>
      vscode.lm.registerTool<ToolInput>(id, {
        invoke: async ({ input }) => {
          const said = await answer(typeof input.text === 'string' ? input.text : '');
          return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(said)]);
        },
      }),
    ),
  );
}
