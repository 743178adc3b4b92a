import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { metadataLabel } from '../../core/metadata/sources.ts';
import type { Services } from '../../core/services.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { knownMetadata } from './known.ts';

/** Shows with the language of request files which metadata is in use, and leads to the download or the report. */
export function registerMetadataStatus(services: Services, choice: EnvironmentChoice): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('graphHttp.metadata', { language: LANGUAGE_ID });
  item.name = 'Graph HTTP Metadata';
  item.text = 'Built-in schemas';
  const update = async () => {
    const environment = choice.current;
    const { text, failed } = await knownMetadata(services, environment);
    if (choice.current !== environment) return;
    item.text = text === '' ? 'Built-in schemas' : `Metadata: ${text}`;
    item.detail = text === '' ? 'Other resources are not known' : metadataLabel(environment);
    item.command =
      text === ''
        ? { command: 'graphHttp.downloadMetadata', title: 'Download' }
        : { command: 'graphHttp.showMetadataReport', title: 'Report' };
    item.severity = failed
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  };
  const inFront = () => {
    if (vscode.window.activeTextEditor?.document.languageId === LANGUAGE_ID) void update();
  };
  const stop = services.onMetadataChanged(inFront);
  inFront();
  return vscode.Disposable.from(
    item,
    { dispose: stop },
    choice.onDidChange(inFront),
    vscode.window.onDidChangeActiveTextEditor(inFront),
  );
}
