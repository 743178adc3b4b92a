import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWebPage, pageLink } from '../../../src/core/pages/link.ts';

const leads = (text: string): string => {
  const link = pageLink(text);
  return link.ok ? `${link.url.href} ${link.name}` : link.message;
};

test('a link leads to the Markdown itself', () => {
  assert.equal(
    leads(' https://github.com/contoso/docs/blob/main/api/update-user.md#permissions '),
    'https://raw.githubusercontent.com/contoso/docs/main/api/update-user.md update-user.md',
  );
  assert.equal(
    leads('https://learn.microsoft.com/graph/api/user-update?view=graph-rest-beta'),
    'https://learn.microsoft.com/graph/api/user-update?view=graph-rest-beta&accept=text%2Fmarkdown user-update.md',
  );
  assert.equal(leads('https://contoso.com/a%20b.md'), 'https://contoso.com/a%20b.md a-20b.md');
  assert.equal(leads('https://github.com/contoso'), 'https://github.com/contoso contoso.md');
});

test('only https links without a sign-in are followed', () => {
  for (const text of [
    '',
    'user.md',
    '/etc/passwd',
    'http://contoso.com/x.md',
    'file:///x.md',
    'javascript:1',
    'https://a:b@contoso.com/x.md',
  ]) {
    assert.equal(pageLink(text).ok, false, text);
  }
});

test('a web page is no Markdown', () => {
  assert.equal(isWebPage('\n<!DOCTYPE html><p>'), true);
  assert.equal(isWebPage('# Update user\n<html>'), false);
});
