import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FromPage, isFromPage } from '../../src/webview/messages.ts';

const messages: readonly FromPage[] = [
  { type: 'ready', restored: true },
  { type: 'copy', text: 'x', what: 'request-id' },
  { type: 'body', id: 'a', part: 'answer', place: { at: 0, depth: 0, inString: false } },
  { type: 'copy-body', id: 'a', part: 'request' },
  { type: 'copy-as', form: 'curl', id: 'a' },
  { type: 'open', url: 'https://learn.microsoft.com' },
  { type: 'run', action: 'send-again' },
  { type: 'go', to: 'back' },
  { type: 'pin', pinned: true },
  { type: 'compare-with', which: 'previous' },
  { type: 'run', action: 'wait-and-send' },
  { type: 'fix-property', property: 'passwordCredentials[0].startDateTime' },
];

test('the messages of the page are taken', () => {
  for (const message of messages) assert.ok(isFromPage(message), message.type);
});

test('anything else is not, and nothing throws', () => {
  for (const message of [
    null,
    undefined,
    'ready',
    [],
    { type: 'run', action: 'rm' },
    { type: 'open' },
    { type: 'go', to: 'up' },
    { type: 'pin' },
    { type: 'compare-with', which: 'all' },
    { type: 'fix-property', property: 1 },
    { type: 'body', id: 'a', part: 'answer', place: { at: -1, depth: 0, inString: false } },
    { type: 'body', id: 'a', part: 'answer', place: { at: 1, depth: 0.5, inString: false } },
    { type: 'body', id: 'a', part: 'answer', place: { at: 1, depth: 0 } },
    { type: 'body', id: 'a', part: 'other', place: { at: 0, depth: 0, inString: false } },
    { type: 'body', id: 'a', part: 'answer', place: null },
    { type: 'body', part: 'answer', place: { at: 0, depth: 0, inString: false } },
    { type: 'copy-body', id: 'a' },
    { type: 'copy-body', part: 'answer' },
    { type: 'copy-as', form: 'curl' },
    { type: 'copy', text: 1, what: '' },
  ]) {
    assert.equal(isFromPage(message), false);
  }
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(typeof isFromPage(value), 'boolean')));
});
