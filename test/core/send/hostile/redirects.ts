import { type Attack, answer, type Group, says, type Thief } from './attack.ts';

const METHODS = ['GET', 'PATCH', 'POST', 'PUT', 'DELETE'] as const;
const STATUSES = [301, 302, 303, 307, 308] as const;

function request(method: string): Pick<Attack, 'request'> {
  return { request: method === 'GET' || method === 'DELETE' ? bare(method) : { method } };
}

function bare(method: string): NonNullable<Attack['request']> {
  return { method, url: '/v1.0/me', headers: [], body: '' };
}

function redirect(status: number, location: (thief: Thief) => string): Pick<Attack, 'serve' | 'comes'> {
  return {
    serve: says(({ thief }) => answer(status, [`location: ${location(thief)}`])),
    comes: `refused ${status} redirect`,
  };
}

/** Each status with each method: some of them would turn a change into a read, or repeat the body elsewhere. */
const everyMethod: readonly Attack[] = STATUSES.flatMap((status) =>
  METHODS.map((method) => ({
    name: `${status} after ${method} to another host`,
    ...request(method),
    ...redirect(status, ({ http }) => `http://${http}/stolen`),
    says: /redirect to 127\.0\.0\.1:\d+\. It was not followed/,
  })),
);

/** Every disguise of a place. */
const places: readonly (readonly [what: string, location: (thief: Thief) => string, says: RegExp])[] = [
  ['another host over https', ({ https }) => `https://${https}/x`, /redirect to 127\.0\.0\.1/],
  ['another host by name', () => 'https://evil.example/x', /redirect to evil\.example\./],
  ['another Graph host', () => 'https://graph.microsoft.us/v1.0/me', /graph\.microsoft\.us/],
  ['a look-alike of the host', () => 'https://graph.micrоsoft.com/v1.0/me', /redirect to /],
  ['a host that begins like ours', () => 'https://graph.microsoft.com.evil.example/', /evil\.example/],
  ['a host below ours', () => 'https://a.graph.microsoft.com/', /a\.graph\.microsoft\.com/],
  ['the host above ours', () => 'https://microsoft.com/', /redirect to microsoft\.com/],
  ['a path that names no scheme', ({ http }) => `//${http}/x`, /redirect to 127\.0\.0\.1/],
  [
    'our host as a user name',
    ({ https }) => `https://graph.microsoft.com@${https}/`,
    /redirect to 127\.0\.0\.1/,
  ],
  ['our host as user and password', () => 'https://graph.microsoft.com:443@evil.example/', /evil\.example/],
  ['our host in a fragment', () => 'https://evil.example/#@graph.microsoft.com', /evil\.example/],
  ['our host behind a backslash', () => 'https://evil.example\\@graph.microsoft.com/', /evil\.example/],
  ['another port of our host', () => 'https://graph.microsoft.com:8443/', /graph\.microsoft\.com:8443/],
  [
    'our host without encryption',
    () => 'http://graph.microsoft.com/v1.0/me',
    /where anybody could read along/,
  ],
  ['another path of our host', () => '/v1.0/users/other', /another address on the same host/],
  ['our own path', () => 'https://graph.microsoft.com/v1.0/me', /another address on the same host/],
  ['this computer', () => 'http://127.0.0.1:1/', /127\.0\.0\.1:1/],
  ['an address of this network', () => 'http://169.254.169.254/metadata', /169\.254\.169\.254/],
  ['a script', () => 'javascript:alert(1)', /begins with javascript:/],
  ['data', () => 'data:text/html,<script>alert(1)</script>', /begins with data:/],
  ['a file of this computer', () => 'file:///etc/passwd', /begins with file:/],
  ['a command of the editor', () => 'command:workbench.action.quit', /begins with command:/],
  ['a very long host', () => `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`, /redirect to a{60}/],
];

const everyPlace: readonly Attack[] = places.flatMap(([what, location, told]) => [
  { name: `307 to ${what}`, at: 'cloud' as const, ...redirect(307, location), says: told },
  { name: `302 of a read to ${what}`, at: 'cloud' as const, ...request('GET'), ...redirect(302, location) },
]);

/** Answers that are no redirects, and would like to be taken for one. */
const odd: readonly Attack[] = [
  ...[300, 304, 305, 306, 399].map(
    (status): Attack => ({
      name: `${status} with a place`,
      serve: says(({ thief }) => answer(status, [`location: http://${thief.http}/`])),
      comes: `refused ${status} redirect`,
    }),
  ),
  {
    name: 'a redirect to nowhere',
    serve: says(answer(302, ['location:'])),
    comes: 'refused 302 redirect',
  },
  { name: 'a redirect without a place', serve: says(answer(302)), comes: 'refused 302' },
  {
    name: 'a redirect to no address',
    serve: says(answer(302, ['location: nonsense://['])),
    comes: 'refused 302',
  },
  {
    name: 'a redirect to two places',
    serve: says(({ thief }) => answer(307, ['location: /a', `location: http://${thief.http}/`])),
    comes: 'refused 307 redirect',
  },
  {
    name: 'a redirect whose page sends a browser on',
    serve: says(({ thief }) =>
      answer(
        302,
        ['content-type: text/html'],
        `<meta http-equiv="refresh" content="0;url=http://${thief.http}/">`,
      ),
    ),
    comes: 'refused 302',
  },
  {
    name: 'success with a place',
    serve: says(({ thief }) =>
      answer(201, [`location: http://${thief.http}/`, `content-location: http://${thief.http}/`]),
    ),
    comes: 'changed',
  },
  {
    name: 'success that asks to load another page',
    serve: says(({ thief }) =>
      answer(200, [`refresh: 0;url=http://${thief.http}/`, `link: <http://${thief.http}/>; rel=preload`]),
    ),
    comes: 'changed',
  },
  {
    name: 'success that names another server for the next requests',
    at: 'cloud',
    serve: says(({ thief }) => answer(200, [`alt-svc: h2="${thief.https}"; ma=3600`])),
    comes: 'changed',
  },
];

export const redirects: Group = { name: 'a redirect:', attacks: [...everyMethod, ...everyPlace, ...odd] };
