import { type Extension, type Range, RangeSet } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  Direction,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { type HiddenRun, visibleRuns } from '../text/visible.ts';
import { type Token, tokens } from './tokens.ts';

/** UTF-16 units of one line that are coloured: longer ones are values, not structure. */
const MAX_COLOURED = 20_000;

const COLOURS = {
  name: Decoration.mark({ class: 'name' }),
  number: Decoration.mark({ class: 'number' }),
  word: Decoration.mark({ class: 'word' }),
  // A string's own direction must not move what stands around it.
  string: Decoration.mark({ class: 'string', bidiIsolate: Direction.LTR }),
} as const satisfies Partial<Record<Token['kind'], Decoration>>;

/** What is drawn over the text in view. */
interface Painted {
  readonly colours: DecorationSet;
  readonly chips: DecorationSet;
}

/**
 * Colours JSON and shows hidden characters by their labels, for the lines in view only: nothing is parsed
 * beforehand, and scrolling anywhere costs the same.
 */
export function paint(json: boolean): Extension {
  return ViewPlugin.define(
    (view) => {
      const plugin = {
        painted: paintView(view, json),
        update: (update: ViewUpdate) => {
          if (update.docChanged || update.viewportChanged) plugin.painted = paintView(update.view, json);
        },
      };
      return plugin;
    },
    {
      provide: (plugin) => {
        const colours = (view: EditorView) => view.plugin(plugin)?.painted.colours ?? Decoration.none;
        const chips = (view: EditorView) => view.plugin(plugin)?.painted.chips ?? Decoration.none;
        return [
          EditorView.decorations.of(colours),
          EditorView.decorations.of(chips),
          EditorView.bidiIsolatedRanges.of(colours),
          EditorView.atomicRanges.of(chips),
        ];
      },
    },
  );
}

function paintView(view: EditorView, json: boolean): Painted {
  const colours: Range<Decoration>[] = [];
  const chips: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const start = Math.max(line.from, from);
      const end = Math.min(line.to, to);
      const text = line.text;
      if (json && start - line.from < MAX_COLOURED) addColours(colours, text, line.from, start, end);
      addChips(chips, text.slice(start - line.from, end - line.from), start);
      at = line.to + 1;
    }
  }
  return { colours: RangeSet.of(colours), chips: RangeSet.of(chips) };
}

function addColours(into: Range<Decoration>[], text: string, offset: number, from: number, to: number): void {
  let at = offset;
  for (const token of tokens(text.slice(0, MAX_COLOURED))) {
    const end = at + token.text.length;
    if (token.kind !== 'plain' && end > from && at < to) into.push(COLOURS[token.kind].range(at, end));
    at = end;
  }
}

function addChips(into: Range<Decoration>[], text: string, offset: number): void {
  if (!/[^\t\x20-\x7e]/.test(text)) return;
  let at = offset;
  for (const run of visibleRuns(text, '\t')) {
    const end = at + (typeof run === 'string' ? run : run.text).length;
    if (typeof run !== 'string') into.push(Decoration.replace({ widget: new Chip(run) }).range(at, end));
    at = end;
  }
}

/** A character that cannot be seen, by its label. */
class Chip extends WidgetType {
  readonly #run: HiddenRun;

  constructor(run: HiddenRun) {
    super();
    this.#run = run;
  }

  override eq(other: Chip): boolean {
    return other.#run.text === this.#run.text && other.#run.label === this.#run.label;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = 'chip hidden-character';
    chip.title = 'A character that does not show by itself';
    chip.textContent = this.#run.label;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
