import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headerMeaning } from '../../../src/webview/headers/meanings.ts';
import { headerReading } from '../../../src/webview/headers/reading.ts';

const NOW = new Date('2026-03-02T13:37:42Z');

describe('a header', () => {
  it('is explained by its name in any case, apart for requests and answers', () => {
    match(headerMeaning('ReTry-After', 'response') ?? '', /How long to wait/);
    match(headerMeaning('If-Match', 'request') ?? '', /412/);
    equal(headerMeaning('If-Match', 'response'), undefined);
    match(headerMeaning('Content-Type', 'response') ?? '', /format of the body/);
    for (const name of ['', '__proto__', 'constructor', 'toString', 'x-unknown']) {
      equal(headerMeaning(name, 'response'), undefined, name);
      equal(headerMeaning(name, 'request'), undefined, name);
    }
  });

  it('is read where its value says more than one sees', () => {
    deepEqual(
      [
        ['Retry-After', '125'],
        ['content-length', '1874'],
        ['x-ms-throttle-limit-percentage', '0.85'],
        ['x-ms-ags-diagnostic', '{"ServerInfo":{"DataCenter":"North Europe","Ring":"3","Slice":5}}'],
      ].map(([name = '', value = '']) => headerReading(name, value, NOW)),
      ['Wait 2 min 5 s.', '1.8 KB', '85 % of what is allowed', 'Data centre: North Europe\nRing: 3'],
    );
    for (const [name, value] of [
      ['Sunset', 'Tue, 01 Dec 2026 00:00:00 GMT'],
      ['deprecation', '@1796083200'],
      ['Retry-After', 'Tue, 01 Dec 2026 00:00:00 GMT'],
    ] as const)
      match(headerReading(name, value, NOW) ?? '', /2026/, name);
  });

  it('whose value is another one is left as it is', () => {
    for (const [name, value] of [
      ['Retry-After', 'soon'],
      ['Retry-After', '-5'],
      ['deprecation', 'true'],
      ['Sunset', '12'],
      ['content-length', '1e3'],
      ['x-ms-ags-diagnostic', '{"ServerInfo":'],
      ['x-ms-ags-diagnostic', '{"__proto__":{"ServerInfo":{}}}'],
      ['x-ms-throttle-limit-percentage', 'NaN'],
      ['etag', 'W/"1"'],
    ] as const)
      equal(headerReading(name, value, NOW), undefined, `${name}: ${value}`);
  });
});
