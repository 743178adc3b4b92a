import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { loadCatalog } from '../../src/core/authoring.ts';
import type { Services } from '../../src/core/services.ts';
import { Pins } from '../../src/editor/endpoints/pins.ts';
import { type EndpointNode, type EndpointRow, EndpointTree } from '../../src/editor/endpoints/tree.ts';
import type { EnvironmentChoice } from '../../src/editor/environment/environment.ts';
import { closeAll } from './support/requests.ts';

const CONNECTOR = '/identity/apiConnectors/{identityApiConnectorId}';

/** What a window keeps, in memory. */
function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, other?: T) => (kept.has(key) ? (kept.get(key) as T) : other) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

describe('The view of endpoints', () => {
  let tree: EndpointTree;
  let pins: Pins;
  let services: Pick<Services, 'catalog'>;

  before(async () => {
    await vscode.extensions.getExtension('graph-http.graph-http')?.activate();
    const catalog = await loadCatalog([], []);
    services = { catalog: async () => catalog };
  });

  beforeEach(() => {
    pins = new Pins(memento());
    tree = new EndpointTree(services as Services, {} as EnvironmentChoice, pins);
    tree.version = 'beta';
  });

  after(closeAll);

  /** The row of a path, opened step by step as a person does. */
  async function rowOf(path: string): Promise<EndpointNode> {
    let rows: readonly EndpointRow[] = await tree.getChildren();
    for (;;) {
      const next = rows.find(
        (row): row is EndpointNode =>
          row.kind === 'endpoint' && (path === row.path || path.startsWith(`${row.path}/`)),
      );
      assert.ok(next, `${path} is not among the rows`);
      if (next.path === path) return next;
      rows = await tree.getChildren(next);
    }
  }

  const areas = async () =>
    (await tree.getChildren()).map((row) => (row.kind === 'endpoint' ? row.path : row.kind));

  it('begins with the areas of a version, in order', async () => {
    const beta = await areas();
    assert.ok(beta.includes('/identity') && beta.includes('/deviceManagement'));
    assert.deepEqual(
      beta,
      [...beta].sort((a, b) => a.localeCompare(b)),
    );
    tree.version = 'v1.0';
    assert.notDeepEqual(await areas(), beta);
  });

  it('leads step by step to what is updated, and says by which method', async () => {
    const area = tree.getTreeItem(await rowOf('/identity'));
    assert.deepEqual(
      [area.label, area.collapsibleState, area.command, area.contextValue],
      ['identity', vscode.TreeItemCollapsibleState.Collapsed, undefined, 'step'],
    );
    const item = tree.getTreeItem(await rowOf(CONNECTOR));
    assert.match(String(item.description), /^PATCH/);
    assert.deepEqual(
      [item.label, item.contextValue, item.command?.command],
      ['{identityApiConnectorId}', 'update.page', 'graphHttp.endpoints.newRequest'],
    );
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /apiConnectors\/\{identityApiConnectorId\}, updated with PATCH/,
    );
  });

  it('describes an endpoint and its permissions where the mouse rests on it, with nothing that can run', async () => {
    const row = await rowOf(CONNECTOR);
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(row), row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /Update identityApiConnector[\s\S]*`APIConnectors\.ReadWrite\.All`/);
    assert.deepEqual([tooltip.isTrusted, tooltip.supportHtml], [false, false]);
  });

  it('keeps what is pinned on top, whatever the version, until it is unpinned', async () => {
    const row = await rowOf(CONNECTOR);
    await pins.add(row);
    await pins.add(row);
    tree.version = 'v1.0';
    const [first] = await tree.getChildren();
    assert.equal(first?.kind, 'pinned');
    const pinned = await tree.getChildren(first);
    assert.deepEqual(
      pinned.map((each) => each.kind === 'endpoint' && [each.version, each.path]),
      [['beta', CONNECTOR]],
    );
    const [again] = pinned;
    assert.ok(again);
    const item = tree.getTreeItem(again);
    assert.deepEqual([item.label, item.contextValue], [CONNECTOR, 'update.pinned.page']);
    await pins.remove(row);
    assert.ok(!(await areas()).includes('pinned'));
  });

  it('shows nothing of a pin that the catalog does not have any more, nor of one that was spoilt', async () => {
    const state = memento();
    await state.update('endpoints.pinned', ['beta /gone/{id}', 7, 'v3 /identity', 'beta']);
    const spoilt = new EndpointTree(services as Services, {} as EnvironmentChoice, new Pins(state));
    const [first] = await spoilt.getChildren();
    assert.deepEqual(first?.kind === 'pinned' ? await spoilt.getChildren(first) : [], []);
  });

  it('ends with a row that gets the metadata, where that is not known', async () => {
    assert.ok(!(await areas()).includes('download'));
    tree.offersMetadata = true;
    const last = (await tree.getChildren()).at(-1);
    assert.equal(last?.kind, 'download');
    const { label, command } = tree.getTreeItem(last);
    assert.deepEqual([label, command?.command], ['Download Metadata', 'graphHttp.downloadMetadata']);
  });

  it('begins a request where a row is clicked', async () => {
    await closeAll();
    const row = await rowOf(CONNECTOR);
    await vscode.commands.executeCommand('graphHttp.endpoints.newRequest', row);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'graph-http');
    assert.match(
      document.getText(),
      /^PATCH https:\/\/graph\.microsoft\.com\/beta\/identity\/apiConnectors\/\{identityApiConnectorId\}\nContent-Type: application\/json\n\n\{/,
    );
  });

  it('begins one request where a row is clicked twice, and another one after the first was touched', async () => {
    await closeAll();
    const row = await rowOf(CONNECTOR);
    const click = () => vscode.commands.executeCommand('graphHttp.endpoints.newRequest', row);
    const requests = () =>
      (vscode.window.activeTextEditor?.document.getText() ?? '').split('PATCH https://').length - 1;
    await Promise.all([click(), click()]);
    assert.equal(requests(), 1);
    await click();
    assert.equal(requests(), 1, 'a later click finds the request as it was written');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# changed\n'));
    await click();
    assert.equal(requests(), 2);
  });

  it('only opens a row that leads on', async () => {
    const row = await rowOf(CONNECTOR);
    const leading = tree.getTreeItem({ ...row, step: { ...row.step, continues: true } });
    assert.equal(leading.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.deepEqual([leading.command, leading.contextValue], [undefined, 'update.page']);
    const pinned = tree.getTreeItem({ ...row, step: { ...row.step, continues: true }, pinned: true });
    assert.equal(pinned.command?.command, 'graphHttp.endpoints.newRequest');
  });

  it('copies the path of a row', async () => {
    await vscode.commands.executeCommand('graphHttp.endpoints.copyPath', await rowOf(CONNECTOR));
    assert.equal(await vscode.env.clipboard.readText(), `/beta${CONNECTOR}`);
  });
});
