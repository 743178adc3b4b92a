import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RequestOffer } from '../../../../src/core/assist/insert/newRequest.ts';
import { offersFound } from '../../../../src/core/assist/insert/offerSearch.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const offer = (title: string, path: string, description = '', permission = 'Mail.Read'): RequestOffer => ({
  title,
  method: 'PATCH',
  path,
  version: 'v1.0',
  description,
  permission,
  snippet: () => '',
});

const OFFERS = [
  offer('conditionalAccessPolicyTemplate', '/identity/conditionalAccess/templates/{id}'),
  offer('namedLocation', '/identity/conditionalAccess/namedLocations/{id}'),
  offer('onPremisesSettings', '/settings', 'About conditional access on premises.'),
  offer('conditionalAccessPolicy', '/identity/conditionalAccess/policies/{id}'),
  offer('messageRule', '/me/mailFolders/{id}/messageRules/{id1}'),
  offer('user', '/users/{id}', '', 'User.ReadWrite'),
];

const found = (search: string) => offersFound(OFFERS, search).map(({ title }) => title);

suite('a search for what to update', () => {
  test('finds the words of a name that is written without blanks', () => {
    assert.deepEqual(found('message rule'), ['messageRule']);
    assert.deepEqual(found('Rule  Message '), ['messageRule']);
  });

  test('gives names first, then paths, then what is said of them', () => {
    assert.deepEqual(found('conditional access'), [
      'conditionalAccessPolicy',
      'conditionalAccessPolicyTemplate',
      'namedLocation',
      'onPremisesSettings',
    ]);
  });

  test('knows methods, versions and permissions, and wants every word', () => {
    assert.deepEqual(found('patch v1.0 user.readwrite'), ['user']);
    assert.deepEqual(found('message nowhere'), []);
  });

  test('ends in time where thousands fit', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => offer(`type${index}`, `/types/${index}`));
    const begun = cpuTime();
    assert.equal(offersFound(many, 'type patch').length, 200);
    assert.ok(cpuTime() - begun < 1_000);
  });
});
