/** Responses as the editor hands them to the page. */
import type { ObjectRow } from '../../src/core/change/show/rows.ts';
import type { ResponseView } from '../../src/webview/messages.ts';
import { everyChange, everyMeeting, oneChange } from './changeSamples.ts';
import { rowsOf } from './rows.ts';

const CONNECTOR = {
  id: 'a6a9bb2f-6f4c-4c9f-a7b5-0b6f4ee1f8a1',
  displayName: 'Invitation approval',
  targetUrl: 'https://approvals.contoso.com/api/v2/check',
  authenticationConfiguration: {
    '@odata.type': '#microsoft.graph.clientCertificateAuthentication',
    certificateList: [
      {
        thumbprint: '0EB255CC895477798CA418B378255204304897AD',
        notAfter: 1666350522,
        notBefore: 1508670522,
        isActive: true,
      },
      {
        thumbprint: '1AB255CC895477798CA418B378255204304897BC',
        notAfter: 1766350522,
        notBefore: 1608670522,
        isActive: false,
      },
    ],
  },
  lastError: null,
};

const BASE = {
  environment: 'Sandbox',
  account: 'adele@contoso.example',
  method: 'PATCH',
  url: 'http://127.0.0.1:51234/v1.0/identity/apiConnectors/a6a9bb2f-6f4c-4c9f-a7b5-0b6f4ee1f8a1',
  time: '2026-03-02T13:37:42.118Z',
  requestId: '7f0c1d52-0a4e-4c58-9c0a-3f3f8f2b6f11',
  clientRequestId: '2c6f1f0e-7c0d-4e4b-8f58-0a1e1d8f9b3d',
} as const;

const RESPONSE_HEADERS = [
  {
    name: 'content-type',
    value: 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false',
  },
  { name: 'request-id', value: BASE.requestId },
  { name: 'client-request-id', value: BASE.clientRequestId },
  { name: 'date', value: 'Mon, 02 Mar 2026 13:37:42 GMT' },
  { name: 'etag', value: 'W/"JzEtYXBpQ29ubmVjdG9yLzI="' },
  { name: 'strict-transport-security', value: 'max-age=31536000' },
  { name: 'cache-control', value: 'no-cache' },
];

const REQUEST = {
  headers: [
    { name: 'authorization', value: 'Bearer •••' },
    { name: 'content-type', value: 'application/json' },
    { name: 'accept', value: 'application/json' },
    { name: 'client-request-id', value: BASE.clientRequestId },
  ],
  body: JSON.stringify(
    {
      displayName: ' Invitation approval ',
      targetUrl: CONNECTOR.targetUrl,
      authenticationConfiguration: { password: '•••' },
    },
    null,
    2,
  ),
};

const CONNECTOR_ROWS = rowsOf(CONNECTOR, {
  id: {
    type: 'String',
    readOnly: true,
    description:
      'Identifier of the connector. The service makes it up when the connector is created, and it never changes.',
  },
  displayName: {
    type: 'String',
    change: 'normalised',
    description: 'Name of the connector, as administrators see it in the list of connectors.',
  },
  targetUrl: {
    type: 'String',
    change: 'sent',
    description: 'Address that the user flow calls. It must be an https address that the service can reach.',
  },
  authenticationConfiguration: {
    type: 'clientCertificateAuthentication',
    description:
      'How the service proves itself to the address that it calls. An update replaces it as a whole.',
  },
  lastError: { type: 'String' },
});

const SENT_PASSWORD: ObjectRow = {
  name: 'password',
  path: '$.authenticationConfiguration.password',
  type: 'String',
  description: 'Password of the certificate. It can be set and never read.',
  value: { kind: 'text', text: 'Write-only: it is never returned.', json: '' },
  secret: true,
  change: 'sent',
};

const COLOUR: ObjectRow = {
  name: 'colour',
  path: '$.colour',
  value: { kind: 'text', text: 'green', json: '"green"' },
  change: 'not-stored',
};

/** 200 with the changed object. */
export const object: ResponseView = {
  ...BASE,
  id: 'object',
  outcome: 'object',
  headline: 'The object was changed.',
  status: { code: 200, text: 'OK', meaning: 'Done; the object is in the answer.' },
  duration: 312.4,
  size: 1874,
  typeName: 'microsoft.graph.identityApiConnector',
  documentation: 'https://learn.microsoft.com/graph/api/identityapiconnector-update',
  rows: CONNECTOR_ROWS.map((row) =>
    row.name === 'authenticationConfiguration' && row.value.kind === 'object'
      ? {
          ...row,
          change: 'normalised' as const,
          value: { ...row.value, rows: [...row.value.rows, SENT_PASSWORD] },
        }
      : row,
  ).concat(COLOUR),
  raw: JSON.stringify(CONNECTOR, null, 2),
  responseHeaders: RESPONSE_HEADERS,
  request: REQUEST,
};

/** A service principal with many properties, most of them empty. */
export const many: ResponseView = {
  ...BASE,
  id: 'many',
  outcome: 'object',
  environment: 'Microsoft Graph (global)',
  method: 'PATCH',
  url: 'https://graph.microsoft.com/beta/servicePrincipals/59e617e5-e447-4adc-8b88-00af644d7c92/microsoft.graph.agentIdentity',
  headline: 'The object was changed.',
  status: { code: 200, text: 'OK', meaning: 'Done; the object is in the answer.' },
  duration: 1249,
  size: 5120,
  typeName: 'microsoft.graph.agentIdentity',
  rows: rowsOf(
    {
      id: '59e617e5-e447-4adc-8b88-00af644d7c92',
      deletedDateTime: null,
      accountEnabled: true,
      alternativeNames: [],
      appDescription: null,
      appDisplayName: 'Contoso shopping agent',
      appOwnerOrganizationId: '1bc1c026-2f7b-48a5-98da-afa2fd8bc7bc',
      appRoleAssignmentRequired: false,
      createdDateTime: '2025-11-24T09:12:31.4711Z',
      description: 'Buys what the warehouse runs out of.\nOwned by the supply chain team.',
      displayName: 'Shopping agent',
      homepage: null,
      info: {
        logoUrl: null,
        marketingUrl: null,
        privacyStatementUrl: null,
        supportUrl: 'https://contoso.com/support',
        termsOfServiceUrl: null,
      },
      keyCredentials: [],
      loginUrl: null,
      logoutUrl: null,
      notes: null,
      notificationEmailAddresses: ['adele@contoso.example', 'megan@contoso.example'],
      preferredSingleSignOnMode: null,
      replyUrls: [
        'https://contoso.com/signin',
        'https://contoso.com/signin-oidc',
        'https://localhost:5001',
        'https://localhost:5002',
      ],
      servicePrincipalNames: ['f1bd758f-4a1a-4b71-aa20-a248a22a8928'],
      servicePrincipalType: 'ServiceIdentity',
      signInAudience: 'AzureADMyOrg',
      tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
      verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
      quotaUsed: 0,
    },
    {
      id: { type: 'String', readOnly: true, description: 'Identifier of the object in the directory.' },
      accountEnabled: { type: 'Boolean', change: 'sent', description: 'Whether the agent may sign in.' },
      description: {
        type: 'String',
        change: 'sent',
        description: 'What the agent is for; users see it. At most 1,024 characters.',
      },
      displayName: { type: 'String', change: 'sent' },
      createdDateTime: { type: 'DateTimeOffset', readOnly: true },
      tags: { type: 'String collection', change: 'normalised' },
      replyUrls: { type: 'String collection' },
      info: { type: 'informationalUrl' },
    },
  ).map((row) =>
    // What JavaScript would round, the core hands over as it was sent.
    row.name === 'quotaUsed'
      ? { ...row, value: { kind: 'text' as const, text: '9007199254740993', json: '9007199254740993' } }
      : row,
  ),
  raw: '{\n  "quotaUsed": 9007199254740993\n}',
  responseHeaders: RESPONSE_HEADERS,
  request: REQUEST,
};

/** A page of a collection, as a GET brings it. */
export const page: ResponseView = {
  ...object,
  id: 'page',
  method: 'GET',
  url: 'https://graph.microsoft.com/v1.0/users?$top=2',
  headline: 'The objects were read.',
  rows: rowsOf({
    '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=abc',
    value: [
      {
        id: '59e617e5-e447-4adc-8b88-00af644d7c92',
        mail: null,
        city: 'Oslo',
        displayName: 'Adele Vance',
        createdDateTime: '2025-11-24T09:12:31.4711Z',
        accountEnabled: true,
        department: 'Retail',
        jobTitle: 'Manager',
      },
      { id: '69e617e5-e447-4adc-8b88-00af644d7c92', displayName: 'Megan Bowen', city: '' },
    ],
  }),
};

/** 204 without an object. */
export const changed: ResponseView = {
  ...BASE,
  id: 'changed',
  outcome: 'changed',
  headline: 'The object was changed.',
  detail: 'The service sends no object back for this update.',
  status: { code: 204, text: 'No Content', meaning: 'Done; the answer has no body.' },
  duration: 188,
  size: 0,
  responseHeaders: RESPONSE_HEADERS.slice(1),
  request: REQUEST,
};

function refused(
  id: string,
  code: number,
  text: string,
  meaning: string,
  error: NonNullable<ResponseView['error']>,
): ResponseView {
  return {
    ...BASE,
    id,
    outcome: 'refused',
    headline: 'The service refused the request. Nothing was changed.',
    status: { code, text, meaning },
    duration: 94,
    size: 512,
    raw: JSON.stringify(
      { error: { code: error.code, message: error.message, innerError: { 'request-id': BASE.requestId } } },
      null,
      2,
    ),
    responseHeaders: RESPONSE_HEADERS,
    request: REQUEST,
    error,
  };
}

/** 400 that names a property. */
export const badRequest = refused(
  '400',
  400,
  'Bad Request',
  'The request is malformed, or a value in it is not allowed.',
  {
    code: 'Request_BadRequest',
    message: "A value without a type name was found and no expected type is available for property 'colour'.",
    cause: 'The body has a property that this type does not have.',
    advice: ['Remove the property “colour” from the body, or correct its name.', 'Send the request again.'],
    details: [
      {
        code: 'UnknownProperty',
        message: "The property 'colour' does not exist on type 'identityApiConnector'.",
        target: 'colour',
        property: 'colour',
      },
      { code: 'InvalidValue', message: 'The value must be an https address.', target: 'targetUrl' },
    ],
    documentation: 'https://learn.microsoft.com/graph/errors',
    actions: [
      { action: 'fix-property', label: 'Go to colour', property: 'colour' },
      { action: 'reveal-request', label: 'Show Request' },
      { action: 'send-again', label: 'Send Again' },
    ],
  },
);

/** 403 for want of a permission. */
export const forbidden = refused('403', 403, 'Forbidden', 'You are signed in, but not allowed to do this.', {
  code: 'Authorization_RequestDenied',
  message: 'Insufficient privileges to complete the operation.',
  cause: 'The token does not carry a permission that this update needs.',
  advice: [
    'Ask an administrator to grant APIConnectors.ReadWrite.All to the application that you sign in with.',
    'Or sign in with an account that has a directory role for it, such as External ID User Flow Administrator.',
  ],
  details: [],
  documentation: 'https://learn.microsoft.com/graph/permissions-reference',
  actions: [
    { action: 'send-again', label: 'Sign in again and send' },
    { action: 'select-environment', label: 'Choose an environment' },
  ],
});

/** 429 after the retries were used up. */
export const throttled = refused(
  '429',
  429,
  'Too Many Requests',
  'Too many requests; the service asks you to slow down.',
  {
    code: 'activityLimitReached',
    message: '',
    cause: 'The service gets too many requests from this tenant and asks to wait 30 seconds.',
    advice: ['Wait 30 seconds, then send the request again.'],
    details: [],
    actions: [
      { action: 'wait-and-send', label: 'Send Again in 30 seconds' },
      { action: 'send-again', label: 'Send Again' },
    ],
  },
);

const { requestId: _, ...UNANSWERED } = BASE;

/** Stopped before anything left the computer. */
export const notSent: ResponseView = {
  ...UNANSWERED,
  id: 'not-sent',
  outcome: 'not-sent',
  headline: 'The request was not sent. Nothing was changed.',
  responseHeaders: [],
  request: REQUEST,
  error: {
    code: 'sign-in-cancelled',
    message: 'You closed the sign-in.',
    cause: 'Without a sign-in there is no token, and without a token the service would refuse the request.',
    advice: ['Send the request again and finish the sign-in.'],
    details: [],
    actions: [{ action: 'send-again', label: 'Send Again' }],
  },
};

/** Sent, and no answer came. */
/** 204, and the object that was read then, with what the change did. */
export const readAfter: ResponseView = {
  ...changed,
  id: 'read-after',
  headline: 'The change was made; the service returned no object.',
  typeName: 'microsoft.graph.identityApiConnector',
  rows: CONNECTOR_ROWS,
  readAfter: { time: '2026-03-14T09:26:54.000Z' },
  changes: everyChange,
  actions: [
    { action: 'undo', label: 'Undo…' },
    { action: 'read-again', label: 'Read Again' },
  ],
};

/** 204, and the object could not be read. */
export const unread: ResponseView = {
  ...changed,
  id: 'unread',
  headline: 'The change was made; the service returned no object.',
  readAfter: {
    time: '2026-03-14T09:26:54.000Z',
    failure:
      'The object could not be read (403, Authorization_RequestDenied). You are signed in, but not allowed to do this.',
  },
  actions: [{ action: 'read-again', label: 'Read the Object' }],
};

export const unknown: ResponseView = {
  ...UNANSWERED,
  id: 'unknown',
  outcome: 'unknown',
  headline: 'It is not known whether the object was changed.',
  duration: 30_000,
  responseHeaders: [],
  request: REQUEST,
  error: {
    code: 'timeout',
    message: 'No answer came within 30 seconds.',
    cause: 'The request left this computer, but the connection ended before an answer came.',
    advice: [
      'Read the object to see whether it was changed, before you send the change again.',
      'Check the network connection.',
    ],
    details: [],
    actions: [
      { action: 'compare', label: 'Compare with the Object' },
      { action: 'reveal-request', label: 'Show Request' },
      { action: 'show-log', label: 'Show Log' },
    ],
  },
};

/** No answer, and the object that was read since. */
export const compared: ResponseView = {
  ...unknown,
  id: 'compared',
  headline: 'No answer came; the object was read since.',
  detail: oneChange.summary,
  rows: CONNECTOR_ROWS,
  readAfter: { time: '2026-03-14T09:27:30.000Z' },
  changes: oneChange,
  actions: [
    { action: 'undo', label: 'Undo…' },
    { action: 'compare', label: 'Compare Again' },
  ],
};

/** Refused because the object had changed, which was read since. */
export const faster: ResponseView = {
  ...badRequest,
  id: 'faster',
  headline: 'Refused: the object had changed. It was read since.',
  status: { code: 412, text: 'Precondition Failed', meaning: 'The object has changed since it was read.' },
  detail: everyMeeting.summary,
  readAfter: { time: '2026-03-14T09:27:30.000Z' },
  changes: everyMeeting,
  error: {
    code: 'PreconditionFailed',
    message: 'The object has changed since the entity tag in If-Match was read.',
    cause: 'Somebody changed the object after you read it, so the condition in If-Match does not hold.',
    advice: ['Read the object again and use its new @odata.etag in If-Match.'],
    details: [],
    actions: [
      { action: 'show-newer', label: 'Show What Changed Meanwhile' },
      { action: 'reveal-request', label: 'Show Request' },
    ],
  },
};

/** An answer with many headers, some of which stand twice. */
export const manyHeaders: ResponseView = {
  ...object,
  id: 'many-headers',
  responseHeaders: [
    ...RESPONSE_HEADERS,
    {
      name: 'x-ms-ags-diagnostic',
      value:
        '{"ServerInfo":{"DataCenter":"North Europe","Slice":"E","Ring":"3","ScaleUnit":"001","RoleInstance":"DB3PEPF0000A1B2"}}',
    },
    { name: 'Retry-After', value: '125' },
    { name: 'Deprecation', value: '@1772454000' },
    { name: 'Sunset', value: 'Tue, 01 Dec 2026 00:00:00 GMT' },
    { name: 'Preference-Applied', value: 'return=representation' },
    { name: 'Link', value: '<https://developer.example/deprecation>; rel="deprecation"; type="text/html"' },
    { name: 'Link', value: '<https://developer.example/sunset>; rel="sunset"; type="text/html"' },
    { name: 'x-own-header', value: 'v'.repeat(300) },
  ],
};

/** A response whose raw body has about `megabytes` MB. */
export function large(megabytes = 5): ResponseView {
  const lines: string[] = ['{', '  "value": ['];
  const line =
    '    { "id": "a6a9bb2f-6f4c-4c9f-a7b5-0b6f4ee1f8a1", "enabled": true, "count": 12345678901234567890, "name": "';
  const count = Math.ceil((megabytes * 1024 * 1024) / (line.length + 12));
  for (let index = 0; index < count; index++)
    lines.push(`${line}n${index}" }${index < count - 1 ? ',' : ''}`);
  lines.push('  ]', '}');
  const raw = lines.join('\n');
  return { ...object, id: 'large', size: raw.length, raw };
}

/** An answer that is shown in part, after two waits, and is whole in a file. */
export const cut: ResponseView = {
  ...BASE,
  responseHeaders: RESPONSE_HEADERS,
  request: REQUEST,
  outcome: 'changed',
  id: 'cut',
  status: { code: 200, text: 'OK', meaning: 'The service answered.' },
  headline: 'The service answered; the answer is too large to read whole.',
  duration: 12_340,
  phases: { reused: false, lookup: 3.2, connect: 12, tls: 31, waiting: 290, body: 2_000 },
  retries: [
    { status: 429, waited: 7_000 },
    { status: 503, waited: 3_000 },
  ],
  size: 126_000_000,
  raw: '{\n  "value": [\n    { "id": "a6a9bb2f-6f4c-4c9f-a7b5-0b6f4ee1f8a1" },\n    { "id": "7d',
  cut: 'in-file',
};

/** An object with very many properties. */
export function wide(count = 100_000): ResponseView {
  const rows = Array.from({ length: count }, (_, index): ObjectRow => {
    const name = `property${index}`;
    return {
      name,
      path: `$.${name}`,
      type: 'String',
      value: { kind: 'text', text: `value ${index}`, json: `"value ${index}"` },
    };
  });
  return { ...object, id: 'wide', rows };
}

/** An object nested so many levels deep. */
export function deep(depth = 100): ResponseView {
  let row: ObjectRow = {
    name: 'bottom',
    path: '$.bottom',
    value: { kind: 'text', text: 'here', json: '"here"' },
    change: 'sent',
  };
  for (let level = depth; level > 0; level--) {
    row = { name: `level${level}`, path: `$.level${level}`, value: { kind: 'object', rows: [row] } };
  }
  return { ...object, id: 'deep', rows: [row] };
}

/** Values that try to be more than values. */
const HOSTILE_VALUES: Readonly<Record<string, unknown>> = {
  markup: '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>',
  '<b onclick="window.hacked = true">name</b>':
    '{{constructor.constructor("window.hacked = true")()}} #{window.hacked = true}',
  link: 'javascript:window.hacked=true',
  command: 'command:workbench.action.closeWindow',
  plainHttp: 'http://evil.example/',
  disguised: 'https\u200b://graph.microsoft.com@evil.example/',
  bidi: 'user\u202egnp.exe',
  zeroWidth: `pay${'\u200b'.repeat(1000)}pal\ufeff`,
  controls: 'bell\u0007 null\u0000 line\nbreak tab\t end',
  surrogate: 'half \ud83d of a pair',
  emoji: 'family 👩‍👩‍👧 flag 🏳️‍🌈',
  arabic: 'مرحبا بالعالم',
  [`huge${'k'.repeat(50_000)}`]: 'a huge name',
  long: 'x'.repeat(100_000),
  html: '&lt;b&gt; &amp; &quot;',
  __proto__x: { constructor: 'c', __defineGetter__: 'd', toString: 'e' },
};

/** Hostile names and values everywhere. */
export const hostile: ResponseView = {
  ...object,
  id: 'hostile',
  method: 'PATCH<script>',
  url: 'https://graph.microsoft.com/v1.0/users/<img src=x onerror=alert(1)>\u202e?$select=<b>',
  headline: '<b>The object</b> was changed\u202e.',
  environment: '<i>Sandbox</i>',
  account: '"><script>window.hacked = true</script>',
  documentation: 'javascript:window.hacked=true',
  typeName: '<script>window.hacked = true</script>',
  requestId: '"><img src=x onerror="window.hacked = true">\u202e',
  rows: rowsOf(HOSTILE_VALUES, {
    markup: { description: '<img src=x onerror="window.hacked = true">', type: '<b>String</b>' },
  }),
  raw: `${JSON.stringify(HOSTILE_VALUES, null, 2)}\n</script><script>window.hacked = true</script>`,
  responseHeaders: [
    { name: 'x-<script>', value: '<script>window.hacked = true</script>' },
    { name: 'x-bidi\u202e', value: 'a\u202eb' },
  ],
  request: {
    headers: [{ name: '<b>', value: '</script>' }],
    body: '</script><script>window.hacked = true</script>',
  },
};

/** A refusal whose every text is hostile. */
export const hostileError: ResponseView = {
  ...badRequest,
  id: 'hostile-error',
  error: {
    code: '<script>window.hacked = true</script>',
    message: '<img src=x onerror="window.hacked = true">\u202e\nsecond line',
    cause: '<b>cause</b>\u200b',
    advice: ['<a href="javascript:window.hacked=true">advice</a>'],
    details: [{ code: '<i>', message: '<u>', target: '<s>' }],
    documentation: 'command:evil',
    actions: [{ action: 'send-again', label: '<b>Send</b>' }],
  },
};
