import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { fleetCatalog } from '../../catalog/metadata/fleet.ts';

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
  isNoted('New-MgUserCalendarEvent -UserId 1 -Subject x', 'New-MgUserCalendarEvent');
  isNoted('Set-MgUserManagerByRef -UserId 1 -OdataId x', 'Set-MgUserManagerByRef');
  isNoted('New-MgUser -Confirm', 'New-MgUser');
  isNoted('Update-MgUserTodoList -UserId 1 -TodoTaskListId 2 -DisplayName x', 'Update-MgUserTodoList');
  isNoted('Update-MgUser -UserId 1 $rest', 'Update-MgUser');
  isNoted('Update-MgUser -UserId 1', 'Update-MgUser');
  isNoted('$all | ForEach-Object { Update-MgUser -UserId $_.Id -City Oslo }', 'Update-MgUser');
});

test('an object is made in its entity set', () => {
  becomes('New-MgUser -DisplayName Ann -AccountEnabled', `POST ${GRAPH}/v1.0/users`, {
    displayName: 'Ann',
    accountEnabled: true,
  });
  becomes('$p = @{ mail = "a@b.c" }\nNew-MgInvitation -BodyParameter $p', `POST ${GRAPH}/v1.0/invitations`, {
    mail: 'a@b.c',
  });
});

test('what only a run would tell is left to the person, and said', () => {
  const text = (script: string) => readPasted(script)?.text;
  assert.equal(
    text('$p = Get-Content p.json\nUpdate-MgUser -UserId 1 -BodyParameter $p'),
    `# Only a run of the script would tell this body. Write it in place of { }.\nPATCH ${GRAPH}/v1.0/users/1\nContent-Type: application/json\n\n{}`,
  );
  assert.equal(
    text('Update-MgUser -UserId 1 -City (Get-City) -JobTitle $title'),
    `# Only a run of the script would tell the value of city. Write it below.\nPATCH ${GRAPH}/v1.0/users/1\nContent-Type: application/json\n\n{\n  "jobTitle": "{{title}}"\n}`,
  );
});

test('with metadata, the noun is taken apart into the segments of a path', () => {
  const steps = (version: string, path: string) => fleetCatalog.steps(version, path);
  const line = (script: string) => readPasted(script, steps)?.text.split('\n')[0];
  assert.equal(
    line('Update-MgVehicleTrip -VehicleId 7 -TripId $trip -Note x'),
    `PATCH ${GRAPH}/v1.0/vehicles/7/trips/{tripId}`,
  );
  assert.equal(line('New-MgVehicleTrip -VehicleId 7 -Note x'), `POST ${GRAPH}/v1.0/vehicles/7/trips`);
  assert.equal(
    line('Update-MgVehicleInsurance -VehicleId 7 -Number 1'),
    `PATCH ${GRAPH}/v1.0/vehicles/7/insurance`,
  );
  assert.equal(line('Remove-MgVehicle -VehicleId 7'), `DELETE ${GRAPH}/v1.0/vehicles/7`);
  assert.equal(
    line('Set-MgVehicleDriverByRef -VehicleId 7 -OdataId x'),
    `PUT ${GRAPH}/v1.0/vehicles/7/driver/$ref`,
  );
  const links = readPasted(
    'Set-MgVehicleDriverByRef -VehicleId 7 -OdataId "https://graph.microsoft.com/v1.0/people/8"',
    steps,
  );
  assert.match(links?.text ?? '', /"@odata\.id": "https:\/\/graph\.microsoft\.com\/v1\.0\/people\/8"/);
  assert.equal(readPasted('New-MgVehicleNothing -VehicleId 7 -A b', steps)?.form, 'note');
  assert.equal(readPasted('Update-MgVehicleTrip -VehicleId 7 -Note x', steps)?.form, 'note');
});

test('a hostile noun is looked up in bounded time', () => {
  const steps = (version: string, path: string) => fleetCatalog.steps(version, path);
  const begun = cpuTime();
  readPasted(`Update-Mg${'VehicleDriver'.repeat(20_000)} -VehicleId 7 -A b`, steps);
  assert.ok(cpuTime() - begun < 3000);
});
