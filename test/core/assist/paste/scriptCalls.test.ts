import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toPython } from '../../../../src/core/assist/copy/python.ts';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const USER = 'https://graph.microsoft.com/v1.0/users/7';
const JSON_TYPE = 'Content-Type: application/json';
const textOf = (script: string) => readPasted(script)?.text;

test('a call of axios, with the verb in its name or among its options', () => {
  const expected = `PATCH ${USER}\n${JSON_TYPE}\n\n{\n  "city": "Ulm"\n}`;
  const options = "{ headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } }";
  const pasted = readPasted(`const { data } = await axios.patch('${USER}', { city: 'Ulm' }, ${options});\n`);
  assert.equal(pasted?.text, expected);
  assert.equal(pasted?.form, 'script');
  assert.equal(pasted?.leftOut, 'Left out: the access token. The editor signs in by itself.');
  assert.equal(
    textOf(`axios({ method: 'patch', url: '${USER}', data: JSON.stringify({ "city": "Ulm", }), })`),
    expected,
  );
  assert.equal(
    textOf(
      `let config = {\n  method: 'PATCH', // as Postman writes it\n  maxBodyLength: Infinity,\n  url: '${USER}',\n  data : JSON.stringify({ "city": "Ulm" })\n};\n\naxios.request(config)\n.then((response) => {\n  console.log(JSON.stringify(response.data));\n});`,
    ),
    expected,
  );
  assert.equal(
    textOf(
      "axios.get<User>('/users', { baseURL: 'https://graph.microsoft.com/beta/', params: { $top: 5, $select: 'id,mail' } })",
    ),
    'GET https://graph.microsoft.com/beta/users?$top=5&$select=id,mail',
  );
});

test('a call of requests or httpx, with json, data and positional arguments', () => {
  const expected = `PATCH ${USER}\n${JSON_TYPE}\n\n{\n  "city": "Ulm",\n  "accountEnabled": true,\n  "manager": null\n}`;
  const body = "{'city': 'Ulm', 'accountEnabled': True, 'manager': None}";
  const headers = '{"Authorization": f"Bearer {token}", "Content-Type": "application/json"}';
  const plain = `import requests\n\nurl = "${USER}"\nheaders = ${headers}\n`;
  assert.equal(
    textOf(`${plain}r = requests.patch(url, headers=headers, json=${body})\nprint(r.status_code)\n`),
    expected,
  );
  assert.equal(
    textOf(
      `${plain}payload = json.dumps(${body})\nresponse = requests.request("PATCH", url, headers=headers, data=payload)\n`,
    ),
    expected,
  );
  assert.equal(textOf(`httpx.patch("${USER}", json=${body})`), expected);
  assert.equal(
    textOf(
      `# first\nurl = 'https://graph.microsoft.com/v1.0/me'\nrequests.get(url, params={"$select": "id"})\n`,
    ),
    'GET https://graph.microsoft.com/v1.0/me?$select=id',
  );
});

test('a call of the client library of Microsoft Graph', () => {
  const script = [
    'const client = Client.init({ authProvider });',
    "const change = { city: 'Ulm', 'tags': ['a', \"b\"] };",
    'await client.api(`/users/${user.id}`)',
    "  .version('beta')",
    "  .header('If-Match', '*')",
    '  .update(change);',
  ].join('\n');
  assert.equal(
    textOf(script),
    `PATCH https://graph.microsoft.com/beta/users/{{userId}}\nIf-Match: *\n${JSON_TYPE}\n\n{\n  "city": "Ulm",\n  "tags": [\n    "a",\n    "b"\n  ]\n}`,
  );
  assert.equal(
    textOf("let me = await client.api('/me').select(['id', 'mail']).get();"),
    'GET https://graph.microsoft.com/v1.0/me?$select=id,mail',
  );
});

test('what only a run would tell becomes a reference, or is left to the person', () => {
  assert.equal(
    textOf(
      `requests.patch(f"https://graph.microsoft.com/v1.0/users/{user['id']}", json={"city": city, "note": "at " + place, "by": os.environ["NAME"]})`,
    ),
    `PATCH https://graph.microsoft.com/v1.0/users/{{userId}}\n${JSON_TYPE}\n\n{\n  "city": "{{city}}",\n  "note": "at {{place}}",\n  "by": "{{NAME}}"\n}`,
  );
  assert.equal(
    textOf('requests.patch("https://graph.microsoft.com/v1.0/users/{}".format(id), json=change)'),
    `# Only a run of the script would tell this body. Write it in place of { }.\nPATCH https://graph.microsoft.com/v1.0/users/{{id}}\n${JSON_TYPE}\n\n{}`,
  );
});

test('several calls, each with what its variables were given last', () => {
  const script = `body = {"city": "Ulm"}\nrequests.patch("${USER}", json=body)\nbody = {"city": "Bonn"}\nrequests.patch("${USER}", json=body)\n`;
  assert.deepEqual(textOf(script)?.match(/###|Ulm|Bonn/g), ['Ulm', '###', 'Bonn']);
});

test('a script that this editor made', () => {
  for (const body of ['{"a":"it\'s (so)\\n"}', '{\n  "a": "b \\" c"\n}', undefined]) {
    const request = {
      method: 'PATCH',
      url: new URL(USER),
      headers: body === undefined ? [] : [{ name: 'Content-Type', value: 'application/json' }],
      ...(body === undefined ? {} : { body }),
      permissions: [],
    };
    const [head = '', sent] = (textOf(toPython(request)) ?? '').split('\n\n');
    assert.equal(head, body === undefined ? `PATCH ${USER}` : `PATCH ${USER}\n${JSON_TYPE}`);
    assert.deepEqual(sent === undefined ? undefined : JSON.parse(sent), body && JSON.parse(body));
  }
});

test('words about such calls are no request', () => {
  for (const text of [
    'Use axios.patch(url, body) here.',
    'requests.patch()',
    'session.get("key")',
    "client.api('/me')",
    'axios.patch(',
    "requests.patch('not a url at all', json={})",
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});
