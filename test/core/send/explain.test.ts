import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Endpoint } from '../../../src/core/catalog/schema.ts';
import { propertyNamed } from '../../../src/core/send/badRequest.ts';
import { GLOBAL, SANDBOX } from '../../../src/core/send/environments.ts';
import { parseGraphError } from '../../../src/core/send/error.ts';
import { explain, explainOutcome, headline } from '../../../src/core/send/explain.ts';
import { explainFailure } from '../../../src/core/send/explainFailure.ts';
import type { ExplainContext, Explanation } from '../../../src/core/send/explanation.ts';
import type { Answer, GraphError, Outcome } from '../../../src/core/send/outcome.ts';
import { statusMeaning } from '../../../src/core/send/statuses.ts';
import type { ErrorView } from '../../../src/webview/messages.ts';

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

suite('a 400', () => {
  test('names the property that the message names', () => {
    const named = (message: string, name: string | undefined) =>
      assert.equal(propertyNamed(error(400, '', message)), name, message);
    named("Invalid property 'responseHeaders'.", 'responseHeaders');
    named("The property 'name' does not exist on type 'microsoft.graph.emailAddress'.", 'name');
    named("Property 'appId' is read-only and cannot be set.", 'appId');
    named('Property createdDateTime is read-only.', 'createdDateTime');
    named(
      "Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'.",
      'accountEnabled',
    );
    named(
      "A null value was found for the property named 'isActive', which has the expected type 'Edm.Boolean[Nullable=False]'.",
      'isActive',
    );
    named('Property body in payload has a value that does not match schema.', 'body');
    named('One or more properties contains invalid values.', undefined);
    named('Insufficient privileges.', undefined);
    assert.equal(propertyNamed(error(400, '', 'Bad.', { target: 'tags' })), 'tags');
    assert.equal(
      propertyNamed(error(400, '', 'Bad.', { details: [{ code: '', message: '', target: 'notes' }] })),
      'notes',
    );
    assert.equal(
      propertyNamed(error(400, '', 'Bad.', { target: 'has spaces, so it is no name' })),
      undefined,
    );
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

  test('of the token asks for a new sign-in', () => {
    says(error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.'), /Send again: a new token/);
    says(error(401), /sandbox forgets/, { environment: SANDBOX });
    says(error(401, '', '', { challenge: 'Bearer claims="x"' }), /Conditional Access/);
  });

  test('says how to go on in each case', () => {
    says(error(404), /reset the sandbox/, { environment: SANDBOX });
    says(error(405), /Use PATCH on/);
    says(error(409), /Read the object, compare/);
    says(error(412), /@odata\.etag in If-Match/);
    says(error(413), /4 MB/);
    says(error(415), /application\/json/);
    says(error(423), /unlocked/);
    says(error(428), /If-Match: W/);
    says(error(429), /Wait a minute/);
    says(error(500), /Read the object before/);
    says(error(503), /did not take the request/);
    says(error(302, 'redirect'), /redirect/);
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
