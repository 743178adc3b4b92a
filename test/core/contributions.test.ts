import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  COMMANDS,
  ENDPOINT_COMMANDS,
  ENDPOINTS_VIEW,
  HISTORY_COMMANDS,
  HISTORY_VIEW,
  LANGUAGE_ID,
  METADATA_COMMANDS,
  PAGE_COMMANDS,
  PROGRESS,
  RESPONSE_COMMANDS,
  RESPONSE_VIEW,
  SANDBOX_PROVIDER,
  SETTINGS,
  SETTINGS_SECTION,
  type SettingKey,
  TOOLS,
  WALKTHROUGH,
  WELCOME_COMMANDS,
} from '../../src/contributions.ts';
import { CLOUDS, SANDBOX } from '../../src/core/environments.ts';
import { shipped } from './schemas/shipped.ts';

interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly items?: {
    readonly properties: Readonly<
      Record<string, { readonly enum?: readonly string[]; readonly enumDescriptions?: readonly string[] }>
    >;
  };
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly extensions: readonly string[];
      readonly firstLine: string;
    }[];
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly title: string;
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
      }[];
    }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly toolReferenceName: string;
      readonly modelDescription: string;
      readonly inputSchema: { readonly required: readonly string[] };
    }[];
    readonly authentication: readonly { readonly id: string; readonly label: string }[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const root = new URL('../../', import.meta.url);
const manifest: Manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const { contributes } = manifest;
/** All settings, whichever section lists them. */
const PROPERTIES: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
);
const ALL_COMMANDS = {
  ...COMMANDS,
  ...ENDPOINT_COMMANDS,
  ...PAGE_COMMANDS,
  ...METADATA_COMMANDS,
  ...HISTORY_COMMANDS,
  ...RESPONSE_COMMANDS,
  ...WELCOME_COMMANDS,
};

test('commands and their titles are the same in the manifest and in code', () => {
  assert.deepEqual(
    Object.fromEntries(contributes.commands.map(({ command, title }) => [command, title])),
    ALL_COMMANDS,
  );
});

test('tools of language models are the same in the manifest and in code, and say that nothing is sent', () => {
  assert.deepEqual(
    Object.fromEntries(
      contributes.languageModelTools.map(({ name, toolReferenceName }) => [name, toolReferenceName]),
    ),
    TOOLS,
  );
  for (const { modelDescription, inputSchema } of contributes.languageModelTools) {
    assert.match(modelDescription, /Nothing is sent\./);
    assert.deepEqual(inputSchema.required, ['text']);
  }
});

test('menus and keys name commands that exist', () => {
  const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
  assert.ok(named.length > 0);
  for (const { command } of named) assert.ok(command in ALL_COMMANDS, command);
});

test('settings and their defaults are the same in the manifest and in code', () => {
  assert.deepEqual(
    Object.fromEntries(Object.entries(PROPERTIES).map(([key, { default: value }]) => [key, value])),
    Object.fromEntries(Object.entries(SETTINGS).map(([key, value]) => [`${SETTINGS_SECTION}.${key}`, value])),
  );
});

test('the settings page lists the settings in titled sections, each setting in one', () => {
  const sections = contributes.configuration;
  assert.deepEqual(
    sections.map(({ order }) => order),
    sections.map((_, index) => index + 1),
  );
  assert.equal(new Set(sections.map(({ title }) => title)).size, sections.length);
  const listed = sections.flatMap(({ properties }) => Object.keys(properties));
  assert.equal(new Set(listed).size, listed.length);
  for (const { title, properties } of sections) {
    assert.ok(Object.keys(properties).length <= 7, `${title} is longer than is read at a glance`);
  }
});

test('every setting says what it does', () => {
  for (const [key, { markdownDescription }] of Object.entries(PROPERTIES)) {
    assert.ok(markdownDescription.length > 30, key);
  }
});

/** Decide where tokens or requests go, or what is started or kept: never taken from a workspace. */
const GUARDED: readonly SettingKey[] = [
  'signIn.clientId',
  'signIn.tenant',
  'signIn.perEnvironment',
  'tokenCommand',
  'environments',
  'sandbox.url',
  'sandbox.makeObjects',
  'metadata.source',
  'metadata.refreshDays',
  'metadata.offer',
  'history.enabled',
  'history.responses',
  'history.maxAge',
  'history.maxSize',
];
/** Become part of requests: taken from trusted workspaces only. */
const RESTRICTED: readonly SettingKey[] = ['environmentVariables'];
/** Change nothing about where a request goes. */
const HARMLESS: readonly SettingKey[] = [
  'send.timeout',
  'send.connectTimeout',
  'send.maxRetries',
  'send.maxWait',
  'send.maxResponseSize',
  'send.readBefore',
  'send.readAfter',
  'diagnostics.portability',
  'diagnostics.severity',
  'inlayHints.references',
];

test('every setting is guarded, restricted or harmless, so that a new one has to be thought about', () => {
  assert.deepEqual([...GUARDED, ...RESTRICTED, ...HARMLESS].toSorted(), Object.keys(SETTINGS).toSorted());
});

test('settings that decide where a token or a request goes cannot come from a workspace', () => {
  for (const key of GUARDED) {
    const { scope = '' } = PROPERTIES[`${SETTINGS_SECTION}.${key}`] ?? {};
    assert.ok(['application', 'machine'].includes(scope), `${key} is of scope ${scope}`);
  }
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    ...RESTRICTED.map((key) => `${SETTINGS_SECTION}.${key}`),
  ]);
});

test('an environment of one’s own can be in every cloud, by the names that code has for them', () => {
  const { items } = PROPERTIES['graphHttp.environments'] ?? {};
  const { cloud } = items?.properties ?? {};
  assert.deepEqual(
    cloud?.enum?.map((id, index) => [id, cloud.enumDescriptions?.[index]]),
    CLOUDS.map(({ id, label }) => [id, label]),
  );
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

test('a file of another name is of the language where its first line is of Microsoft Graph, in any cloud', () => {
  const [{ firstLine } = { firstLine: '' }] = contributes.languages;
  const isOurs = (line: string) => new RegExp(firstLine).test(line);
  for (const { host = '' } of CLOUDS) {
    for (const line of [
      `PATCH https://${host}/v1.0/me`,
      `@graph = https://${host}`,
      `GET  https://${host}/beta`,
    ]) {
      assert.ok(isOurs(line), line);
    }
    for (const line of [
      `GET https://${host}.contoso.example/`,
      `GET https://contoso.example/?next=https://${host}/`,
      `https://${host}/v1.0/me is where it goes`,
      `### PATCH https://${host}/v1.0/me`,
    ]) {
      assert.ok(!isOurs(line), line);
    }
  }
});

test('the editor’s own New File… offers a request file', () => {
  assert.deepEqual(
    contributes.menus['file/newFile']?.map(({ command }) => command),
    ['graphHttp.newFile'],
  );
});

test('VS Code checks the body files of each schema that is shipped by it', () => {
  assert.deepEqual(
    contributes.jsonValidation.toSorted((a, b) => a.url.localeCompare(b.url)),
    [...shipped.keys()].sort().map((type) => ({
      fileMatch: `*.${type}.patch.json`,
      url: `./schemas/${type}.json`,
    })),
  );
});

test('the views are those that code names, in a container that is there, and link to commands that exist', () => {
  const containers = Object.values(contributes.viewsContainers).flatMap((all) => all.map(({ id }) => id));
  assert.deepEqual(Object.keys(contributes.views), containers);
  assert.deepEqual(
    Object.values(contributes.views).flatMap((all) => all.map(({ id }) => id)),
    [ENDPOINTS_VIEW, HISTORY_VIEW],
  );
  const welcomed = contributes.viewsWelcome.map(({ view }) => view);
  assert.deepEqual([...new Set(welcomed)].sort(), [ENDPOINTS_VIEW, HISTORY_VIEW].sort());
  for (const { view, contents } of contributes.viewsWelcome) assertLinks(contents, view);
});

/** Every text with links has at least one to a command, and each of those exists. */
function assertLinks(text: string, where: string): void {
  const commands = [...text.matchAll(/\(command:(?:toSide:)?([\w.]+)/g)].map(([, command = '']) => command);
  assert.ok(commands.length > 0, `${where} offers nothing to do`);
  for (const command of commands) {
    assert.ok(command in ALL_COMMANDS || command.startsWith('workbench.'), `${command} of ${where}`);
  }
}

test('each step of the walkthrough offers something to do, and is ticked by what a person does', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  assert.deepEqual([walkthrough?.id, others], [WALKTHROUGH, []]);
  const events = walkthrough?.steps.flatMap((step) => {
    assertLinks(step.description, step.id);
    assert.ok(step.completionEvents.length > 0, step.id);
    return step.completionEvents;
  });
  const named = (prefix: string) =>
    events?.filter((event) => event.startsWith(prefix)).map((event) => event.slice(prefix.length)) ?? [];
  const byContext = walkthrough?.steps.flatMap(({ id, completionEvents }) =>
    completionEvents
      .filter((event) => event.startsWith('onContext:'))
      .map((event) => [event.slice('onContext:'.length), id] as const),
  );
  assert.deepEqual(Object.fromEntries(byContext ?? []), PROGRESS);
  for (const command of named('onCommand:')) assert.ok(command in ALL_COMMANDS, command);
  assert.equal(named('onContext:').length + named('onCommand:').length, events?.length);
});

test('each step of the walkthrough has a picture for every kind of theme, which is described', () => {
  for (const { id, media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    assert.deepEqual(Object.keys(media.image).sort(), ['dark', 'hc', 'hcLight', 'light'], id);
    assert.ok(media.altText.length > 30, id);
  }
});

test('what is kept of requests is decided by the person alone', () => {
  for (const [key, { scope }] of Object.entries(PROPERTIES)) {
    if (key.startsWith('graphHttp.history.')) assert.equal(scope, 'application', key);
  }
});
