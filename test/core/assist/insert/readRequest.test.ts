import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRequest } from '../../../../src/core/assist/insert/readRequest.ts';

const snippet = (link: string) => readRequest(link)?.snippet;

describe('a request that reads what a link leads to', () => {
  it('is named after what it reads', () => {
    deepEqual(readRequest('https://graph.microsoft.com/v1.0/users?$skiptoken=a'), {
      title: 'Next page of users',
      snippet: 'GET https://graph.microsoft.com/v1.0/users?\\$skiptoken=a',
    });
    equal(readRequest('https://graph.microsoft.us/beta/groups/59e617e5')?.title, 'Read groups');
  });

  it('keeps the host of a cloud, and names Microsoft Graph for any other', () => {
    equal(snippet('https://graph.microsoft.us/v1.0/users'), 'GET https://graph.microsoft.us/v1.0/users');
    equal(snippet('http://127.0.0.1:51234/v1.0/users/1'), 'GET https://graph.microsoft.com/v1.0/users/1');
    equal(snippet('http://graph.microsoft.us/v1.0/users'), 'GET https://graph.microsoft.com/v1.0/users');
    equal(snippet('https://evil.example/beta/users'), 'GET https://graph.microsoft.com/beta/users');
  });

  it('is not made of anything else', () => {
    for (const link of [
      'javascript:alert(1)',
      'command:x',
      'file:///v1.0/users',
      'https://evil.example/phish',
      'https://a:b@graph.microsoft.com/v1.0/users',
      'v1.0/users',
      `https://graph.microsoft.com/v1.0/${'x'.repeat(9000)}`,
    ])
      equal(readRequest(link), undefined, link);
  });

  it('has no line break, no variable and no snippet stop of the link in it', () => {
    equal(
      snippet('https://graph.microsoft.com/v1.0/a\r\nDELETE /b {{secret}}?q={{token}}&$1'),
      'GET https://graph.microsoft.com/v1.0/aDELETE%20/b%20%7B%7Bsecret%7D%7D?q=%7B%7Btoken%7D%7D&\\$1',
    );
  });
});
