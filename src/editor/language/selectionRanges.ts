import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { blockOf, type RequestDocuments, rangeOf } from '../documents.ts';

/** Expands and shrinks the selection by the parts of a request. */
export function registerSelectionRanges(documents: RequestDocuments): vscode.Disposable {
  return vscode.languages.registerSelectionRangeProvider(
    { language: LANGUAGE_ID },
    {
      async provideSelectionRanges(document, positions, token) {
        const { version } = document;
        const file = documents.get(document);
        const { selectionAt } = await import('../../core/authoring.ts');
        if (token.isCancellationRequested || document.version !== version) return undefined;
        return positions.map((position) => {
          const offset = document.offsetAt(position);
          const { block, start } = blockOf(file, offset);
          const whole = rangeOf(document, { start: 0, end: document.getText().length }, 0);
          return selectionAt(block, offset - start).reduceRight(
            (parent, span) => new vscode.SelectionRange(rangeOf(document, span, start), parent),
            new vscode.SelectionRange(whole),
          );
        });
      },
    },
  );
}
