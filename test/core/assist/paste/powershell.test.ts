import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const USER = 'https://graph.microsoft.com/v1.0/users/abc';
const HEAD = `PATCH ${USER}\nContent-Type: application/json\n\n`;

/** The request that a script becomes. */
function becomes(script: string, expected: string): void {
  for (const text of [script, script.replaceAll('\n', '\r\n')]) {
    assert.equal(readPasted(text)?.text, expected, text);
  }
}

/** The body that a script sends, of which `BODY` stands for the call with `-Body`. */
function sends(script: string, expected: unknown): void {
  const text = script.replace('SEND', `Invoke-MgGraphRequest -Method PATCH -Uri '${USER}' -Body`);
  const pasted = readPasted(text)?.text ?? '';
  assert.ok(pasted.startsWith(HEAD), `${text}\n${pasted}`);
  assert.deepEqual(JSON.parse(pasted.slice(HEAD.length)), expected, text);
}

/** A script that is pasted as it is. */
function staysAsItIs(script: string): void {
  assert.equal(
    readPasted(script.replace('SEND', `Invoke-MgGraphRequest -Method PATCH -Uri '${USER}' -Body`)),
    undefined,
    script,
  );
}

test('$null, $true and $false are those of JSON, and numbers are numbers', () => {
  sends(`$body = @{ displayName='O''Neil'; notes=$null } | ConvertTo-Json\nSEND $body`, {
    displayName: "O'Neil",
    notes: null,
  });
  sends('SEND @{ a = $true; b = $False; c = $NULL; d = 5; e = -1.5; f = "5" }', {
    a: true,
    b: false,
    c: null,
    d: 5,
    e: -1.5,
    f: '5',
  });
});

test('tables in every spelling: one line and several, nested, ordered, with lists and comments', () => {
  const all = { a: true, tags: ['a', 'b'], info: { 'x y': 1, '@odata.type': '#t', list: [{ b: 'c' }, []] } };
  sends(`SEND @{a=$true; tags=@('a','b'); info=@{'x y'=1; "@odata.type"='#t'; list=@(@{b='c'}, @())}}`, all);
  sends(
    `$body = [ordered]@{
  a = $true # never mind the } here
  tags = 'a', 'b'
  <# nor ' here #>
  info = [pscustomobject]@{
    'x y' = 1
    "@odata.type" = "#t"
    list = @(
      @{ b = 'c' }
      @()
    )
  }
}
SEND ($body | ConvertTo-Json -Depth 10 -Compress)`,
    all,
  );
  sends("SEND @{ tags = @('only') }", { tags: ['only'] });
  sends('SEND @{ __proto__ = 1; ToString = 2 }', JSON.parse('{"__proto__":1,"ToString":2}'));
});

test('ConvertTo-Json in parentheses, behind a pipe and with its parameters', () => {
  for (const body of [
    '(@{displayName="x"} | ConvertTo-Json)',
    '(ConvertTo-Json @{displayName="x"} -Depth 5)',
    '(ConvertTo-Json -InputObject @{displayName="x"})',
    '((@{displayName="x"}) | ConvertTo-Json -Depth 10)',
  ]) {
    sends(`SEND ${body}`, { displayName: 'x' });
    sends(`$b = ${body}\nSEND $b -ContentType 'application/json'`, { displayName: 'x' });
  }
  sends('$body = @{displayName="x"}\n$json = $body | ConvertTo-Json\nSEND $json', { displayName: 'x' });
});

test('here-strings and texts, with the values of variables', () => {
  sends(`$name = 'Ann'\n$body = @"\n{ "a": "$name", "b": "$($null)" }\n"@\nSEND '{}'`, {});
  sends(`$name = 'Ann'\n$body = @"\n{ "a": "$name", "b": "\${name}\`$x" }\n"@\nSEND $body`, {
    a: 'Ann',
    b: 'Ann$x',
  });
  sends(`SEND @'\n{"a": "'it''s'"}\n'@`, { a: "'it''s'" });
  sends('SEND "{ ""a"": `"b`" }"', { a: 'b' });
  sends('SEND @{ a = ‘it’’s’; b = “c” }', { a: 'it’s', b: 'c' });
});

test('values without a name go to the parameters in their order', () => {
  becomes(
    `Invoke-MgGraphRequest PATCH /v1.0/users/abc -Body '{"city":"Redmond"}'`,
    'PATCH /v1.0/users/abc\nContent-Type: application/json\n\n{\n  "city": "Redmond"\n}',
  );
  becomes(`Invoke-MgGraphRequest GET '/v1.0/me'`, 'GET /v1.0/me');
  becomes('Invoke-MgGraphRequest -Uri v1.0/me delete', 'DELETE /v1.0/me');
  becomes(`irm ${USER}`, `GET ${USER}`);
  becomes(`PS C:\\> Invoke-RestMethod -Me PATCH ${USER} -B '{"a":1}'`, `${HEAD}{\n  "a": 1\n}`);
});

test('splatting', () =>
  becomes(
    `$params = @{\n  Method = 'PATCH'\n  Uri = '${USER}'\n  Headers = @{ Authorization = "Bearer $token" }\n  Body = @{ a = 1 } | ConvertTo-Json\n}\n$answer = Invoke-RestMethod @params -ErrorAction Stop`,
    `${HEAD}{\n  "a": 1\n}`,
  ));

test('a variable of which the value is not there becomes a reference, what OData knows stays', () => {
  becomes(
    '$id = (Get-MgUser -Top 1).Id\nInvoke-MgGraphRequest -Uri "https://graph.microsoft.com/v1.0/users/$id/x?$select=a&`$top=1"',
    'GET https://graph.microsoft.com/v1.0/users/{{id}}/x?$select=a&$top=1',
  );
  becomes("$id = 'abc'\nInvoke-MgGraphRequest -Uri /v1.0/users/$id", 'GET /v1.0/users/abc');
});

test('several requests come with separators, those for a token and their secrets do not', () => {
  const pasted = readPasted(
    `$body = @{ client_id = 'a'; client_secret = 'SECRET' }
$token = (Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/$tenant/oauth2/v2.0/token" -Body $body).access_token
$headers = @{ Authorization = "Bearer $($token)" }
try {
  Invoke-RestMethod -Uri '${USER}' -Headers $headers -Token $token | ConvertTo-Json
} catch { Write-Error "no" }
$body = '{"a":1}'
Invoke-RestMethod -Method Patch -Uri '${USER}' -Headers $headers -Body $body`,
  );
  assert.equal(pasted?.text, `GET ${USER}\n\n###\n${HEAD}{\n  "a": 1\n}`);
  assert.equal(pasted?.leftOut, 'Left out: the access token. The editor signs in by itself.');
});

test('what the script has elsewhere is left to the person, and said', () => {
  const note = '# Only a run of the script would tell this body. Write it in place of { }.';
  for (const script of [
    'SEND $body',
    'SEND ($body | ConvertTo-Json)',
    '$body = Get-Content body.json\nSEND $body',
    '$body = Get-Body | ConvertFrom-Json\nSEND ($body | ConvertTo-Json -Depth 5)',
  ]) {
    becomes(
      script.replace('SEND', `Invoke-MgGraphRequest -Method PATCH -Uri '${USER}' -Body`),
      `${note}\n${HEAD}{}`,
    );
  }
  sends('SEND @{ a = $count; b = @($x, 1) }', { a: '{{count}}', b: ['{{x}}', 1] });
  becomes(
    `Invoke-RestMethod -Uri ${USER} -Headers $headers`,
    `# Headers that the script sets elsewhere are left out.\nGET ${USER}`,
  );
});

test('what is not known for sure is pasted as it is', () => {
  for (const script of [
    'SEND (Get-Content body.json)',
    'SEND (Get-Content body.json -Raw | ConvertFrom-Json)',
    'SEND @{ a = Get-Date }',
    'SEND @{ a = 1kb }',
    'SEND @{ a = 1; A = 2 }',
    'SEND @{ a = 1',
    `SEND @'\n{}`,
    `SEND 'x`,
    "SEND @{ a = 'b' }, @{ a = 'c' }",
    '$body = @{ a = 1 }\n$body.b = 2\nSEND $body',
    '$body = Get-Body\n$body.b = 2\nSEND $body',
    "$body = @{ a = 1 }\n$body['b'] = 2\nSEND $body",
    '$info = @{ a = 1 }\n$body = @{ info = $info }\n$info.a = 2\nSEND $body',
    '$body = @{ a = 1 }\n$body += @{ b = 2 }\nSEND $body',
    '$body = @{ a = 1 }\nif ($x) { $body = @{ a = 2 } }\nSEND $body',
    '$ids | ForEach-Object { SEND @{ a = 1 } }',
    'SEND @{ a = 1 } -Unheard-Of x',
    'SEND @{ a = 1 } -Method $method',
    'SEND @{ a = 1 }\nInvoke-MgGraphRequest -Uri $uri',
    'SEND @unknown',
    `Invoke-RestMethod -Method Patch -Uri ${USER} -Body @{ a = 1 }`,
    `Invoke-RestMethod -Uri ${USER} -CustomMethod $m`,
    'Invoke-RestMethod is a cmdlet',
    'Invoke-MgGraphRequest sends a request to Microsoft Graph',
    'Invoke-MgGraphRequest ',
  ]) {
    staysAsItIs(script);
  }
});

test('properties of what a script looks up, joined and formatted texts', () => {
  const url = (script: string) => /^PATCH (.*)$/m.exec(readPasted(script)?.text ?? '')?.[1];
  const users = 'https://graph.microsoft.com/v1.0/users';
  assert.equal(url(`irm -Method Patch -Uri "${users}/$($user.Id)" -Body '{}'`), `${users}/{{userId}}`);
  assert.equal(url(`irm -Method Patch -Uri ('${users}/' + $id) -Body '{}'`), `${users}/{{id}}`);
  assert.equal(url(`irm -Method Patch -Uri ("${users}/{0}" -f $user.Id) -Body '{}'`), `${users}/{{userId}}`);
  assert.equal(url(`$u = @{ Id = 7 }\nirm -Method Patch -Uri "${users}/$($u.id)" -Body '{}'`), `${users}/7`);
  assert.equal(
    url(`$uri = '${users}/' + $id\nirm $uri -Method Patch -Body ([Text.Encoding]::UTF8.GetBytes('{}'))`),
    `${users}/{{id}}`,
  );
  const table = 'Invoke-MgGraphRequest -Method PATCH -Uri /v1.0/me -Body @{ a = "at $($x.y)"; b = $x.y }';
  assert.match(readPasted(table)?.text ?? '', /"at \{\{xY\}\}",\s+"b": "\{\{xY\}\}"/);
  for (const path of ['$($x.y())', '$($x[0])', '$($x.a.b)', '$(Get-Date)', '$($_.a.b)']) {
    assert.equal(readPasted(`irm -Method Patch -Uri "${users}/${path}" -Body '{}'`), undefined, path);
  }
});

test('a loop is read once, and says so', () => {
  const script =
    'foreach ($u in Get-MgUser -All) {\n  try {\n    irm -Method Patch -Uri "https://graph.microsoft.com/v1.0/users/$($u.Id)" -Body \'{}\'\n  } catch { $_ }\n}\nirm https://graph.microsoft.com/v1.0/me';
  assert.equal(
    readPasted(script)?.text,
    '# The script sends this for each $u.\nPATCH https://graph.microsoft.com/v1.0/users/{{uId}}\nContent-Type: application/json\n\n{}\n\n###\nGET https://graph.microsoft.com/v1.0/me',
  );
});

test('a value that doubles with every line is not followed without end', { timeout: 10_000 }, () => {
  const lines = Array.from({ length: 60 }, (_, index) => [
    `$a${index + 1} = "$a${index}$a${index}"`,
    `$t${index + 1} = @{ x = $t${index}; y = $t${index} }`,
  ]);
  const script = `$a0 = 'xx'\n$t0 = @{ a = 1 }\n${lines.flat().join('\n')}`;
  assert.ok((readPasted(`${script}\nirm -Uri "https://a.example/$a60"`)?.text ?? '').length < 5_000_000);
  staysAsItIs(`${script}\nSEND $t60`);
});

test('hostile scripts take linear time', { timeout: 20_000 }, () => {
  for (const unit of [
    '(',
    '@(',
    '@{a=',
    '@{a=@(',
    '"$("',
    '"$(',
    '$(',
    '`',
    "''",
    '""',
    "@'\n",
    '@"\n$a',
    ',',
    '$a',
    '$a=@{}\n$a.b\n',
    '#',
    '<#',
    '[ordered]@{a=',
    '(ConvertTo-Json ',
    '| ConvertTo-Json ',
    '-Depth 1 ',
    'PS > ',
    'try {',
    '; ',
    '= ',
    '$x=',
    '((((((((',
    'irm ',
    '\nirm /v1.0/me',
  ]) {
    const many = unit.repeat(50_000);
    readPasted(`irm -Uri /v1.0/me -Body ${many}`);
    readPasted(`irm -Uri /v1.0/me\n$b = ${many}`);
    readPasted(`irm -Uri /v1.0/me\n${many}`);
    readPasted(`irm -Uri "${many}`);
    readPasted(`${unit.repeat(2_000)}\nirm -Uri /v1.0/me -Body ${many}`);
  }
});
