import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { Clock } from '../../../src/core/host.ts';
import { createSandboxServer } from '../../../src/core/sandbox/server.ts';
import { assertGraphAnswer, exchangeRaw, parseAnswer } from './rawSocket.ts';

const clock: Clock = { now: () => 0, sleep: () => Promise.resolve() };

describe('clients that take their time', () => {
  for (const [what, text] of [
    ['headers', 'GET / HTTP/1.1\r\nHost: lo'],
    ['bodies', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab'],
  ] as const) {
    it(`are told so where their ${what} do not come`, async () => {
      const patience = { headers: 100, request: 200, idle: 100, check: 50 };
      const server = createSandboxServer((incoming) => void incoming.resume(), clock, patience);
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      try {
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const answer = parseAnswer(await exchangeRaw(url, text, false), 'GET');
        assert.equal(answer.status, 408);
        assertGraphAnswer(answer, 'GET');
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
  }
});
