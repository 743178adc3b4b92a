import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SANDBOX } from '../../../../src/core/environments.ts';
import type { Baseline } from '../../../../src/core/send/loop/baseline.ts';
import type { Answer, Outcome } from '../../../../src/core/send/outcome.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { changeParts } from '../../../../src/editor/loop/changeParts.ts';
import { responseView } from '../../../../src/editor/responses/responseView.ts';

const request = { method: 'PATCH', url: '/v1.0/me', headers: [], body: '{"displayName":"x"}' };
const READ: Baseline = { kind: 'read', object: { displayName: 'x' }, time: 2_000 };
const UNREAD: Baseline = { kind: 'unread', code: 'x', message: 'The object could not be read.' };

function refused(status: number): Outcome {
  const answer: Answer = { status, headers: [], body: '', size: 0, duration: 1, clientRequestId: 'x' };
  return { kind: 'refused', answer, error: { status, code: '', message: '', details: [] } };
}

function parts(outcome: Outcome, now: Baseline | undefined) {
  const delivery = { outcome, masked: outcome, sent: request, scopes: [], environment: SANDBOX, time: 1_000 };
  return changeParts({ request, sent: { delivery }, now, mask: (text) => text });
}

describe('what is read behind a refusal', () => {
  it('says what became of a change that the service failed at', () => {
    const { headline, detail, changes } = parts(refused(500), READ);
    equal(headline, 'The service failed; the object was read since.');
    match(detail ?? '', /^The object has what was sent/);
    equal(changes?.rows.length, 1);
    deepEqual(parts(refused(500), undefined), {});
  });

  it('is the object alone where the change was refused for certain', () => {
    const { headline, changes, readAfter } = parts(refused(409), READ);
    deepEqual(
      [headline, changes, readAfter],
      [undefined, undefined, { time: new Date(2_000).toISOString() }],
    );
  });

  it('says why it could not be read', () => {
    equal(parts(refused(409), UNREAD).detail, UNREAD.message);
    equal(parts(refused(500), UNREAD).detail, UNREAD.message);
  });
});

const VALUES = { displayName: 'x', size: 1, owner: { maker: 'm', share: 1 } };

/** The page of a PATCH that was answered with an object, or with 204 and the object was read. */
function page(patch: JsonObject, before: JsonObject | undefined, after: JsonObject, isEmpty: boolean) {
  const body = isEmpty ? '' : JSON.stringify(after);
  const status = isEmpty ? 204 : 200;
  const answer: Answer = { status, headers: [], body, size: 0, duration: 1, clientRequestId: 'x' };
  const outcome: Outcome = isEmpty ? { kind: 'changed', answer } : { kind: 'object', answer, object: after };
  const change = { ...request, body: JSON.stringify(patch) };
  const delivery = {
    outcome,
    masked: outcome,
    sent: change,
    scopes: [],
    environment: SANDBOX,
    time: 1_000,
    ...(before === undefined ? {} : { baseline: { kind: 'read', object: before, time: 0 } as const }),
    ...(isEmpty ? { readAfter: { kind: 'read', object: after, time: 2_000 } as const } : {}),
  };
  const view = responseView('x', change, { delivery });
  return {
    headline: view.headline,
    detail: view.detail,
    actions: view.actions?.map(({ action }) => action),
    rows: view.rows?.map(({ name, change, since }) => [name, change, since]),
  };
}

describe('a change that changes nothing', () => {
  for (const isEmpty of [false, true]) {
    it(`is told as that, and offers no undoing (${isEmpty ? 204 : 200})`, () => {
      deepEqual(page({ displayName: 'x', owner: VALUES.owner }, VALUES, { ...VALUES, size: 2 }, isEmpty), {
        headline: 'Nothing had to be changed.',
        detail: 'Every value that was sent was there already.',
        actions: ['read-again'],
        rows: [
          ['displayName', 'sent', 'same'],
          ['size', undefined, 'changed'],
          ['owner', 'sent', 'same'],
        ],
      });
    });
  }

  it('is told apart from one that changes a part, and from one of which nothing is known', () => {
    const after = { ...VALUES, owner: { maker: 'n', share: 1 } };
    deepEqual(page({ displayName: 'x', owner: { maker: 'n', share: 1 } }, VALUES, after, false), {
      headline: 'The object was changed.',
      detail: '2 of 3 values that were sent are as before.',
      actions: ['undo', 'read-again'],
      rows: [
        ['displayName', 'sent', 'same'],
        ['size', undefined, undefined],
        ['owner', 'sent', 'changed'],
      ],
    });
    deepEqual(page({ displayName: 'x' }, undefined, VALUES, false), {
      headline: 'The object was changed.',
      detail: undefined,
      actions: ['read-again'],
      rows: [
        ['displayName', 'sent', undefined],
        ['size', undefined, undefined],
        ['owner', undefined, undefined],
      ],
    });
    equal(page({ displayName: 'y' }, VALUES, { ...VALUES, displayName: 'y' }, false).detail, undefined);
  });
});

describe('a change that was answered, and is not there', () => {
  it('is told at once: the service may be slow, or does not take the value', () => {
    const { headline, detail, rows } = page({ displayName: 'y', size: 1 }, VALUES, VALUES, true);
    equal(headline, 'The change was made; the service returned no object.');
    equal(
      detail,
      '1 of 2 values that were sent is as before. The value of before is still in displayName. The service may need a moment, or ignores it: read the object again.',
    );
    deepEqual(rows?.slice(0, 2), [
      ['displayName', 'normalised', 'kept'],
      ['size', 'sent', 'same'],
    ]);
  });
});
