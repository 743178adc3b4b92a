import { type Extension, type Range, RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type CSSResult, css, unsafeCSS } from 'lit';

/** Columns that a wrapped line is indented by at most: deeper ones would leave no room. */
const MOST = 24;

const LINES = Array.from({ length: MOST + 1 }, (_, columns) =>
  Decoration.line({ class: `indented-${columns}` }),
);

/** Styles for the lines: a class for each depth, because the page allows no styles in attributes. */
export const indentStyles: CSSResult = css`
  ${unsafeCSS(
    LINES.map(
      (_, columns) =>
        `.holder .cm-editor .cm-line.indented-${columns} { padding-inline-start: ${columns + 0.5}ch; text-indent: -${columns}ch; }`,
    ).join('\n'),
  )}
`;

/** Indents what a long line wraps into as the line itself is. */
export function indentWrapped(): Extension {
  return ViewPlugin.define(
    (view) => {
      const plugin = {
        lines: linesOf(view),
        update: (update: ViewUpdate) => {
          if (update.docChanged || update.viewportChanged) plugin.lines = linesOf(update.view);
        },
      };
      return plugin;
    },
    {
      provide: (plugin) => EditorView.decorations.of((view) => view.plugin(plugin)?.lines ?? Decoration.none),
    },
  );
}

function linesOf({ visibleRanges, state: { doc } }: EditorView): DecorationSet {
  const lines: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      const columns = Math.min(/^ */.exec(line.text)?.[0].length ?? 0, MOST);
      const decoration = LINES[columns];
      if (decoration && columns > 0) lines.push(decoration.range(line.from));
      at = line.to + 1;
    }
  }
  return RangeSet.of(lines);
}
