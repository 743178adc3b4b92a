import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prettyJson, WINDOW_EXCESS } from '../../../src/core/text/prettyJson.ts';
import {
  FIRST_WINDOW,
  MAX_SHOWN,
  NEXT_WINDOW,
  nextWindow,
  shownBody,
  withFirstWindow,
} from '../../../src/editor/responses/responseBody.ts';
import { large, object } from '../samples.ts';

/** All windows that the page gets of a body. */
function windowsOf(raw: string): readonly string[] {
  const response = { ...object, raw };
  const first = withFirstWindow(response);
  const windows = [first.raw ?? ''];
  for (let place = first.rawNext; place; ) {
    const { text = '', next } = nextWindow(response, { id: response.id, part: 'answer', place });
    windows.push(text);
    place = next;
  }
  return windows;
}

describe('a body that is sent window by window', () => {
  it('comes at once where it is short, pretty-printed where it is JSON', () => {
    equal(withFirstWindow({ ...object, raw: '{"a":[1.0]}' }).raw, '{\n  "a": [\n    1.0\n  ]\n}');
    equal(withFirstWindow({ ...object, raw: '<a>\n b' }).raw, '<a>\n b');
    equal(withFirstWindow({ ...object, raw: '{}' }).rawNext, undefined);
    const { raw: _, ...bodyless } = object;
    equal(withFirstWindow(bodyless), bodyless);
  });

  it('is whole again, in messages of a bounded size', () => {
    for (const raw of [
      large(3).raw ?? '',
      JSON.stringify({ one: 'line'.repeat(1_000_000) }),
      '['.repeat(30_000),
      `${'x'.repeat(FIRST_WINDOW - 1)}${'😀'.repeat(1_500_000)}`,
    ]) {
      const windows = windowsOf(raw);
      ok(windows.length > 1);
      ok((windows[0]?.length ?? 0) <= FIRST_WINDOW + WINDOW_EXCESS);
      for (const window of windows) {
        ok(window.length <= NEXT_WINDOW + WINDOW_EXCESS);
        ok(!/\p{Cs}/u.test(window), 'pairs are whole');
      }
      ok(windows.join('') === shownBody(raw));
    }
    equal(shownBody('[1]'), prettyJson('[1]'));
  });

  it('is shown by its beginning where it is too long, and told to be in a file', () => {
    const raw = 'x'.repeat(MAX_SHOWN + 1);
    const first = withFirstWindow({ ...object, raw });
    equal(first.raw?.length, FIRST_WINDOW);
    equal(first.rawNext, undefined);
    equal(first.cut, 'in-file');
    equal(withFirstWindow({ ...object, raw, cut: 'lost' }).cut, 'lost');
  });

  it('has no window of another response', () => {
    const place = { at: 0, depth: 0, inString: false };
    equal(nextWindow({ ...object, raw: 'x' }, { id: 'another', part: 'answer', place }).text, undefined);
    equal(nextWindow(undefined, { id: object.id, part: 'answer', place }).text, undefined);
  });
});
