import * as vscode from 'vscode';
import { type CommandId, LANGUAGE_ID } from '../../contributions.ts';
import type { Services } from '../../core/services.ts';
import { PREVIEW_SCHEME } from '../loop/previewDocuments.ts';
import { knownMetadata } from '../metadata/known.ts';
import type { EnvironmentChoice } from './environment.ts';
import { iconOf } from './environmentPicker.ts';

const SELECT: CommandId = 'graphHttp.selectEnvironment';

/**
 * Shows the environment in the status bar while a request file or a preview is on the screen, also when the focus is on the
 * response beside it. Its tooltip says what is known of the environment.
 */
export function registerEnvironmentStatus(choice: EnvironmentChoice, services: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'graphHttp.environment',
    vscode.StatusBarAlignment.Right,
    90,
  );
  item.name = 'Graph HTTP Environment';
  item.command = SELECT;
  /** What was looked up last; that of another environment says nothing. */
  let known = { environment: choice.current, text: '' };
  const update = () => {
    const { current: environment, variables } = choice;
    const metadata = known.environment === environment ? known.text : '';
    const name = `${environment.label}${variables === undefined ? '' : ` · ${variables}`}`;
    item.text = `${iconOf(environment)} ${name}`;
    item.tooltip = [
      `Requests go to: ${environment.label}. ${environment.description}`,
      ...(environment.production ? ['Marked as production: every change is confirmed.'] : []),
      ...(variables === undefined ? [] : [`Variables: “${variables}” of http-client.env.json.`]),
      metadata === '' ? 'Resources: the built-in ones.' : `Resources: all of ${metadata}.`,
      'Select to change.',
    ].join('\n');
    item.accessibilityInformation = { label: `Graph HTTP environment: ${name}`, role: 'button' };
    item.backgroundColor = backgroundOf(environment);
    if (showsRequests()) item.show();
    else item.hide();
  };
  const updateAll = async () => {
    update();
    if (!showsRequests()) return;
    const environment = choice.current;
    const { text } = await knownMetadata(services, environment);
    if (choice.current !== environment) return;
    known = { environment, text };
    update();
  };
  void updateAll();
  return vscode.Disposable.from(
    item,
    { dispose: services.onMetadataChanged(() => void updateAll()) },
    choice.onDidChange(() => void updateAll()),
    vscode.window.onDidChangeVisibleTextEditors(() => void updateAll()),
    // A file whose language is changed is opened anew.
    vscode.workspace.onDidOpenTextDocument(({ languageId }) => {
      if (languageId === LANGUAGE_ID) void updateAll();
    }),
  );
}

/** Whether a request file or the preview of a change can be seen, in whichever group of editors. */
function showsRequests(): boolean {
  return vscode.window.visibleTextEditors.some(
    ({ document: { languageId, uri } }) => languageId === LANGUAGE_ID || uri.scheme === PREVIEW_SCHEME,
  );
}

function backgroundOf({ real, production }: EnvironmentChoice['current']): vscode.ThemeColor | undefined {
  if (!real) return undefined;
  return new vscode.ThemeColor(
    production ? 'statusBarItem.errorBackground' : 'statusBarItem.warningBackground',
  );
}
