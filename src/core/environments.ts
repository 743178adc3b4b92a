/** What VS Code's setting `microsoft-sovereign-cloud.environment` has to be for a cloud. */
export type SovereignCloud = 'ChinaCloud' | 'USGovernment' | 'custom';

/** A place that requests can go to: the local sandbox, a cloud of Microsoft Graph, or one of a person's own. */
export interface Environment {
  /** `sandbox`, `global`, `us-gov`: what settings and variables call it. */
  readonly id: string;
  /** As a person reads it: `Sandbox`, `Microsoft Graph (global)`. */
  readonly label: string;
  /** One line for the picker. */
  readonly description: string;
  /** Whose it is, as a sentence. */
  readonly about: string;
  /** Whether a write changes a real tenant. */
  readonly real: boolean;
  /** Marked as production: every write is asked about, each time. */
  readonly production?: true;
  /** The exact host (with its port, where it is not 443); the sandbox has none until it runs. */
  readonly host?: string;
  /** The host that signs in to it, where it is known. */
  readonly login?: string;
  /** The editor's authentication provider that signs in to it. */
  readonly authenticationProvider: string;
  /** What the editor's sovereign-cloud sign-in has to be set to. */
  readonly sovereign?: SovereignCloud;
  /**
   * What scopes begin with, where that is not `https://` and the host: the application ID URI of an
   * environment of one's own (`api://…`).
   */
  readonly resource?: string;
  /** The scopes of every token, in place of the least permissions, where the environment has its own. */
  readonly scopes?: readonly string[];
}

/** The sandbox on this computer; its address is known once it runs. */
export const SANDBOX: Environment = {
  id: 'sandbox',
  label: 'Sandbox',
  description: 'A Microsoft Graph on this computer. Needs no account and no network.',
  about: 'A Microsoft Graph on this computer.',
  real: false,
  authenticationProvider: 'graph-http-sandbox',
};

/** What a row of the table says of a cloud. */
interface CloudRow {
  readonly id: string;
  readonly label: string;
  readonly host: string;
  readonly login: string;
  readonly about: string;
  readonly sovereign?: SovereignCloud;
  /** What `Connect-MgGraph -Environment` calls it, where it is not the usual one. */
  readonly powerShell?: 'USGov' | 'USGovDoD' | 'China';
}

/**
 * Every cloud of Microsoft Graph (Microsoft Graph, "National cloud deployments"; VS Code's sovereign clouds).
 * The one table of them: hosts, sign-in and names are taken from here wherever they are needed.
 */
const ROWS: readonly CloudRow[] = [
  {
    id: 'global',
    label: 'Microsoft Graph (global)',
    host: 'graph.microsoft.com',
    login: 'login.microsoftonline.com',
    about: 'Worldwide, and GCC of the US.',
  },
  {
    id: 'us-gov',
    label: 'US Government L4 (GCC High)',
    host: 'graph.microsoft.us',
    login: 'login.microsoftonline.us',
    about: 'For GCC High of the US government.',
    powerShell: 'USGov',
    sovereign: 'USGovernment',
  },
  {
    id: 'us-dod',
    label: 'US Government L5 (DoD)',
    host: 'dod-graph.microsoft.us',
    login: 'login.microsoftonline.us',
    about: 'For the US Department of Defense.',
    powerShell: 'USGovDoD',
    sovereign: 'USGovernment',
  },
  {
    id: 'china',
    label: 'China (21Vianet)',
    host: 'microsoftgraph.chinacloudapi.cn',
    login: 'login.chinacloudapi.cn',
    about: 'For China, operated by 21Vianet.',
    powerShell: 'China',
    sovereign: 'ChinaCloud',
  },
  {
    id: 'bleu',
    label: 'Bleu (France)',
    host: 'graph.svc.sovcloud.fr',
    login: 'login.sovcloud-identity.fr',
    about: 'Bleu, the sovereign cloud of France.',
    sovereign: 'custom',
  },
  {
    id: 'delos',
    label: 'Delos (Germany)',
    host: 'graph.svc.sovcloud.de',
    login: 'login.sovcloud-identity.de',
    about: 'Delos, the sovereign cloud of Germany.',
    sovereign: 'custom',
  },
  {
    id: 'gov-sg',
    label: 'GovSG (Singapore)',
    host: 'graph.svc.sovcloud.sg',
    login: 'login.sovcloud-identity.sg',
    about: 'The government cloud of Singapore.',
    sovereign: 'custom',
  },
];

/** A cloud: its host and its sign-in are always known. */
export type Cloud = Environment &
  Required<Pick<Environment, 'host' | 'login'>> &
  Pick<CloudRow, 'powerShell'>;

/** Every cloud, the worldwide one first. */
export const CLOUDS: readonly Cloud[] = ROWS.map(({ sovereign, ...row }) => ({
  ...row,
  description: `${row.host}. ${row.about}`,
  real: true,
  authenticationProvider: sovereign === undefined ? 'microsoft' : 'microsoft-sovereign-cloud',
  ...(sovereign === undefined ? {} : { sovereign }),
}));

/** The worldwide cloud of Microsoft Graph, which documentation and samples mean. */
export const GLOBAL: Cloud = worldwide();

/** Hosts of every cloud, so that a URL of another cloud is recognised as such. */
export const GRAPH_HOSTS: readonly string[] = CLOUDS.map(({ host }) => host);

/** The cloud of an exact host name in lower case. */
export function cloudOfHost(host: string): Cloud | undefined {
  return CLOUDS.find((cloud) => cloud.host === host);
}

function worldwide(): Cloud {
  const [first] = CLOUDS;
  if (first === undefined) throw new RangeError('There is at least one cloud.');
  return first;
}

/** Every environment that can be chosen. */
export interface Environments {
  /** The harmless one first, then the clouds, then a person's own. */
  readonly all: readonly Environment[];
  /** The environment of that id. */
  byId(id: string): Environment | undefined;
  /** The first environment with that exact host, in lower case. */
  ofHost(host: string): Environment | undefined;
}

/** The sandbox, every cloud, and environments of one's own. */
export function createEnvironments(own: readonly Environment[] = []): Environments {
  const all = [SANDBOX, ...CLOUDS, ...own];
  return {
    all,
    byId: (id) => all.find((environment) => environment.id === id),
    ofHost: (host) => all.find((environment) => environment.host === host),
  };
}
