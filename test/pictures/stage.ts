import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../host/paths.ts';
import { putPointerAside } from '../support/ui/dialogs.ts';
import type { Travel } from '../support/ui/journey.ts';
import { runCommand } from '../support/ui/quickInput.ts';
import { type Theme, themes } from '../support/ui/themes.ts';
import { withPalette } from './palette.ts';
import { steady } from './steady.ts';

/** Where pictures are kept. */
export const FOLDER = join(root, 'media', 'pictures');

/** Each theme's own id, and what the name of its pictures ends with: the members of a walkthrough's image. */
const LOOKS: Readonly<Record<Theme, { readonly id: string; readonly ending: string }>> = {
  dark: { id: 'Dark Modern', ending: 'dark' },
  light: { id: 'Light Modern', ending: 'light' },
  'high-contrast-dark': { id: 'Default High Contrast', ending: 'hc' },
  'high-contrast-light': { id: 'Default High Contrast Light', ending: 'hcLight' },
};

/** Takes away what is not what a picture is about, and what moves. */
const BARE = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontSize': 13,
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.suggest.showStatusBar': false,
  'remote.autoForwardPorts': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.decorations.badges': false,
  'workbench.editor.decorations.colors': false,
} as const;

/** Marks of the problems elsewhere in a file, which no setting hides. */
const HIDDEN = '.decorationsOverviewRuler, .diffOverview { display: none !important; }';

/** How long the workbench gets to draw a change, in milliseconds. */
const SETTLE = 700;

/** What a picture shows besides the editors: the status bar below them, or what is above, where lists open. */
export interface Cut {
  readonly part?: 'status' | 'window';
}

/** The window that pictures are taken of. */
export class Stage {
  readonly page: Page;
  readonly #workspace: string;

  constructor({ page, workspace }: Pick<Travel, 'page' | 'workspace'>) {
    this.page = page;
    this.#workspace = workspace;
  }

  /** Makes room for the editors. */
  async clear(): Promise<void> {
    await this.page.addStyleTag({ content: HIDDEN });
    await this.wear('dark');
    await runCommand(this.page, 'View: Close Primary Side Bar');
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** Wears a theme. It is changed in the workspace's settings, so that open lists and pages stay as they are. */
  async wear(theme: Theme): Promise<void> {
    const settings = { ...BARE, 'workbench.colorTheme': LOOKS[theme].id };
    const folder = join(this.#workspace, '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
    await this.page.waitForTimeout(SETTLE);
  }

  /**
   * Takes a picture in every theme.
   *
   * @param name of its files, before the theme
   * @param ready brings about what it shows, where a change of the theme could take it away
   */
  async takeAll(
    name: string,
    cut: Cut = {},
    ready: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    for (const theme of Object.keys(themes) as Theme[]) {
      await this.wear(theme);
      await ready();
      await this.take(`${name}-${LOOKS[theme].ending}`, cut);
    }
  }

  /** Takes a picture of the window as it is now. */
  async take(name: string, { part }: Cut = {}): Promise<void> {
    const { page } = this;
    await putPointerAside(page);
    await steady(page);
    const editors = await this.#box('.part.editor');
    const status = await this.#box('.part.statusbar');
    const top = part === 'window' ? 0 : editors.y;
    const bottom = part === 'status' ? status.y + status.height : editors.y + editors.height;
    const clip = { ...editors, y: top, height: bottom - top };
    const picture = await page.screenshot({ clip, animations: 'disabled' });
    await writeFile(join(FOLDER, `${name}.png`), withPalette(picture));
  }

  async #box(part: string) {
    const box = await this.page.locator(part).first().boundingBox();
    if (!box) throw new Error(`Nothing is to be seen of ${part}.`);
    return box;
  }
}
