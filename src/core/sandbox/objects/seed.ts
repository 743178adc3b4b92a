/**
 * The objects that a sandbox holds from the start: one for each API page, with the id that the page's response
 * example shows. Contoso is the company that Microsoft's own examples are about; every value is made up.
 */
import { agentIdentitySeed } from './seedAgentIdentity.ts';
import type { Seed } from './store.ts';

const member: Seed = {
  type: 'microsoft.graph.externalConnectors.identity',
  object: { id: 'b6ba0328-c201-4313-cd28-3e8464fe86e9', type: 'user' },
};

const apiConnector: Seed = {
  type: 'microsoft.graph.identityApiConnector',
  object: {
    id: '7fd6431c-431c-7fd6-1c43-d67f1c43d67f',
    displayName: 'Validate loyalty number',
    targetUrl: 'https://api.contoso.com/loyalty/validate',
    authenticationConfiguration: {
      '@odata.type': '#microsoft.graph.basicAuthentication',
      username: 'contoso-sign-up',
    },
  },
};

const autopilotDevice: Seed = {
  type: 'microsoft.graph.importedWindowsAutopilotDeviceIdentity',
  object: {
    id: '5eb0fcbe-fcbe-5eb0-befc-b05ebefcb05e',
    orderIdentifier: 'PO-2025-1042',
    groupTag: 'Seattle-Office',
    serialNumber: '5CG1342R7T',
    productKey: '00330-80000-00000-AA917',
    importId: '3d9f1a7c-5a52-4d0e-9a3f-0c5e6f2b8d11',
    hardwareIdentifier: 'T0FGQUFRQUFBQUFDQUFFQUNnQUFBRU52Ym5SdmMyOD0=',
    state: {
      deviceImportStatus: 'complete',
      deviceRegistrationId: '9c1e2a44-0f3b-4b7e-8a60-51d2f7c6e390',
      deviceErrorCode: 0,
      deviceErrorName: null,
    },
    assignedUserPrincipalName: 'AdeleV@contoso.com',
  },
};

const importedDevice: Seed = {
  type: 'microsoft.graph.importedDeviceIdentity',
  object: {
    id: '255f6010-6010-255f-1060-5f2510605f25',
    importedDeviceIdentifier: '356938035643809',
    importedDeviceIdentityType: 'imei',
    lastModifiedDateTime: '2025-09-30T08:15:00Z',
    createdDateTime: '2025-03-04T14:02:11Z',
    lastContactedDateTime: '2025-10-01T06:41:27Z',
    description: 'Warehouse scanner, gate 4',
    enrollmentState: 'enrolled',
    platform: 'android',
  },
};

/** One object for each API page. */
export const SEEDS: readonly Seed[] = [
  member,
  apiConnector,
  autopilotDevice,
  importedDevice,
  agentIdentitySeed,
];

/** The id of the object of a type that a sandbox holds from the start; undefined where it holds none. */
export function seededId(type: string): string | undefined {
  const id = SEEDS.find((seed) => seed.type === type)?.object.id;
  return typeof id === 'string' ? id : undefined;
}
