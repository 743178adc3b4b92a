/** What changes did, as the core tells it, for the page to show. */
import type { GraphSchema, ResourceSchema } from '../../src/core/catalog/schema.ts';
import { readObject } from '../../src/core/change/exact.ts';
import { meanwhileReport } from '../../src/core/send/loop/meanwhile.ts';
import { reportChange } from '../../src/core/send/loop/report.ts';
import type { JsonObject } from '../../src/core/text/jsonValues.ts';
import type { ResponseView } from '../../src/webview/messages.ts';

const text: GraphSchema = { type: ['string', 'null'], 'x-graph': { type: 'Edm.String' } };

const SCHEMA: ResourceSchema = {
  $id: 'https://example.com/schemas/connector.json',
  title: 'connector',
  type: 'object',
  properties: {
    authenticationConfiguration: {
      type: ['object', 'null'],
      $ref: '#/definitions/auth',
      'x-graph': { type: 'auth' },
    },
  },
  additionalProperties: true,
  'x-graph': { type: 'connector', open: true, endpoints: [] },
  definitions: {
    auth: {
      type: ['object', 'null'],
      properties: {
        username: text,
        password: { ...text, writeOnly: true, 'x-graph': { type: 'Edm.String', secret: true } },
      },
      'x-graph': { type: 'auth', open: true },
    },
  },
};

function object(source: string): JsonObject {
  const read = readObject(source);
  if (read === undefined) throw new Error(`no object: ${source}`);
  return read;
}

/** What the page shows of a change, made from its body and the object before and after it: JSON texts. */
export function changesOf(
  patch: string,
  before: string | undefined,
  after: string,
  isAnswered = true,
): NonNullable<ResponseView['changes']> {
  const { summary, rows } = reportChange({
    schema: SCHEMA,
    patch: object(patch),
    before: before === undefined ? undefined : { kind: 'read', object: object(before), time: 0 },
    after: { object: object(after) },
    isAnswered,
  });
  return { summary, rows };
}

const SENTENCES = Array.from(
  { length: 18 },
  (_, index) => `Sentence number ${index + 1} of the notes stays as it is.`,
);
const NOTES = SENTENCES.join(' ');

/** Everything that a change can do to a property. */
export const everyChange = changesOf(
  JSON.stringify({
    displayName: 'Invitation approval for partners',
    targetUrl: 'https://CONTOSO.example/api/check?with=a&rather=long&query=string',
    validFrom: '2026-03-02T09:00:00.5000000+02:00',
    notes: NOTES.replace('number 9 of the notes stays', 'number 9 of the notes was rewritten and stays'),
    tags: ['onboarding', 'partners', 'audited'],
    scopes: ['User.Read', 'Mail.Send'],
    state: 'enabled',
    keys: [
      { keyId: '1', usage: 'sign' },
      { keyId: '2', usage: 'verify' },
    ],
    authenticationConfiguration: { username: 'new-user', password: 'hunter22' },
    language: 'en-US',
  }).replace('"language"', '"quota":12345678901234567890,"language"'),
  JSON.stringify({
    displayName: 'Invitation approval',
    targetUrl: 'https://old.contoso.example/api',
    validFrom: '2026-01-01T00:00:00Z',
    notes: NOTES,
    tags: ['onboarding', 'draft'],
    scopes: ['User.Read'],
    state: 'disabled',
    keys: [{ keyId: '1', usage: 'verify' }],
    authenticationConfiguration: { username: 'old-user' },
    language: 'en-US',
    lastModifiedDateTime: '2026-03-01T00:00:00Z',
  }).replace('"language"', '"quota":12345678901234567000,"language"'),
  JSON.stringify({
    displayName: 'Invitation approval for partners',
    targetUrl: 'https://contoso.example/api/check?with=a&rather=long&query=string',
    validFrom: '2026-03-02T07:00:00.5Z',
    notes: NOTES.replace('number 9 of the notes stays', 'number 9 of the notes was rewritten and stays'),
    tags: ['onboarding', 'partners', 'audited'],
    scopes: ['Mail.Send', 'User.Read'],
    state: 'disabled',
    keys: [
      { keyId: '1', usage: 'sign' },
      { keyId: '2', usage: 'verify' },
    ],
    authenticationConfiguration: { username: 'new-user' },
    language: 'en-US',
    lastModifiedDateTime: '2026-03-14T09:26:53Z',
  }).replace('"language"', '"quota":12345678901234567890,"language"'),
);

/** What somebody else has changed meanwhile, and what a request wants: every way in which the two can meet. */
export const everyMeeting = meanwhileOf(
  {
    displayName: 'Invitation approval for partners',
    targetUrl: 'https://contoso.example/api/check',
    tags: ['onboarding', 'partners'],
    state: 'enabled',
    authenticationConfiguration: { username: 'new-user', password: 'hunter22' },
  },
  {
    displayName: 'Invitation approval',
    targetUrl: 'https://old.contoso.example/api',
    tags: ['onboarding'],
    state: 'disabled',
    authenticationConfiguration: { username: 'old-user', realm: 'one' },
  },
  {
    displayName: 'Invitation approval (north)',
    targetUrl: 'https://old.contoso.example/api',
    tags: ['onboarding', 'audited'],
    state: 'enabled',
    authenticationConfiguration: { username: 'old-user', realm: 'two' },
  },
);

/** What the page shows of a change that was refused because the object had changed. */
export function meanwhileOf(
  patch: JsonObject,
  before: JsonObject | undefined,
  now: JsonObject,
): NonNullable<ResponseView['changes']> {
  const base = before && ({ kind: 'read', object: before, time: 0 } as const);
  const { summary, rows, notes } = meanwhileReport({
    ...{ schema: SCHEMA, patch, base, now: { kind: 'read', object: now, time: 0 } },
  });
  return { summary, rows: [], meanwhile: rows, notes };
}

/** One property, changed as it was sent. */
export const oneChange = changesOf(
  '{"displayName":"New name"}',
  '{"displayName":"Old name"}',
  '{"displayName":"New name"}',
  false,
);
