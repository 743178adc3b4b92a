import * as vscode from 'vscode';
import { ENDPOINTS_VIEW, type EndpointCommandId } from '../../contributions.ts';
import type { Services } from '../../core/services.ts';
import type { RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { RowRequests } from './begin.ts';
import { Pins } from './pins.ts';
import { type EndpointNode, EndpointTree } from './tree.ts';

/** What the view of endpoints works with. */
export interface EndpointParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly choice: EnvironmentChoice;
  /** Where what is pinned is kept. */
  readonly state: vscode.Memento;
}

/** The view of every endpoint that the catalog knows, and its commands. */
export function registerEndpoints({ services, documents, choice, state }: EndpointParts): vscode.Disposable {
  const pins = new Pins(state);
  const tree = new EndpointTree(services, choice, pins);
  const view = vscode.window.createTreeView(ENDPOINTS_VIEW, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const describe = async () => {
    view.description = tree.version;
    const known = await services.metadata(choice.current, tree.version);
    tree.offersMetadata = known === undefined;
    view.message = known ? '' : `Only the built-in resources are known in ${tree.version}.`;
  };
  const renew = () => {
    tree.refresh();
    void describe();
  };
  void describe();
  const handlers: Handlers = {
    ...rowHandlers(new RowRequests(documents), pins, () => endpointOf(view.selection[0])),
    'graphHttp.endpoints.show': () => vscode.commands.executeCommand(`${ENDPOINTS_VIEW}.focus`),
    'graphHttp.endpoints.switchVersion': () => {
      tree.version = tree.version === 'v1.0' ? 'beta' : 'v1.0';
      return describe();
    },
  };
  return vscode.Disposable.from(
    ...[pins, tree, view],
    new vscode.Disposable(services.onMetadataChanged(renew)),
    choice.onDidChange(renew),
    pins.onDidChange(() => tree.refresh()),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

type Handlers = Readonly<Record<EndpointCommandId, (node?: EndpointNode) => unknown>>;

/** Commands about one row of the view. */
function rowHandlers(
  requests: RowRequests,
  pins: Pins,
  selected: () => EndpointNode | undefined,
): Omit<Handlers, 'graphHttp.endpoints.show' | 'graphHttp.endpoints.switchVersion'> {
  return {
    'graphHttp.endpoints.newRequest': (node = selected()) =>
      node?.step.update
        ? requests.begin({ ...node.step.update, version: node.version, path: node.path })
        : vscode.commands.executeCommand('graphHttp.newRequest'),
    'graphHttp.endpoints.pin': (node) => node && pins.add(node),
    'graphHttp.endpoints.unpin': (node) => node && pins.remove(node),
    'graphHttp.endpoints.copyPath': (node) =>
      node && vscode.env.clipboard.writeText(`/${node.version}${node.path}`),
    'graphHttp.endpoints.documentation': (node) => {
      const address = node?.step.update?.endpoint.documentation;
      return address === undefined ? undefined : vscode.env.openExternal(vscode.Uri.parse(address));
    },
  };
}

function endpointOf(node: { readonly kind: string } | undefined): EndpointNode | undefined {
  return node?.kind === 'endpoint' ? (node as EndpointNode) : undefined;
}
