import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { Block, RequestFile } from '../../core/request/tree.ts';
import type { TextEdit } from '../../core/text/span.ts';
import { blockOf, type RequestDocuments, rangeOf } from '../documents.ts';

type Authoring = typeof import('../../core/authoring.ts');
type Format = (authoring: Authoring, block: Block, start: number) => readonly TextEdit[];

/** Typing one of these formats what it ends, where `editor.formatOnType` is on. */
const TYPED = ['}', ']', '\n'] as const;

/** Formats documents, selections and, where that is wanted, what is typed. */
export function registerFormatting(documents: RequestDocuments): vscode.Disposable {
  const selector = { language: LANGUAGE_ID };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: (document, options, token) =>
        edits(documents, document, token, ({ formatBlock }, block) => formatBlock(block, options)),
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(selector, {
      provideDocumentRangeFormattingEdits(document, range, options, token) {
        const from = document.offsetAt(range.start);
        const to = document.offsetAt(range.end);
        return edits(documents, document, token, ({ formatRange }, block, start) =>
          start > to || start + block.text.length < from
            ? []
            : formatRange(block, { start: from - start, end: to - start }, options),
        );
      },
    }),
    vscode.languages.registerOnTypeFormattingEditProvider(
      selector,
      {
        provideOnTypeFormattingEdits(document, position, typed, options, token) {
          const offset = document.offsetAt(position);
          const placed = blockOf(documents.get(document), offset);
          return edits(documents, document, token, ({ formatTyped }, block, start) =>
            block === placed.block && start === placed.start
              ? formatTyped(block, offset - start, typed, options)
              : [],
          );
        },
      },
      ...TYPED,
    ),
  );
}

async function edits(
  documents: RequestDocuments,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  format: Format,
): Promise<vscode.TextEdit[]> {
  const { version } = document;
  const file: RequestFile = documents.get(document);
  const authoring = await import('../../core/authoring.ts');
  if (token.isCancellationRequested || document.version !== version) return [];
  return file.blocks.flatMap((block, index) => {
    const start = file.starts[index] ?? 0;
    return format(authoring, block, start).map(
      ({ span, newText }) => new vscode.TextEdit(rangeOf(document, span, start), newText),
    );
  });
}
