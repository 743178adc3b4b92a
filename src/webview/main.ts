import './page.css';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { ResponsePage } from './app.ts';
import './changes/panel.ts';
import { connect } from './host.ts';
import './headers/table.ts';
import type { FromPage } from './messages.ts';
import './object/panel.ts';
import './parts/bar.ts';
import './parts/explanation.ts';
import './parts/request.ts';
import './parts/summary.ts';
import './raw/panel.ts';
import './raw/view.ts';
import { watchKeys } from './state/keys.ts';
import { readSaved } from './state/saved.ts';

/**
 * Milliseconds that changes of the page are gathered before they are
 * saved: what is hidden has no time to save more.
 */
const SAVE_AFTER = 100;
/** Saving takes this part of the time at most, however large the response is. */
const SAVING = 1 / 5;

const page = new ResponsePage();
const host = connect((message) => page.receive(message));

const saved = readSaved(host.saved());
if (saved) page.restore(saved);

let waiting: ReturnType<typeof setTimeout> | undefined;
let duration = 0;
const save = () => {
  clearTimeout(waiting);
  waiting = undefined;
  const begun = performance.now();
  const state = page.saved();
  if (state) host.save(state);
  duration = performance.now() - begun;
};
page.addEventListener('changed', () => {
  waiting ??= setTimeout(save, Math.max(SAVE_AFTER, duration / SAVING));
});
addEventListener('pagehide', () => {
  if (waiting !== undefined) save();
});
page.addEventListener('post', (event) => {
  if (event instanceof CustomEvent) host.post(event.detail as FromPage);
});

watchKeys((to) => host.post({ type: 'go', to }));
document.body.append(page);
void page.updateComplete.then(() => host.post({ type: 'ready', restored: saved !== undefined }));
