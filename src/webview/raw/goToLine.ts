import { EditorSelection } from '@codemirror/state';
import { EditorView, getDialog, showDialog } from '@codemirror/view';

const DIALOG = 'cm-goto-line';

/** Asks for the number of a line and puts the cursor at its beginning; in a text with fewer lines, at the last one. */
export function goToLine(view: EditorView): boolean {
  const open = getDialog(view, DIALOG)?.dom.querySelector('input');
  if (open) {
    open.focus();
    open.select();
    return true;
  }
  const { doc, selection } = view.state;
  const { result } = showDialog(view, {
    class: DIALOG,
    label: 'Line',
    input: {
      type: 'text',
      name: 'line',
      inputmode: 'numeric',
      'aria-label': `Line, from 1 to ${doc.lines.toLocaleString('en-US')}`,
      value: String(doc.lineAt(selection.main.head).number),
    },
    focus: true,
    submitLabel: 'Go',
    top: true,
  });
  void result.then((form) => {
    const asked = form?.querySelector('input')?.value ?? '';
    // Outside of a document's own tree the dialog does not give the focus back by itself.
    if (view.dom.isConnected) view.focus();
    if (/^\s*\d+\s*$/.test(asked)) moveTo(view, Number(asked));
  });
  return true;
}

function moveTo(view: EditorView, number: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.max(1, Math.min(number, doc.lines)));
  view.dispatch({
    selection: EditorSelection.cursor(from),
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
}
