import { pageJourney } from '../support/ui/page.ts';

const GRAPH = 'https://graph.microsoft.com';

pageJourney({
  name: '01-identity',
  example: 'update-identity',
  problems: ['"String" is what the documentation prints', '{identityId} has no value yet'],
  corrected: `PATCH ${GRAPH}/v1.0/connections/contosohr/groups/engineering/members/{memberId}
Content-Type: application/json

{
  "@odata.type": "#microsoft.graph.externalConnectors.identity",
  "type": "group"
}
`,
  left: '{memberId} has no value yet',
  answers: [['memberId', 'b6ba0328-c201-4313-cd28-3e8464fe86e9']],
  shows: ['microsoft.graph.externalConnectors.identity', 'group', '200'],
});

pageJourney({
  name: '02-api-connector',
  example: 'update-identityapiconnector',
  problems: ['"String" is what the documentation prints', 'apiAuthenticationConfigurationBase is abstract'],
  corrected: `PATCH ${GRAPH}/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f
Content-Type: application/json

{
  "@odata.type": "#microsoft.graph.identityApiConnector",
  "displayName": "Check the loyalty number",
  "targetUrl": "https://api.contoso.example/signup/loyalty",
  "authenticationConfiguration": {
    "@odata.type": "#microsoft.graph.basicAuthentication",
    "username": "signup",
    "password": "not a real one"
  }
}
`,
  shows: ['Check the loyalty number', 'authenticationConfiguration', '200'],
});

pageJourney({
  name: '03-autopilot-device',
  example: 'update-deviceidentities',
  problems: ['"Binary" is what the documentation prints'],
  corrected: `PATCH ${GRAPH}/beta/deviceManagement/importedWindowsAutopilotDeviceIdentities/5eb0fcbe-fcbe-5eb0-befc-b05ebefcb05e
Content-Type: application/json

{
  "@odata.type": "#microsoft.graph.importedWindowsAutopilotDeviceIdentity",
  "groupTag": "Kiosk",
  "assignedUserPrincipalName": "adele@contoso.example"
}
`,
  shows: ['Kiosk', 'adele@contoso.example', '200'],
});

pageJourney({
  name: '04-imported-device',
  example: 'update-importeddeviceidentities',
  problems: ['"String (timestamp)" is what the documentation prints'],
  corrected: `PATCH ${GRAPH}/beta/deviceManagement/importedDeviceIdentities/255f6010-6010-255f-1060-5f2510605f25
Content-Type: application/json

{
  "@odata.type": "#microsoft.graph.importedDeviceIdentity",
  "description": "Spare phone of the front desk",
  "platform": "android"
}
`,
  shows: ['Spare phone of the front desk', 'android', '200'],
});

pageJourney({
  name: '05-agent-identity',
  example: 'update-agentidentity',
  problems: ['"Boolean" is what the documentation prints', '"Guid" is what the documentation prints'],
  corrected: `PATCH ${GRAPH}/v1.0/servicePrincipals/46c58c0b-9f52-6295-c513-c514c1fd961a/microsoft.graph.agentIdentity
Content-Type: application/json

{
  "accountEnabled": false,
  "displayName": "Contoso Expenses",
  "notes": "Switched off until the review is over"
}
`,
  shows: ['Contoso Expenses', 'Switched off until the review is over', '200'],
});
