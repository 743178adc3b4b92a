import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Endpoint } from '../../../../src/core/catalog/schema.ts';
import { GLOBAL, SANDBOX } from '../../../../src/core/environments.ts';
import { parseGraphError } from '../../../../src/core/send/error.ts';
import { explainOutcome, headline } from '../../../../src/core/send/explain/explain.ts';
import { explainFailure } from '../../../../src/core/send/explain/explainFailure.ts';
import { explain } from '../../../../src/core/send/explain/explainRefusal.ts';
import type { ExplainContext, Explanation } from '../../../../src/core/send/explain/explanation.ts';
import { statusMeaning } from '../../../../src/core/send/explain/statuses.ts';
import type { Answer, GraphError, Outcome } from '../../../../src/core/send/outcome.ts';
import type { ErrorView } from '../../../../src/webview/messages.ts';

const ENDPOINT: Endpoint = {
  method: 'PATCH',
  pagePath: '/riskyAgentIdentity/agentIdentity',
  workingPaths: ['/servicePrincipals/{id}/microsoft.graph.agentIdentity'],
  pageVersions: ['beta'],
  workingVersions: ['v1.0', 'beta'],
  statuses: { page: 200, service: 204 },
  permissions: {
    delegatedWork: ['AgentIdentity.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegatedPersonal: [],
    application: [],
    narrower: [{ permission: 'AgentIdentity.EnableDisable.All', properties: ['accountEnabled'] }],
  },
  documentation: 'https://learn.microsoft.com/graph/api/agentidentity-update',
  published: false,
};

const CONTEXT: ExplainContext = {
  environment: GLOBAL,
  scopes: ['https://graph.microsoft.com/AgentIdentity.ReadWrite.All'],
  endpoint: ENDPOINT,
  form: 'working',
};

const SCHEMA: NonNullable<ExplainContext['schema']> = {
  $id: 'microsoft.graph.agentIdentity',
  title: 'agentIdentity',
  properties: {},
  definitions: {},
  'x-graph': { type: 'microsoft.graph.agentIdentity', endpoints: [ENDPOINT] },
};

function error(status: number, code = '', message = '', more: Partial<GraphError> = {}): GraphError {
  return { status, code, message, details: [], ...more };
}

/** The explanation as one text, cause and advice. */
function explained(of: GraphError, context: Partial<ExplainContext> = {}): string {
  const { cause, advice } = explain(of, { ...CONTEXT, ...context });
  return [cause, ...advice].join('\n');
}

function says(of: GraphError, what: RegExp, context: Partial<ExplainContext> = {}): void {
  assert.match(explained(of, context), what);
}

const STATUSES = [400, 401, 403, 404, 405, 409, 412, 413, 415, 423, 428, 429, 500, 501, 503, 504, 507, 509];

suite('a status', () => {
  test('has a meaning, which is a sentence', () => {
    for (const status of [200, 201, 202, 204, ...STATUSES, 302, 418, 599, 299, 999, 0])
      assert.match(statusMeaning(status), /^[A-Z].{5,70}\.$/, String(status));
    assert.equal(new Set(STATUSES.map(statusMeaning)).size, STATUSES.length);
  });

  test('is explained with at least one piece of advice', () => {
    for (const status of [301, 402, 406, 410, 414, 418, 422, 424, 431, 502, 599, ...STATUSES]) {
      const explanation = explain(error(status), CONTEXT);
      assert.equal(explanation.code, `HTTP ${status}`);
      assert.equal(explanation.message, statusMeaning(status));
      assert.match(explanation.cause, /\.$/);
      assert.ok(
        explanation.advice.length >= 1 && explanation.advice.every((line) => /^[A-Z].*\.$/.test(line)),
        String(status),
      );
      assert.ok(explanation.actions.length >= 1);
      assert.equal(explanation.documentation, ENDPOINT.documentation);
    }
    assert.match(explain(error(429), { environment: GLOBAL, scopes: [] }).documentation ?? '', /throttling/);
  });
});

test('a 501 of the sandbox is a limit of its own, unless it was ordered', () => {
  const sandbox = { environment: SANDBOX };
  says(error(501, 'notSupported', 'The sandbox keeps no content.'), /has objects only/, sandbox);
  says(error(501, 'notSupported', 'This answer was ordered.'), /other API version/, sandbox);
  says(error(501, 'notSupported', 'The sandbox keeps no content.'), /other API version/);
});

test('a link that the sandbox cannot tell says what would let it', () => {
  const unknown =
    "The sandbox keeps links to objects that its metadata has, and cannot tell what 'users/1' is.";
  says(error(501, 'notSupported', unknown), /Download Metadata/, { environment: SANDBOX });
});

suite('a sign-in that a service passes on as refused', () => {
  const refused = (body: object, status = 400): GraphError =>
    parseGraphError(status, [], JSON.stringify(body));

  test('is told as one, not as a mistake of the body', () => {
    for (const status of [400, 401]) {
      says(
        refused({ error: 'invalid_grant' }, status),
        /has expired, was withdrawn.*\nSign out of the account/,
      );
    }
    says(refused({ error: 'interaction_required' }), /second factor/);
    says(refused({ error: 'consent_required', error_description: 'No.' }), /ask an administrator to agree/);
    says(refused({ error: { code: 'invalid_client' } }), /graphHttp\.signIn\.clientId/);
    says(refused({ error: 'invalid_token' }), /did not accept the token/);
    says(refused({ error: 'something_else' }), /could not use the request/);
  });

  test('is told in more detail where it has a code of Entra', () => {
    const described = { error: 'invalid_grant', error_description: 'AADSTS7000222: The secret has expired.' };
    says(refused(described), /secret or certificate of the application is wrong or expired/);
    const unknown = { error: 'invalid_grant', error_description: 'AADSTS9999999: What?' };
    says(refused(unknown), /has expired, was withdrawn/);
  });

  test('gives way to a challenge, which the next sign-in answers', () => {
    const challenge = 'Bearer claims="x"';
    says(error(401, 'invalid_grant', '', { challenge }), /Conditional Access/);
  });
});

suite('a property that leads to other objects', () => {
  const linked = {
    ...SCHEMA,
    'x-graph': {
      ...SCHEMA['x-graph'],
      navigation: {
        manager: { type: 'microsoft.graph.directoryObject' },
        owners: { type: 'Collection(microsoft.graph.directoryObject)' },
        notes: { type: 'Collection(microsoft.graph.note)', contained: true },
        home: { type: 'microsoft.graph.place', instead: 'Use the action move.' },
      },
    },
  };
  const named = (message: string, what: RegExp) => says(error(400, '', message), what, { schema: linked });

  test('is linked in another way, which the advice names', () => {
    named(
      "Invalid property 'manager'.",
      /"manager" leads to another object.*\n.*"manager@odata\.bind".*PUT .* …\/manager\/\$ref/,
    );
    named("Invalid property 'Owners'.", /"owners@odata\.bind" with a list.*POST .* …\/owners\/\$ref/);
    named("Invalid property 'notes'.", /at a URL of its own: …\/notes\/\{id\}/);
    named("Invalid property 'home'.", /Use the action move\./);
  });

  test('is none where it is a link already, or something else is meant', () => {
    const about = (message: string) => explained(error(400, '', message), { schema: linked });
    assert.doesNotMatch(about("'manager@odata.bind' must be the URL of one object."), /\$ref/);
    assert.doesNotMatch(about("Invalid property 'managers'."), /\$ref/);
    assert.doesNotMatch(explained(error(400, '', "Invalid property 'manager'.")), /\$ref/);
  });
});

suite('a 400', () => {
  test('names the property that the message names', () => {
    const names = (message: string, name: string | undefined, more?: Partial<GraphError>) => {
      const [, quoted] = /"([^"]+)"/.exec(explained(error(400, '', message, more))) ?? [];
      assert.equal(quoted, name, message);
    };
    names("Invalid property 'responseHeaders'.", 'responseHeaders');
    names("The property 'name' does not exist on type 'microsoft.graph.emailAddress'.", 'name');
    names("Property 'appId' is read-only and cannot be set.", 'appId');
    names('Property createdDateTime is read-only.', 'createdDateTime');
    names(
      "Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'.",
      'accountEnabled',
    );
    names(
      "A null value was found for the property named 'isActive', which has the expected type 'Edm.Boolean[Nullable=False]'.",
      'isActive',
    );
    names('Property body in payload has a value that does not match schema.', 'body');
    names('One or more properties contains invalid values.', undefined);
    names('Insufficient privileges.', undefined);
    names('Bad.', 'tags', { target: 'tags' });
    names('Bad.', 'notes', { details: [{ code: '', message: '', target: 'notes' }] });
    names('Bad.', undefined, { target: 'has spaces, so it is no name' });
  });

  test('says what to do about it', () => {
    says(error(400, 'Request_BadRequest', "Property 'appId' is read-only."), /Remove "appId" from the body/);
    says(error(400, 'Request_BadRequest', "Invalid property 'dispayName'."), /does not know "dispayName"/);
    says(
      error(
        400,
        'Request_BadRequest',
        'A value without a type name was found and no expected type is available.',
      ),
      /@odata\.type/,
    );
    says(error(400, 'BadRequest', 'Unable to read JSON request payload.'), /missing comma/);
    says(
      error(
        400,
        'No method match route template',
        'No OData route exists that match template ~/singleton with http verb PATCH',
      ),
      /Compare the URL/,
    );
    says(
      error(400, 'BadRequest', "Resource not found for the segment 'riskyAgentIdentity'."),
      /Compare the URL/,
    );
    says(
      error(400, '', "A null value was found for the property named 'x', which is not nullable."),
      /"x" cannot be null/,
    );
    says(
      error(400, '', "Cannot convert the literal 'String' to the expected type 'Edm.Boolean'."),
      /not of the type/,
    );
    says(
      error(400, 'BadRequest', 'Write requests must contain the Content-Type header declaration.'),
      /Content-Type: application\/json/,
    );
    says(error(400), /one by one/);
  });

  test('says what is behind the sentences of Entra, Intune and ASP.NET', () => {
    const bad = (message: string) => error(400, 'Request_BadRequest', message);
    says(
      bad('Another object with the same value for property userPrincipalName already exists.'),
      /same value of "userPrincipalName", which must be its own/,
    );
    says(
      bad(
        'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
      ),
      /directory on premises/,
    );
    says(
      bad(
        "An unexpected 'StartObject' node was found for property named 'tags' when reading from the JSON reader. A 'PrimitiveValue' node was expected.",
      ),
      /value of "tags" is not of the type/,
    );
    says(
      bad("Property 'x' does not exist as a declared property or extension property."),
      /does not know "x"/,
    );
    says(
      bad("Cannot convert the literal 'String' to the expected type 'Edm.Boolean'."),
      /Look for the value that the message means/,
    );
    const problem = {
      errors: { '$.tags[0]': ['The JSON value could not be converted to System.String.'] },
      title: 'Bad.',
    };
    says(parseGraphError(400, [], JSON.stringify(problem)), /The value of "tags\[0\]" is not of the type/);
  });

  test('says of several mistakes of one kind in one sentence what to do', () => {
    const detail = (target: string, message: string) => ({ code: 'InvalidValue', message, target });
    const invalid = (target: string) => detail(target, `Invalid value specified for property '${target}'.`);
    const several = [
      invalid('tags'),
      invalid('notes'),
      detail('appId', "Property 'appId' is read-only."),
      invalid('info'),
    ];
    const known = { ...CONTEXT, schema: SCHEMA };
    assert.deepEqual(explain(error(400, 'x', 'Bad.', { details: several }), known).advice, [
      'Correct the value of "tags", "notes" and "info"; the hover text shows its type and an example.',
      'Remove "appId" from the body: what is absent stays as it is.',
    ]);
    const same = explain(error(400, 'x', 'Bad.', { details: [invalid('tags'), invalid('notes')] }), CONTEXT);
    assert.match(same.cause, /^The value of "tags" and "notes" is not of the type/);
  });

  test('promises hovers only where the types of the resource are known, and says what brings them', () => {
    const url = 'https://graph.microsoft.com/v1.0/unknown/1';
    for (const message of [
      "Invalid value specified for property 'tags'.",
      "Cannot convert the literal 'String' to the expected type 'Edm.Boolean'.",
      "Property 'tags' must have at most 5 items.",
    ]) {
      says(error(400, 'x', message), /hover text/, { url, schema: SCHEMA });
      assert.doesNotMatch(explained(error(400, 'x', message), { url, schema: SCHEMA }), /Download Metadata/);
      says(error(400, 'x', message), /Graph HTTP: Download Metadata/, { url });
      assert.doesNotMatch(explained(error(400, 'x', message), { url }), /hover/);
      // A part of a batch: nothing is told of its resource.
      assert.doesNotMatch(explained(error(400, 'x', message)), /hover|Download Metadata/);
    }
    assert.doesNotMatch(explained(error(400, 'x', "Property 'tags' is read-only."), { url }), /Download/);
  });

  test("of the page's own URL names the working one first", () => {
    const explanation = explain(error(400), { ...CONTEXT, form: 'page' });
    assert.match(
      explanation.advice[0] ?? '',
      /Use \/servicePrincipals\/\{id\}\/microsoft\.graph\.agentIdentity \(in \/v1\.0 or \/beta\)/,
    );
    assert.doesNotMatch(explained(error(400), { form: 'working' }), /servicePrincipals/);
    says(error(404), /servicePrincipals/, { form: 'page' });
    says(error(405), /servicePrincipals/, { form: 'page' });
  });

  test('with a code that means another status is explained as that', () => {
    says(error(400, 'Authorization_RequestDenied'), /right to make this change/);
    says(error(400, 'Request_ResourceNotFound'), /no object at this URL/);
    says(error(400, 'activityLimitReached'), /limits how many requests/);
  });
});

suite('a refusal', () => {
  test('for lack of permission lists what would be enough', () => {
    says(
      error(403, 'Authorization_RequestDenied', 'Insufficient privileges.'),
      /Enough for this change: AgentIdentity\.ReadWrite\.All \(or Directory\.ReadWrite\.All\)/,
    );
    says(
      error(403),
      /Enough for this change: AgentIdentity\.EnableDisable\.All \(or AgentIdentity\.ReadWrite\.All/,
      { touched: ['accountEnabled'] },
    );
    says(error(403), /asked for AgentIdentity\.ReadWrite\.All/);
    says(error(403), /Personal Microsoft accounts/);
    says(error(403, 'insufficient_claims'), /Conditional Access/);
    assert.doesNotMatch(explained(error(403), { environment: SANDBOX }), /licence/);
  });

  test('by a web page is not laid at the door of Microsoft Graph', () => {
    const page = (status: number) =>
      parseGraphError(status, [], '<html><title>Blocked by Contoso</title></html>');
    for (const status of [400, 401, 403, 404, 407]) {
      says(page(status), /which Microsoft Graph never sends[\s\S]*tab Raw/);
      assert.ok(explain(page(status), CONTEXT).actions.every(({ action }) => action !== 'choose-permission'));
    }
    says(page(407), /Sign in to the proxy/);
    for (const status of [500, 502, 503, 504]) {
      says(page(status), /proxy or gateway between[\s\S]*may have been made[\s\S]*tab Raw/);
      says(page(status), /may have answered\. Reading changes nothing/, { method: 'GET' });
      assert.doesNotMatch(explained(page(status)), /report the request-id/);
    }
    says({ ...page(503), retryAfter: 5 }, /Nothing was changed[\s\S]*Send again in 5 seconds/);
    assert.equal(explain(page(403), CONTEXT).message, 'Blocked by Contoso');
  });

  test('for lack of a licence asks for no permission', () => {
    const licence = error(403, 'Authorization_RequestDenied', 'Tenant does not have a premium license.');
    says(licence, /does not have the licence/);
    assert.deepEqual(
      explain(licence, CONTEXT).actions.map(({ action }) => action),
      ['send-again', 'select-account', 'reveal-request'],
    );
  });

  test('of a read says nothing about a change', () => {
    for (const status of [302, 401, 403, 404, 405, 429, 500, 503, 504]) {
      const text = explained(error(status), { method: 'GET' })
        .replace('Nothing was changed.', '')
        .replace('Reading changes nothing.', '');
      assert.doesNotMatch(text, /\bchange/, String(status));
    }
  });

  test('of the token asks for a new sign-in', () => {
    says(error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.'), /Send again: a new token/);
    says(error(401), /sandbox forgets/, { environment: SANDBOX });
    says(error(401, '', '', { challenge: 'Bearer claims="x"' }), /Conditional Access/);
  });

  test('says how to go on in each case', () => {
    says(error(404), /since it started.*reset the sandbox/, { environment: SANDBOX });
    says(error(405), /Use PATCH on/);
    says(error(409), /Read the object, compare/);
    says(error(412), /@odata\.etag in If-Match/);
    says(error(413), /4 MB/);
    says(error(415), /application\/json/);
    says(error(423), /unlocked/);
    says(error(428), /If-Match: W/);
    says(error(429), /Wait a minute/);
    says({ ...error(429), retryAfter: 45 }, /Wait 45 seconds/);
    says({ ...error(429), retryAfter: 1 }, /Wait a second/);
    says({ ...error(429), retryAfter: 301 }, /Wait 6 minutes/);
    says(error(500), /Read the object before/);
    says(error(503), /cannot be told/);
    says(error(503), /did not take the request/, { method: 'GET' });
    says({ ...error(503), retryAfter: 20 }, /did not take the request[\s\S]*Send again in 20 seconds/);
    says(error(504), /cannot be told/);
    says(error(502), /may have been made/);
    says(error(502), /Reading changes nothing/, { method: 'GET' });
    says(error(302, 'redirect'), /redirect/);
  });

  test('leads to the properties that it names, and to no more', () => {
    const body = JSON.stringify({ displayName: 'x', info: { logoUrl: 1 }, tags: [1], notes: 2, homepage: 3 });
    const detail = (target: string) => ({ code: 'InvalidValue', message: 'Bad.', target });
    const leads = (of: GraphError) =>
      explain(of, { ...CONTEXT, body }).actions.flatMap((each) =>
        each.action === 'fix-property' ? [[each.label, each.property]] : [],
      );
    assert.deepEqual(leads(error(400, 'x', "Property 'displayName' is read-only.")), [
      ['Go to displayName', 'displayName'],
    ]);
    const many = ['info/logoUrl', 'absent', 'tags/0', 'notes', 'homepage'].map(detail);
    assert.deepEqual(
      leads(error(400, 'x', 'Bad.', { details: many })).map(([, property]) => property),
      ['info.logoUrl', 'tags[0]', 'notes'],
    );
    assert.deepEqual(
      explain(error(400, 'x', 'Bad.', { details: many }), { ...CONTEXT, body }).details.map(
        ({ property }) => property,
      ),
      ['info.logoUrl', undefined, 'tags[0]', 'notes', 'homepage'],
    );
    assert.deepEqual(leads(error(400, 'x', 'One or more values are invalid.')), []);
    assert.deepEqual(explain(error(400, 'x', "Property 'tags' is bad."), CONTEXT).actions.length, 1);
  });

  test('has the buttons that settle it', () => {
    const buttons = (of: GraphError, context: Partial<ExplainContext> = {}) =>
      explain(of, { ...CONTEXT, ...context }).actions.map(({ action }) => action);
    assert.deepEqual(buttons(error(429)), ['wait-and-send', 'send-again', 'reveal-request']);
    assert.equal(
      explain({ ...error(429), retryAfter: 12 }, CONTEXT).actions[0]?.label,
      'Send Again in 12 seconds',
    );
    assert.deepEqual(buttons({ ...error(503), retryAfter: 5 }), ['wait-and-send', 'send-again', 'show-log']);
    assert.deepEqual(buttons(error(503)), ['compare', 'send-again', 'show-log']);
    assert.deepEqual(buttons(error(504), { method: 'GET' }), ['wait-and-send', 'send-again', 'show-log']);
    assert.deepEqual(buttons(error(500)), ['compare', 'send-again', 'show-log']);
    assert.deepEqual(buttons(error(500), { method: 'POST' }), ['reveal-request', 'send-again', 'show-log']);
    assert.deepEqual(buttons(error(409)), ['read-again', 'reveal-request']);
    assert.deepEqual(buttons(error(428)), ['read-again', 'reveal-request']);
    assert.deepEqual(buttons(error(404), { form: 'page' }), [
      'use-working-url',
      'reveal-request',
      'select-environment',
    ]);
    assert.deepEqual(buttons(error(404)), ['reveal-request', 'select-environment']);
    assert.deepEqual(buttons(error(412)), ['show-newer', 'reveal-request']);
  });

  test('keeps markup as text', () => {
    const explanation = explain(
      parseGraphError(
        400,
        [],
        JSON.stringify({ error: { code: '<img src=x>', message: '<script>alert(1)</script>' } }),
      ),
      CONTEXT,
    );
    assert.equal(explanation.code, '<img src=x>');
    assert.equal(explanation.message, '<script>alert(1)</script>');
  });

  test('whatever the service says, is explained', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.string(),
        fc.string(),
        fc.constantFrom('page', 'working'),
        (status, code, message, form) => {
          const explanation = explain(error(status, code, message), { ...CONTEXT, form });
          return (
            explanation.cause !== '' &&
            explanation.advice.length > 0 &&
            explanation.code !== '' &&
            explanation.message !== ''
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

suite('a failure', () => {
  const CODES = [
    'cancelled',
    'declined',
    'url-host',
    'url-version',
    'header-invalid',
    'sandbox-not-running',
    'certificate',
    'proxy-authentication',
    'host-not-found',
    'journal-failed',
    'AADSTS65002',
    'sign-in-cancelled',
  ];

  test('is explained by its code', () => {
    for (const code of CODES) {
      const explanation = explainFailure({ kind: 'not-sent', code, message: 'Nothing was sent: x.' });
      assert.equal(explanation.code, code);
      assert.equal(explanation.message, 'Nothing was sent: x.');
      assert.ok(
        explanation.advice.length > 0 && explanation.actions.length > 0 && explanation.cause.endsWith('.'),
        code,
      );
      assert.doesNotMatch(JSON.stringify(explanation), /turn off|disable verification|strictSSL/i);
    }
  });

  test('for want of a sign-in leads to signing in first, and speaks of no other account', () => {
    for (const code of ['sign-in-cancelled', 'sign-in-needed']) {
      const { actions } = explainFailure({ kind: 'not-sent', code, message: 'x' });
      assert.deepEqual(
        actions.map(({ label }) => label),
        ['Send Again', 'Select Account', 'Select Another Environment'],
      );
    }
    const { advice } = explainFailure({ kind: 'not-sent', code: 'sign-in-cancelled', message: 'x' });
    assert.match(advice.join(' '), /select the sandbox/);
  });

  test('after the sending says to read first, and offers no second send', () => {
    const explanation = explainFailure({ kind: 'unknown', code: 'answer-lost', message: 'x' });
    assert.match(explanation.advice[0] ?? '', /Read the object/);
    assert.ok(explanation.actions.every(({ action }) => action !== 'send-again'));
    const read = explainOutcome(
      { kind: 'unknown', code: 'answer-lost', message: 'x' },
      { ...CONTEXT, method: 'GET' },
    );
    assert.match(read?.cause ?? '', /Reading changes nothing/);
  });
});

suite('an outcome', () => {
  const answer = (status: number, more: Partial<Answer> = {}): Answer => ({
    status,
    headers: [],
    body: '',
    size: 0,
    duration: 1,
    clientRequestId: 'x',
    ...more,
  });
  const outcomes: readonly Outcome[] = [
    { kind: 'object', answer: answer(200), object: {} },
    { kind: 'changed', answer: answer(204) },
    { kind: 'refused', answer: answer(404), error: error(404) },
    { kind: 'not-sent', code: 'cancelled', message: 'x' },
    { kind: 'unknown', code: 'answer-lost', message: 'x' },
  ];

  test('has a headline of its own', () => {
    assert.equal(new Set(outcomes.map((outcome) => headline(outcome))).size, outcomes.length);
    assert.equal(headline(outcomes[0] as Outcome), 'The object was changed.');
    assert.equal(headline(outcomes[0] as Outcome, 'GET'), 'The object was read.');
    assert.match(
      headline({ kind: 'changed', answer: answer(200, { incomplete: 'too-large' }) }),
      /too large/,
    );
    assert.match(headline({ kind: 'changed', answer: answer(202) }), /accepted/);
    const failed: Outcome = { kind: 'refused', answer: answer(500), error: error(500) };
    assert.match(headline(failed), /may have been made/);
    assert.match(headline(failed, 'GET'), /refused to answer/);
    assert.match(headline({ ...failed, error: { ...error(503), retryAfter: 5 } }), /was refused/);
  });

  test('is explained where something went wrong', () => {
    assert.deepEqual(
      outcomes.map((outcome) => explainOutcome(outcome, CONTEXT) !== undefined),
      [false, false, true, true, true],
    );
  });

  test('has an explanation that the response page takes as it is', () => {
    const view: ErrorView = explain(error(400), CONTEXT) satisfies Explanation;
    assert.deepEqual(structuredClone(view), view);
  });
});
