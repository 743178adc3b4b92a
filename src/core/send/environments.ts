/** A place that requests can go to: the local sandbox, or one cloud of Microsoft Graph. */
export interface Environment {
  /** `sandbox`, `global`. */
  readonly id: string;
  /** As a person reads it: `Sandbox`, `Microsoft Graph (global)`. */
  readonly label: string;
  /** One line for the picker. */
  readonly description: string;
  /** Whether a write changes a real tenant. */
  readonly real: boolean;
  /** The exact Graph host of a cloud; the sandbox has none until it runs. */
  readonly host?: string;
  /** The VS Code authentication provider that signs in to it. */
  readonly authenticationProvider: string;
}

/** The sandbox on this computer; its address is known once it runs. */
export const SANDBOX: Environment = {
  id: 'sandbox',
  label: 'Sandbox',
  description: 'A Microsoft Graph on this computer. Needs no account and no network.',
  real: false,
  authenticationProvider: 'graph-http-sandbox',
};

/** The worldwide cloud of Microsoft Graph. */
export const GLOBAL: Environment = {
  id: 'global',
  label: 'Microsoft Graph (global)',
  description: 'graph.microsoft.com, signed in with a Microsoft work or school account.',
  real: true,
  host: 'graph.microsoft.com',
  authenticationProvider: 'microsoft',
};

/** Every environment that can be chosen, the harmless one first. */
export const ENVIRONMENTS: readonly Environment[] = [SANDBOX, GLOBAL];

/** Hosts of every cloud, so that a URL of another cloud is recognised as such. */
export const GRAPH_HOSTS: readonly string[] = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
  'graph.svc.sovcloud.fr',
  'graph.svc.sovcloud.de',
  'graph.svc.sovcloud.sg',
];

/** The environment of that id, or undefined. */
export function environmentOf(id: string): Environment | undefined {
  return ENVIRONMENTS.find((environment) => environment.id === id);
}
