import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Moments, phasesOf } from '../../../../src/core/send/client/connectionTimes.ts';
import type { Outcome, Phases } from '../../../../src/core/send/outcome.ts';
import { proxyServer } from '../proxyServer.ts';
import { ACCESS, authority, client, cloudServer, json, sandboxServer, toCloud, toSandbox } from '../world.ts';

function phases(outcome: Outcome): Phases {
  assert.ok('answer' in outcome && outcome.answer.phases, JSON.stringify(outcome));
  return outcome.answer.phases;
}

suite('the phases of a send', () => {
  test('are those of a new connection, then those of one that was there', async (t) => {
    const server = await sandboxServer(t, (_got, response) => {
      setTimeout(() => {
        response.write('{');
        setTimeout(() => response.end('}'), 40);
      }, 60);
    });
    const sender = client(t);
    const first = await sender.send(toSandbox(server.port), ACCESS);
    const { reused, connect, waiting, body, tls, tunnel } = phases(first);
    assert.deepEqual([reused, tls, tunnel], [false, undefined, undefined]);
    assert.ok(connect !== undefined && connect >= 0);
    // The first line of the answer comes with its first bytes; a busy machine may see them late.
    assert.ok(waiting >= 55 && body > 0 && waiting + body >= 95, JSON.stringify(first));
    assert.ok('answer' in first && waiting + body + connect <= first.answer.duration + 1);
    const second = phases(await sender.send(toSandbox(server.port), ACCESS));
    assert.deepEqual([second.reused, second.connect, second.lookup], [true, undefined, undefined]);
  });

  test('have a name look-up and a handshake with a cloud', async (t) => {
    const server = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const lookup = (
      _host: string,
      options: { readonly all?: boolean },
      callback: (error: null, address: unknown, family?: number) => void,
    ) =>
      setTimeout(
        () =>
          options.all
            ? callback(null, [{ address: '127.0.0.1', family: 4 }])
            : callback(null, '127.0.0.1', 4),
        50,
      );
    const sender = client(t, {
      ca: [authority.cert],
      lookup: lookup as never,
      connectTo: (hostname) => ({ hostname, port: server.port }),
    });
    const found = phases(await sender.send(toCloud(), ACCESS));
    assert.ok(found.lookup !== undefined && found.lookup >= 45, JSON.stringify(found));
    assert.ok(found.connect !== undefined && found.tls !== undefined && found.tls > 0, JSON.stringify(found));
    const again = phases(await sender.send(toCloud(), ACCESS));
    assert.deepEqual([again.reused, again.tls], [true, undefined]);
  });

  test('have a tunnel in the place of a look-up where there is a proxy', async (t) => {
    const cloud = await cloudServer(t, (_got, response) => json(response, 200, {}));
    const proxy = await proxyServer(t, cloud.port);
    const sender = client(t, {
      ca: [authority.cert],
      proxyFor: () => ({ url: `http://127.0.0.1:${proxy.port}` }),
    });
    const { tunnel, tls, connect, lookup } = phases(await sender.send(toCloud(), ACCESS));
    assert.ok(tunnel !== undefined && tunnel > 0 && tls !== undefined && tls > 0);
    assert.deepEqual([connect, lookup], [undefined, undefined]);
  });

  test('are each one’s own where several requests go at once', async (t) => {
    const server = await sandboxServer(t, (_got, response) => setTimeout(() => response.end('{}'), 30));
    const sender = client(t);
    const all = await Promise.all([1, 2, 3].map(() => sender.send(toSandbox(server.port), ACCESS)));
    assert.deepEqual(
      all.map((each) => phases(each).reused),
      [false, false, false],
    );
    assert.equal(server.connections(), 3);
  });

  test('count from the request where an earlier one began to connect', () => {
    const moments: Moments = { begun: 100, sent: 160, answered: 200, ended: 210 };
    const opening = { begun: 50, lookedUp: 80, connected: 120, ready: 150 };
    assert.deepEqual(phasesOf(moments, opening), {
      reused: false,
      lookup: 0,
      connect: 20,
      tls: 30,
      waiting: 40,
      body: 10,
    });
    assert.deepEqual(phasesOf(moments, { begun: 10, connected: 20, ready: 30 }), {
      reused: true,
      waiting: 40,
      body: 10,
    });
    assert.equal(phasesOf(moments, undefined).reused, true);
  });
});
