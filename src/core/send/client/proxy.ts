/** Environment variables, as `process.env` has them. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** A proxy, as settings or variables name it. */
export interface ProxySetting {
  /** `http://user:password@proxy:8080`; without a scheme: `http:`. */
  readonly url: string;
  /** The value of `Proxy-Authorization`, in the place of a user name and password in the URL. */
  readonly authorization?: string;
  /** `false`: the certificate of the proxy itself is not verified. That of the host behind it always is. */
  readonly verified?: boolean;
}

/**
 * The proxy that the usual environment variables name: `HTTPS_PROXY` or `ALL_PROXY`, in either case, unless
 * `NO_PROXY` lists the host. curl and Node read them in the same way.
 */
export function proxyFromEnvironment(
  variables: EnvironmentVariables,
): (url: URL) => ProxySetting | undefined {
  const read = (name: string) => variables[name.toLowerCase()] || variables[name] || undefined;
  const proxy = read('HTTPS_PROXY') ?? read('ALL_PROXY');
  const exceptions = read('NO_PROXY') ?? '';
  return (url) => (proxy === undefined || isExcepted(url, exceptions) ? undefined : { url: proxy });
}

/**
 * Whether a host is in a `NO_PROXY` list: entries are separated by commas or spaces; `*` is every host,
 * `contoso.com`, `.contoso.com` and `*.contoso.com` are that domain with everything below it, and an entry
 * may end with a port.
 */
export function isExcepted(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const parts = /^(.*?)(?::(\d+))?$/.exec(entry);
      const domain = (parts?.[1] ?? '').replace(/^\*?\./, '');
      if (parts?.[2] !== undefined && parts[2] !== port) return false;
      return host === domain || host.endsWith(`.${domain}`);
    });
}
