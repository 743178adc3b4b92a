import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lensTitle } from '../../../src/editor/language/lensTitle.ts';

test('icons of a lens stay apart from the words on both sides: the editor swallows plain spaces there', () => {
  assert.equal(lensTitle('$(play) Send PATCH → Sandbox'), '$(play)\u00a0Send PATCH → Sandbox');
  assert.equal(
    lensTitle('$(play) Send PATCH → Contoso $(warning) production'),
    '$(play)\u00a0Send PATCH → Contoso\u00a0$(warning)\u00a0production',
  );
  assert.equal(lensTitle('Preview'), 'Preview');
});
