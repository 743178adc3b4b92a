import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { type Fold, foldsOf } from '../../core/assist/folding.ts';
import type { RequestDocuments } from '../documents.ts';

const KINDS: Readonly<Record<Fold['kind'], vscode.FoldingRangeKind | undefined>> = {
  request: vscode.FoldingRangeKind.Region,
  comment: vscode.FoldingRangeKind.Comment,
  value: undefined,
};

/** Folds requests, pasted responses and the braces of bodies. */
export function registerFolding(documents: RequestDocuments): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(
    { language: LANGUAGE_ID },
    {
      provideFoldingRanges(document) {
        const file = documents.get(document);
        return file.blocks.flatMap((block, index) => {
          const start = file.starts[index] ?? 0;
          return foldsOf(block).map(({ span, kind }) => {
            const from = document.positionAt(start + span.start).line;
            const to = document.positionAt(start + span.end).line;
            return new vscode.FoldingRange(from, to, KINDS[kind]);
          });
        });
      },
    },
  );
}
