import * as vscode from 'vscode';
import type { Catalog, PathStep } from '../../core/catalog/resource.ts';
import type { ApiVersion } from '../../core/catalog/schema.ts';
import type { Services } from '../../core/services.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { downloadItem, endpointItem, endpointTooltip, pinnedItem } from './items.ts';
import type { Pin, Pins } from './pins.ts';

/** A row of the view: a step of a path, and where it leads. */
export interface EndpointNode {
  readonly kind: 'endpoint';
  readonly version: ApiVersion;
  /** Template of the path up to the step, without host and version. */
  readonly path: string;
  readonly step: PathStep;
  /** Whether it stands among the pinned ones, with its whole path. */
  readonly pinned: boolean;
}

/** The row above the pinned ones. */
export interface PinnedNode {
  readonly kind: 'pinned';
}

/** The row below all others that gets the metadata, where only what is built in is known. */
export interface DownloadNode {
  readonly kind: 'download';
}

/** Any row of the view. */
export type EndpointRow = EndpointNode | PinnedNode | DownloadNode;

/** Steps that a person browses: what is called with POST or GET, and plain values, lead to no update. */
const BROWSED: ReadonlySet<PathStep['kind']> = new Set([
  'entitySet',
  'singleton',
  'navigation',
  'key',
  'cast',
  'segment',
]);

/** The endpoints of a version, read step by step as rows are opened. */
export class EndpointTree implements vscode.TreeDataProvider<EndpointRow>, vscode.Disposable {
  readonly #services: Services;
  readonly #choice: EnvironmentChoice;
  readonly #pins: Pins;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #version: ApiVersion = 'v1.0';
  #offersMetadata = false;

  constructor(services: Services, choice: EnvironmentChoice, pins: Pins) {
    this.#services = services;
    this.#choice = choice;
    this.#pins = pins;
  }

  /** Which version's endpoints are shown. */
  get version(): ApiVersion {
    return this.#version;
  }

  set version(version: ApiVersion) {
    this.#version = version;
    this.#changed.fire();
  }

  /** Whether the last row offers the metadata of the version: it is not known yet. */
  get offersMetadata(): boolean {
    return this.#offersMetadata;
  }

  set offersMetadata(offers: boolean) {
    if (offers === this.#offersMetadata) return;
    this.#offersMetadata = offers;
    this.#changed.fire();
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(node?: EndpointRow): Promise<EndpointRow[]> {
    const catalog = await this.#services.catalog(this.#choice.current);
    if (node?.kind === 'pinned') return this.#pins.all.flatMap((pin) => pinnedNode(catalog, pin) ?? []);
    if (node?.kind === 'endpoint') return stepNodes(catalog, node.version, node.path);
    if (node) return [];
    const areas = stepNodes(catalog, this.#version, '').sort((a, b) => a.path.localeCompare(b.path));
    return [
      ...(this.#pins.all.length > 0 ? [{ kind: 'pinned' } as const] : []),
      ...areas,
      ...(this.#offersMetadata ? [{ kind: 'download' } as const] : []),
    ];
  }

  getTreeItem(node: EndpointRow): vscode.TreeItem {
    if (node.kind === 'download') return downloadItem();
    return node.kind === 'pinned' ? pinnedItem() : endpointItem(node, this.#pins.has(node));
  }

  async resolveTreeItem(item: vscode.TreeItem, node: EndpointRow): Promise<vscode.TreeItem> {
    if (node.kind === 'endpoint') item.tooltip = await endpointTooltip(node);
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function stepNodes(catalog: Catalog, version: ApiVersion, path: string): EndpointNode[] {
  return catalog
    .steps(version, path)
    .filter(({ kind, update, continues }) =>
      BROWSED.has(kind) ? update !== undefined || continues : update !== undefined,
    )
    .map((step) => ({ kind: 'endpoint', version, path: `${path}/${step.text}`, step, pinned: false }));
}

/** A pinned path as its last step; undefined where the catalog does not have it any more. */
function pinnedNode(catalog: Catalog, { version, path }: Pin): EndpointNode | undefined {
  const end = path.lastIndexOf('/');
  const step = catalog.steps(version, path.slice(0, end)).find(({ text }) => text === path.slice(end + 1));
  return step && { kind: 'endpoint', version, path, step, pinned: true };
}
