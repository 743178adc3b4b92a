import assert from 'node:assert/strict';
import { it } from 'node:test';
import { documentationLink } from '../../../../src/core/assist/describe/describeEndpoint.ts';
import { documentationOf } from '../../../../src/core/catalog/metadata/documentation.ts';

const RESOURCES = 'https://learn.microsoft.com/graph/api/resources';

/** The page of the type at a path. */
function page(type: string, path: string): string | undefined {
  return documentationOf(type, path.split('/').slice(1)).documentation;
}

it('a type of Microsoft Graph has the page that the reference names after it', () => {
  assert.equal(
    page('microsoft.graph.agentIdentity', '/servicePrincipals/{id}'),
    `${RESOURCES}/agentidentity`,
  );
  assert.equal(
    page(
      'microsoft.graph.externalConnectors.identity',
      '/external/connections/{id}/groups/{id}/members/{id}',
    ),
    `${RESOURCES}/externalconnectors-identity`,
  );
  assert.equal(
    page('microsoft.graph.cloudPC', '/deviceManagement/virtualEndpoint/cloudPCs/{id}'),
    `${RESOURCES}/cloudpc`,
  );
  assert.equal(
    page('microsoft.graph.deviceManagement.alertRule', '/deviceManagement/monitoring/alertRules/{id}'),
    `${RESOURCES}/devicemanagement-alertrule`,
  );
});

it('a type of Intune leads to the page above its own, whose name is not known, and says so', () => {
  for (const path of ['/deviceManagement/roleDefinitions/{id}', '/deviceAppManagement/mobileApps/{id}']) {
    const facts = documentationOf('microsoft.graph.thing', path.split('/').slice(1));
    assert.equal(documentationLink(facts), `[Overview of Intune](${RESOURCES}/intune-graph-overview)`);
  }
});

it('a type of another namespace has no page', () => {
  assert.equal(page('contoso.fleet.vehicle', '/vehicles/{id}'), undefined);
  assert.equal(page('microsoft.graphite.vehicle', '/vehicles/{id}'), undefined);
  assert.equal(documentationLink(documentationOf('vehicle', ['vehicles'])), undefined);
});
