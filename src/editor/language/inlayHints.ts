import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { overlaps } from '../../core/text/span.ts';
import type { RequestDocuments } from '../documents.ts';
import type { DocumentScopes } from '../scopes.ts';
import * as settings from '../settings.ts';

/** Values behind references, where the setting asks for them. */
export function registerInlayHints(documents: RequestDocuments, scopes: DocumentScopes): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    scopes.onDidChange(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider(
      { language: LANGUAGE_ID },
      {
        onDidChangeInlayHints: changed.event,
        async provideInlayHints(document, range, token) {
          if (!settings.referenceHints()) return [];
          const { version } = document;
          const file = documents.get(document);
          const [{ inlayHints }, scope] = await Promise.all([
            import('../../core/authoring.ts'),
            scopes.scopeFor(document),
          ]);
          if (token.isCancellationRequested || document.version !== version) return [];
          const wanted = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
          return file.blocks.flatMap((block, index) => {
            const start = file.starts[index] ?? 0;
            if (!overlaps({ start, end: start + block.text.length }, wanted)) return [];
            const inBlock = { start: wanted.start - start, end: wanted.end - start };
            return inlayHints({ block, file, scope }, inBlock).map(({ offset, text, whole }) => {
              const hint = new vscode.InlayHint(document.positionAt(start + offset), text);
              hint.paddingLeft = true;
              if (whole !== undefined) hint.tooltip = whole;
              return hint;
            });
          });
        },
      },
    ),
  );
}
