import * as vscode from 'vscode';
import type { PageCommandId } from '../../contributions.ts';
import type { Services } from '../../core/services.ts';
import { ImportedPages } from './importedPages.ts';
import type { WorkspaceSchemas } from './workspaceSchemas.ts';

/** Importing API pages, and the schemas of the workspace that come of it. */
export function registerPages(services: Services, schemas: WorkspaceSchemas): vscode.Disposable {
  const pages = new ImportedPages();
  const handlers: Readonly<Record<PageCommandId, (uri?: vscode.Uri) => unknown>> = {
    'graphHttp.importPage': async (uri) => {
      const { importPage } = await import('./importPage.ts');
      await importPage(services, pages, schemas, uri);
    },
  };
  return vscode.Disposable.from(
    pages,
    schemas,
    schemas.onDidChange(() => services.schemasChanged()),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}
