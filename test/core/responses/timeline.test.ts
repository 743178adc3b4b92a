import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRemembered } from '../../../src/editor/responses/remembered.ts';
import { type PageResponse, type ResponseRef, refOfEntry } from '../../../src/editor/responses/response.ts';
import { Timeline } from '../../../src/editor/responses/timeline.ts';
import { bounded, type SavedPage } from '../../../src/webview/state/saved.ts';
import { object } from '../../webview/samples.ts';

const USERS = 'https://graph.microsoft.com/v1.0/users/1';

function ref(id: string, time: number, url = USERS): ResponseRef {
  return { id, time, url };
}

/** A response as far as the order of time is concerned. */
function response(id: string, time: number, { url = USERS, raw = '{}' } = {}): PageResponse {
  const nobody = () => {
    throw new Error('Nobody asks for it here.');
  };
  return {
    id,
    time,
    view: { ...object, id, url, raw },
    request: { method: 'GET', url, headers: [] },
    get sent() {
      return nobody();
    },
    entry: nobody,
    withObject: nobody,
    sendAgain: nobody,
    revealRequest: nobody,
  };
}

function places({ position, count, earlier }: ReturnType<Timeline['standing']>) {
  return [position, count, earlier?.id];
}

describe('the order of responses', () => {
  it('is that of time, whether the journal or the window knows them', () => {
    const timeline = new Timeline();
    timeline.readJournal([ref('a', 1), ref('c', 3)]);
    timeline.keep(response('b', 2));
    timeline.keep(response('c', 3));
    deepEqual(places(timeline.standing(ref('a', 1))), [1, 3, undefined]);
    deepEqual(places(timeline.standing(ref('c', 3))), [3, 3, 'b']);
    equal(timeline.step(ref('b', 2), 'back')?.id, 'a');
    equal(timeline.step(ref('b', 2), 'forward')?.id, 'c');
    equal(timeline.step(ref('a', 1), 'newest')?.id, 'c');
    equal(timeline.step(ref('a', 1), 'back'), undefined);
    equal(timeline.step(ref('c', 3), 'forward'), undefined);
    equal(timeline.step(ref('c', 3), 'newest'), undefined);
  });

  it('has the newest that is kept whole, whichever was looked at last', () => {
    const timeline = new Timeline();
    equal(new Timeline().newest, undefined);
    timeline.keep(response('b', 2));
    timeline.keep(response('a', 1));
    timeline.readJournal([ref('c', 3)]);
    equal(timeline.newest?.id, 'b');
  });

  it('has a place for what is shown, even where nobody keeps it', () => {
    const timeline = new Timeline();
    timeline.readJournal([ref('a', 1), ref('c', 3)]);
    deepEqual(places(timeline.standing(ref('gone', 2))), [2, 3, 'a']);
    equal(timeline.step(ref('gone', 2), 'back')?.id, 'a');
    deepEqual(places(timeline.standing(ref('a', 1))), [1, 2, undefined]);
  });

  it('knows the earlier response of the same URL, at whatever address and with whatever query', () => {
    const timeline = new Timeline();
    timeline.readJournal([
      ref('same', 1, 'http://127.0.0.1:4000/v1.0/users/1?$select=id'),
      ref('other', 2, 'https://graph.microsoft.com/v1.0/users/2'),
    ]);
    equal(timeline.standing(ref('now', 3)).earlier?.id, 'same');
    equal(timeline.standing(ref('now', 3, 'https://graph.microsoft.com/beta/users/1')).earlier, undefined);
  });

  it('takes an entry of the journal for over when its answer was there', () => {
    const request = { method: 'GET', url: USERS, headers: [] };
    const entry = {
      id: 'e',
      time: 1000,
      state: 'object',
      environment: 'global',
      account: '',
      request,
    } as const;
    equal(refOfEntry(entry).time, 1000);
    equal(refOfEntry({ ...entry, result: { kind: 'object', duration: 250 } }).time, 1250);
  });

  it('leads there and back again from any response', () => {
    const times = fc.uniqueArray(fc.nat(), { minLength: 2 });
    fc.assert(
      fc.property(times, (all) => {
        const timeline = new Timeline();
        const refs = all.map((time) => ref(`${time}`, time));
        timeline.readJournal(refs);
        for (const from of refs) {
          const back = timeline.step(from, 'back');
          if (back) equal(timeline.step(back, 'forward')?.id, from.id);
          equal(timeline.standing(from).position, all.filter((time) => time <= from.time).length);
        }
      }),
    );
  });
});

describe('what is kept whole', () => {
  it('is what was used last, as far as it fits', () => {
    const raw = 'x'.repeat(100_000);
    const timeline = new Timeline(3_000_000);
    for (const [index, id] of ['a', 'b', 'c'].entries()) timeline.keep(response(id, index, { raw }));
    deepEqual(
      timeline.kept.map(({ id }) => id),
      ['b', 'c'],
    );
    equal(timeline.get('b')?.id, 'b');
    timeline.keep(response('d', 4, { raw }));
    deepEqual(
      timeline.kept.map(({ id }) => id),
      ['b', 'd'],
    );
  });

  it('is at least the response that came last, however large', () => {
    const timeline = new Timeline(10);
    timeline.keep(response('a', 1));
    timeline.keep(response('b', 2));
    deepEqual(
      timeline.kept.map(({ id }) => id),
      ['b'],
    );
  });

  it('is given up with its entry of the history', () => {
    const timeline = new Timeline();
    timeline.keep(response('a', 1));
    timeline.keep(response('never in it', 2));
    timeline.readJournal([ref('a', 1), ref('b', 3)]);
    timeline.readJournal([ref('b', 3)]);
    deepEqual(
      timeline.kept.map(({ id }) => id),
      ['never in it'],
    );
  });
});

describe('what a page says of itself after a reload', () => {
  const saved = (more: Partial<SavedPage> = {}): unknown =>
    JSON.parse(
      JSON.stringify({ version: 1, ...bounded({ ...object, entry: 'e' }), tab: 'raw', folds: [], ...more }),
    );

  it('is enough to act on it', () => {
    deepEqual(readRemembered(saved({ pinned: true })), {
      id: 'e',
      entry: 'e',
      time: Date.parse(object.time),
      url: object.url,
      pinned: true,
    });
    const { entry: _, ...bare } = { ...object, entry: 'e' };
    deepEqual(readRemembered(saved({ response: bare })), {
      id: object.id,
      time: Date.parse(object.time),
      url: object.url,
      pinned: false,
    });
  });

  it('is not guessed where it is not understood', () => {
    for (const state of [undefined, null, 'text', {}, { response: 1 }, { response: { id: 'a' } }]) {
      equal(readRemembered(state), undefined);
    }
    equal(readRemembered(saved({ response: { ...object, time: 'soon' } })), undefined);
    fc.assert(fc.property(fc.anything(), (state) => void readRemembered(state)));
  });
});
