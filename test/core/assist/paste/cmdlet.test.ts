import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const GRAPH = 'https://graph.microsoft.com';

/** The request that a script becomes: its request line, and its body as a value. */
function becomes(script: string, line: string, body?: unknown): void {
  for (const text of [script, script.replaceAll('\n', '\r\n')]) {
    const pasted = readPasted(text);
    assert.equal(pasted?.form, 'powershell', text);
    const head = body === undefined ? line : `${line}\nContent-Type: application/json\n\n`;
    assert.ok(pasted.text.startsWith(head), `${text}\n${pasted.text}`);
    if (body === undefined) assert.equal(pasted.text, line);
    else assert.deepEqual(JSON.parse(pasted.text.slice(head.length)), body, text);
  }
}

/** A script whose request is not known, which is said where it is pasted. */
function isNoted(script: string, name: string): void {
  const pasted = readPasted(script);
  assert.equal(pasted?.form, 'note', script);
  assert.match(pasted.text, new RegExp(`^# .* Find-MgGraphCommand -Command ${name} tells `));
  assert.ok(pasted.text.split('\n').every((line) => line.startsWith('#')));
  for (const line of script.split('\n')) assert.ok(pasted.text.includes(line.trimEnd()));
}

test('the table of -BodyParameter is the body, and the cmdlet names the URL', () => {
  const script = (call: string) =>
    `Import-Module Microsoft.Graph.Users\n\n$params = @{\n\tcity = "Oslo"\n}\n\n${call}\n`;
  becomes(script('Update-MgUser -UserId "adele" -BodyParameter $params'), `PATCH ${GRAPH}/v1.0/users/adele`, {
    city: 'Oslo',
  });
  becomes(
    script('Update-MgBetaUser -UserId adele -bodyparameter $params'),
    `PATCH ${GRAPH}/beta/users/adele`,
    {
      city: 'Oslo',
    },
  );
});

test('ids that only a run would tell are placeholders', () => {
  becomes(
    'Update-MgUserMessage -MessageId $messageId -UserId $userId -BodyParameter @{ isRead = $true }',
    `PATCH ${GRAPH}/v1.0/users/{userId}/messages/{messageId}`,
    { isRead: true },
  );
});

test('other parameters are properties, but for those that only the shell knows', () => {
  becomes(
    'Update-MgUser -UserId u -EmployeeId "7" -AccountEnabled:$false -ShowInAddressList -BusinessPhones @("+1 2", "+3") -Confirm:$false -ErrorAction Stop',
    `PATCH ${GRAPH}/v1.0/users/u`,
    { employeeId: '7', accountEnabled: false, showInAddressList: true, businessPhones: ['+1 2', '+3'] },
  );
  becomes('$p = @{ UserId = "u"; JobTitle = "Lead" }\nUpdate-MgUser @p', `PATCH ${GRAPH}/v1.0/users/u`, {
    jobTitle: 'Lead',
  });
});

test('names in a path are plurals, and the last one may be shorter than its id', () => {
  becomes(
    'Update-MgTeamChannelMessage -TeamId t -ChannelId c -ChatMessageId m -Importance high',
    `PATCH ${GRAPH}/v1.0/teams/t/channels/c/messages/m`,
    { importance: 'high' },
  );
  becomes(
    'Update-MgApplicationTokenLifetimePolicy -ApplicationId a -TokenLifetimePolicyId p -DisplayName x',
    `PATCH ${GRAPH}/v1.0/applications/a/tokenLifetimePolicies/p`,
    { displayName: 'x' },
  );
});

test('an object that is removed has no body', () => {
  becomes("Remove-MgGroup -GroupId 'a b'", `DELETE ${GRAPH}/v1.0/groups/a%20b`);
});

test('a cmdlet whose URL or body is not known for sure is said to be so', () => {
  isNoted('Update-MgPlannerTask -PlannerTaskId 1 -Title x', 'Update-MgPlannerTask');
  isNoted('Update-MgUserTodoList -UserId 1 -TodoTaskListId 2 -DisplayName x', 'Update-MgUserTodoList');
  isNoted('$p = Get-Content p.json\nUpdate-MgUser -UserId 1 -BodyParameter $p', 'Update-MgUser');
  isNoted('Update-MgUser -UserId 1 $rest', 'Update-MgUser');
  isNoted('Update-MgUser -UserId 1', 'Update-MgUser');
  isNoted('foreach ($u in $all) { Update-MgUser -UserId $u.Id -City Oslo }', 'Update-MgUser');
});
