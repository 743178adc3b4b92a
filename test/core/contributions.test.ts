import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  BODY_FILES,
  COMMANDS,
  LANGUAGE_ID,
  RESPONSE_VIEW,
  SANDBOX_PROVIDER,
  SETTINGS,
  SETTINGS_SECTION,
} from '../../src/contributions.ts';
import { SANDBOX } from '../../src/core/send/environments.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly default: unknown; readonly scope: string; readonly markdownDescription: string }
        >
      >;
    };
    readonly authentication: readonly { readonly id: string; readonly label: string }[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const root = new URL('../../', import.meta.url);
const manifest: Manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const { contributes } = manifest;

test('commands and their titles are the same in the manifest and in code', () => {
  assert.deepEqual(
    Object.fromEntries(contributes.commands.map(({ command, title }) => [command, title])),
    COMMANDS,
  );
});

test('menus and keys name commands that exist', () => {
  const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
  assert.ok(named.length > 0);
  for (const { command } of named) assert.ok(command in COMMANDS, command);
});

test('settings and their defaults are the same in the manifest and in code', () => {
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(contributes.configuration.properties).map(([key, { default: value }]) => [key, value]),
    ),
    Object.fromEntries(Object.entries(SETTINGS).map(([key, value]) => [`${SETTINGS_SECTION}.${key}`, value])),
  );
});

test('every setting says what it does', () => {
  for (const [key, { markdownDescription }] of Object.entries(contributes.configuration.properties)) {
    assert.ok(markdownDescription.length > 30, key);
  }
});

test('settings that decide where a token or a request goes cannot come from a workspace', () => {
  const { properties } = contributes.configuration;
  assert.equal(properties['graphHttp.signIn.clientId']?.scope, 'application');
  assert.equal(properties['graphHttp.signIn.tenant']?.scope, 'application');
  assert.equal(properties['graphHttp.sandbox.url']?.scope, 'machine');
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    'graphHttp.environmentVariables',
  ]);
});

test('the language, the panel and the sandbox account have the ids that code uses', () => {
  assert.deepEqual(
    contributes.languages.map(({ id, extensions }) => [id, extensions]),
    [[LANGUAGE_ID, ['.graph.http']]],
  );
  assert.deepEqual(manifest.activationEvents, [`onWebviewPanel:${RESPONSE_VIEW}`]);
  assert.deepEqual(contributes.authentication, [SANDBOX_PROVIDER]);
  assert.equal(SANDBOX.authenticationProvider, SANDBOX_PROVIDER.id);
});

test('body files are attached to the schemas that code names', () => {
  assert.deepEqual(
    Object.fromEntries(contributes.jsonValidation.map(({ fileMatch, url }) => [fileMatch, url])),
    BODY_FILES,
  );
});
