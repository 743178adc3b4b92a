import type { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { define, PageElement } from '../parts/element.ts';
import { shared } from '../parts/styles.ts';
import type { SoughtText } from '../state/saved.ts';
import { tellScrolled } from '../state/scrolling.ts';
import { append, cursorPath, find, readOnlyState, seek, setFolds, setWrap, soughtIn } from './editor.ts';
import { goToLine } from './goToLine.ts';
import { indentStyles } from './indent.ts';
import { panelStyles, viewStyles } from './styles.ts';
import { looksLikeJson } from './tokens.ts';

/** How long the cursor must rest before its path is told, in milliseconds. */
const RESTED = 120;

/**
 * A long text in an editor that only reads: numbered, coloured and folded where it is JSON, searched, selected
 * and copied exactly. Only the lines in view are in the document. Fires `path` when the cursor rests elsewhere, and
 * `searched` when its search panel looks for something else.
 */
export class TextView extends PageElement {
  static override styles = [shared, viewStyles, indentStyles, panelStyles];
  static override properties = {
    text: { attribute: false },
    source: { attribute: false },
    label: { attribute: false },
    wrap: { attribute: false },
    sought: { attribute: false },
  };
  /** The text, or its beginning where `grow` brings more. */
  declare text: string;
  /** What the text is of: that of another one is another text, though it begins alike. */
  declare source: unknown;
  /** What the text is, for screen readers. */
  declare label: string;
  /** Whether long lines wrap. */
  declare wrap: boolean;
  /** What its search panel looks for at first; undefined where that is closed. */
  declare sought: SoughtText | undefined;
  #view: EditorView | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.text = '';
    this.source = undefined;
    this.label = '';
    this.wrap = false;
    this.sought = undefined;
  }

  /** Adds more at the text's end. */
  grow(more: string): void {
    if (this.#view) append(this.#view, more);
  }

  /** Everything that is shown, what was added included. */
  get shown(): string {
    return this.#view?.state.doc.toString() ?? this.text;
  }

  /** The element that scrolls, when it is drawn. */
  get scroller(): Element | null {
    return this.#view?.scrollDOM ?? null;
  }

  /** What the search panel looks for now; undefined where it is closed. */
  get searched(): SoughtText | undefined {
    return this.#view && soughtIn(this.#view);
  }

  /** Opens the search panel. */
  find(): void {
    if (this.#view) find(this.#view);
  }

  /** Asks which line to go to. */
  goToLine(): void {
    if (this.#view) goToLine(this.#view);
  }

  /** Folds everything inside of the outermost value, or unfolds it all. */
  fold(folded: boolean): void {
    if (this.#view) setFolds(this.#view, folded);
  }

  /** JSON path of the value at the cursor; undefined where the text is no JSON. */
  get path(): string | undefined {
    return this.#view && looksLikeJson(this.text) ? cursorPath(this.#view) : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('text');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#resting);
    this.#view?.destroy();
    this.#view = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('text') || changed.has('source') || changed.has('label') || !this.#view) this.#show();
    else if (changed.has('wrap')) setWrap(this.#view, this.wrap);
  }

  protected override render(): TemplateResult {
    // The editor copies what is meant, not what is drawn: the page's own copying has no say.
    return html`<div class="holder" @copy=${(event: Event) => event.stopPropagation()}></div>`;
  }

  #show(): void {
    const parent = this.renderRoot.querySelector('.holder');
    if (!parent) return;
    const { text, label, wrap, sought } = this;
    const searched = () => this.dispatchEvent(new CustomEvent('searched'));
    const state = readOnlyState({ text, label, wrap, searched, moved: () => this.#moved() });
    // What is looked for stays when another text comes.
    const seeking = this.#view ? soughtIn(this.#view) : sought;
    if (this.#view) this.#view.setState(state);
    else this.#view = this.#create(state, parent);
    if (seeking) seek(this.#view, seeking);
    this.#view.scrollDOM.scrollTop = 0;
  }

  #create(state: EditorState, parent: Element): EditorView {
    const view = new EditorView({ state, parent, root: this.renderRoot as ShadowRoot });
    view.scrollDOM.addEventListener('scroll', () => tellScrolled(this, view.scrollDOM.scrollTop));
    return view;
  }

  #moved(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.dispatchEvent(new CustomEvent('path')), RESTED);
  }
}

define('text-view', TextView);
