import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatSlip } from '../../../src/core/check/body/repair/slip.ts';
import { accepts, patch, reports } from './vocabulary.ts';

describe('a date or time that cannot be', () => {
  const reason = (text: string) => formatSlip('date-time', text);

  it('is told why, as precisely as it can be', () => {
    const cases: [string, RegExp][] = [
      ['2026-02-30T08:15:00Z', /no day 30: February 2026 has 28 days/],
      ['2024-02-30T08:15:00Z', /no day 30: February 2024 has 29 days/],
      ['2026-04-31', /no day 31: April 2026 has 30 days/],
      ['2026-12-32T08:15:00Z', /no day 32: December 2026 has 31 days/],
      ['2026-13-01T08:15:00Z', /no month 13/],
      ['2026-00-10T08:15:00Z', /no month 00/],
      ['2026-01-00T08:15:00Z', /no day 00/],
      ['2026-01-31T24:00:00Z', /Hours are counted from 00 to 23/],
      ['2026-01-31T08:60:00Z', /minutes and seconds from 00 to 59/],
      ['2026-01-31T08:15:00.1234567890123Z', /at most 12 digits/],
      ['2026-01-31T08:15:00+0200', /colon between hours and minutes: \+02:00/],
      ['2026-01-31T08:15:00+02', /hours and minutes: \+02:00/],
      ['2026-01-31T08:15:00+24:00', /up to 23 hours/],
      ['2026-01-31T08:15:00 CET', /stands the zone/],
      ['/Date(1769846400000)/', /how older JSON counts/],
    ];
    for (const [text, message] of cases) assert.match(reason(text) ?? 'nothing', message, text);
    assert.match(formatSlip('date', '2026-06-31') ?? '', /June 2026 has 30 days/);
    assert.equal(reason('soon'), undefined);
  });

  it('is put right where what was meant is clear', async () => {
    const cases: [string, string][] = [
      ['2026-01-31T08:15:00+0200', '2026-01-31T08:15:00+02:00'],
      ['/Date(1769846400000)/', '2026-01-31T08:00:00Z'],
      ['/Date(1769846400000+0200)/', '2026-01-31T08:00:00Z'],
    ];
    for (const [wrong, right] of cases) {
      const found = await reports(patch(`{ "seen": «"${wrong}"» }`), 'value-format');
      assert.equal(found.fixed(), patch(`{ "seen": "${right}" }`));
    }
    const impossible = await reports(patch('{ "seen": «"2026-02-30T08:15:00Z"» }'), 'value-format');
    assert.deepEqual(impossible.fixes(), []);
  });
});

describe('a value in quotes that needs none', () => {
  it('is shown without them', async () => {
    const found = await reports(patch('{ "live": «"true"» }'), 'value-type');
    assert.match(found.message(), /must be true or false, not text\. Write true, without quotes\.$/);
    assert.equal(found.fixed(), patch('{ "live": true }'));
    const other = await reports(patch('{ "live": «"yes"» }'), 'value-type');
    assert.match(other.message(), /not text\. For example: /);
  });
});

describe('@odata.type in other capitals', () => {
  it('is told apart from another type', async () => {
    const url = '/v1.0/servicePrincipals/1/microsoft.graph.agentIdentity';
    const body = (type: string) =>
      `PATCH ${url}\nContent-Type: application/json\n\n{ "@odata.type": ${type}, "notes": "x" }\n`;
    const found = await reports(body('«"#Microsoft.Graph.AgentIdentity"»'), 'odata-type-wrong');
    assert.match(
      found.message(),
      /has other capitals than the type\. Write "#microsoft\.graph\.agentIdentity"/,
    );
    assert.equal(found.fixed(), body('"#microsoft.graph.agentIdentity"'));
    const other = await reports(body('«"#microsoft.graph.user"»'), 'odata-type-wrong');
    assert.match(other.message(), /is no type of this value/);
  });
});

describe('a path into an earlier answer', () => {
  const first = '# @name a\nGET /v1.0/me\n###\n';

  it('starts with $, which is said with the right form before anything is sent', async () => {
    for (const [wrong, right] of [
      ['a.response.body.id', 'a.response.body.$.id'],
      ['a.response.body.value[0].id', 'a.response.body.$.value[0].id'],
      ['a.response.body.[0]', 'a.response.body.$[0]'],
    ]) {
      const found = await reports(`${first}GET /v1.0/users/«{{${wrong}}}»\n`, 'reference-unresolved');
      assert.match(found.message(), /starts with \$/);
      assert.equal(found.fixed(), `${first}GET /v1.0/users/{{${right}}}\n`);
    }
  });

  it('names a part of the answer', async () => {
    for (const wrong of [
      'a.response.body',
      'a.response.headers',
      'a.response.status',
      'a.response.body.$[',
    ]) {
      const found = await reports(`${first}GET /v1.0/users/«{{${wrong}}}»\n`, 'reference-unresolved');
      assert.match(found.message(), /does not say what to take/, wrong);
    }
  });
});

describe('a cURL command among requests', () => {
  it('is told what makes a request of it', async () => {
    const alone = await reports('«curl» https://graph.microsoft.com/v1.0/me\n', 'method-unknown');
    assert.match(alone.message(), /Paste as Request/);
    assert.deepEqual(alone.fixes(), []);
  });
});

describe('the path of a collection', () => {
  it('is no mistake where it is read or added to', async () => {
    const agents = '/v1.0/servicePrincipals/microsoft.graph.agentIdentity';
    await accepts(`GET ${agents}\n`);
    await accepts(`POST ${agents}\nContent-Type: application/json\n\n{ "displayName": "x" }\n`);
    await accepts('GET /v1.0/identity/apiConnectors?$top=5\n');
    await reports(
      `PATCH /v1.0/servicePrincipals/«microsoft.graph.agentIdentity»\nContent-Type: application/json\n\n{ "notes": "x" }\n`,
      'key-missing',
    );
  });
});
