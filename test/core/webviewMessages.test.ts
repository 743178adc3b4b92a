import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FromPage, isFromPage } from '../../src/webview/messages.ts';

const messages: readonly FromPage[] = [
  { type: 'ready', restored: true },
  { type: 'copy', text: 'x', what: 'request-id' },
  { type: 'open', url: 'https://learn.microsoft.com' },
  { type: 'run', action: 'send-again' },
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
    { type: 'copy', text: 1, what: '' },
  ]) {
    assert.equal(isFromPage(message), false);
  }
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(typeof isFromPage(value), 'boolean')));
});
