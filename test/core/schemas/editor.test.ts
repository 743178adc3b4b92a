import { describe, it } from 'node:test';
import { jsonEditor } from './jsonEditor.ts';
import { exampleBody, schemaOf, shipped, withoutStops } from './shipped.ts';

const editor = (name: string) => jsonEditor(schemaOf(name));

describe('hover in a body file', () => {
  for (const [name, schema] of shipped) {
    it(`${name}: every property shows our description`, async () => {
      const { explains } = editor(name);
      for (const [property, { description = '', examples }] of Object.entries(schema.properties)) {
        const value = JSON.stringify(examples?.[0]);
        await explains(`{"|${property}": ${value}}`, description);
        await explains(`{"|${property}": "placeholder"}`, description);
      }
    });
  }
  it('says what an update cannot do', async () => {
    const agent = editor('agentIdentity');
    await agent.explains('{"|appId": "x"}', 'Read-only.', 'given when the agent identity is created');
    await agent.explains('{"|keyCredentials": []}', 'Read-only.', 'addKey');
    await agent.explains('{"|appData": "x"}', 'Draft page only.');
    await agent.explains(
      '{"|customSecurityAttributes": {}}',
      '$select',
      'CustomSecAttributeAssignment.ReadWrite.All',
    );
    await editor('identityApiConnector').explains(
      '{"|authenticationConfiguration": null}',
      'Replaced whole.',
    );
  });
  it('shows what a member of an enum means', async () => {
    await editor('identity').explains(
      '{"type": "ext|ernalGroup"}',
      'Another external group of the same connection.',
    );
    await editor('agentIdentity').explains('{"preferredSingleSignOnMode": "o|idc"}', 'OpenID Connect.');
  });
  it('reaches nested properties, of derived types too', async () => {
    await editor('agentIdentity').explains(
      '{"addIns": [{"|type": "FileHandler"}]}',
      'Which kind of hook it is',
    );
    await editor('identityApiConnector').explains(
      '{"authenticationConfiguration": {"@odata.type": "microsoft.graph.basicAuthentication", "|password": "x"}}',
      'never returns it',
    );
  });
});

describe('completion in a body file', () => {
  it('proposes the properties', async () => {
    await editor('importedDeviceIdentity').proposes('{|}', ['platform', 'description', '@odata.type']);
    await editor('agentIdentity').proposes(
      '{"displayName": "x", |}',
      ['accountEnabled', 'tags'],
      ['displayName'],
    );
  });
  it('proposes the members of an enum', async () => {
    await editor('identity').proposes('{"type": |}', ['"user"', '"group"', '"externalGroup"', 'null']);
    await editor('identity').completes('{"type": |}', '"group"', '{"type": "group"}');
  });
  it('proposes only @odata.type until a derived type is chosen', async () => {
    const { proposes } = editor('identityApiConnector');
    const credentials = (inside: string) => `{"authenticationConfiguration": {${inside}}}`;
    await proposes(credentials('|'), ['@odata.type'], ['username', 'pkcs12Value']);
    await proposes(credentials('"@odata.type": |'), ['"#microsoft.graph.basicAuthentication"']);
    const basic = '"@odata.type": "#microsoft.graph.basicAuthentication", |';
    await proposes(credentials(basic), ['username', 'password'], ['pkcs12Value', 'certificateList']);
    const upload = '"@odata.type": "microsoft.graph.pkcs12Certificate", |';
    await proposes(credentials(upload), ['pkcs12Value', 'password'], ['username']);
  });
  it('proposes nested properties', async () => {
    await editor('agentIdentity').proposes('{"appRoles": [{|}]}', ['allowedMemberTypes', 'isEnabled']);
    await editor('agentIdentity').proposes('{"appRoles": [{"allowedMemberTypes": [|]}]}', [
      '"User"',
      '"Application"',
    ]);
  });
  for (const [name, schema] of shipped) {
    it(`${name}: proposes its snippets in an empty file`, async () => {
      await editor(name).proposes('|', schema.defaultSnippets?.map(({ label }) => label) ?? ['']);
    });
  }
});

describe('problems in a body file', () => {
  for (const [name, schema] of shipped) {
    it(`${name}: none in valid bodies`, async () => {
      const { accepts } = editor(name);
      const body = exampleBody(schema);
      for (const [property, { deprecated }] of Object.entries(schema.properties))
        if (deprecated) delete body[property];
      await accepts(body);
      await accepts({ '@odata.context': 'x', '@odata.etag': 'W/"1"', 'owner@odata.bind': 'x' });
      for (const snippet of schema.defaultSnippets ?? []) await accepts(withoutStops(snippet.body));
      const nullable = Object.entries(schema.properties).filter(
        ([, { type, deprecated }]) => Array.isArray(type) && !deprecated,
      );
      await accepts(Object.fromEntries(nullable.map(([property]) => [property, null])));
    });
  }
  it('are those of the schema', async () => {
    await editor('identity').reports('{"type": "person"}', /Valid values: "user", "group", "externalGroup"/);
    await editor('identity').reports('{"typ": "user"}', /typ is not allowed/);
    await editor('identity').reports('{"id": null}', /Incorrect type/);
    await editor('agentIdentity').reports('{"accountEnabled": "Boolean"}', /Incorrect type/);
    await editor('agentIdentity').reports('{"errorUrl": "https://contoso.com"}', /errorUrl is deprecated/);
    const { reports } = editor('identityApiConnector');
    await reports('{"authenticationConfiguration": {}}', /Missing property "@odata.type"/);
    const basic = '"@odata.type": "microsoft.graph.basicAuthentication"';
    await reports(
      `{"authenticationConfiguration": {${basic}, "pkcs12Value": "x"}}`,
      /pkcs12Value is not allowed/,
    );
  });
});
