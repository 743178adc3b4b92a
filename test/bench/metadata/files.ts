import { join } from 'node:path';

/** The metadata of Microsoft Graph, and as much of it again as beta has. */
export const DOCUMENTS = ['3.4 MB', '12 MB'] as const;

export type DocumentName = (typeof DOCUMENTS)[number];

/** The variable that tells a process where the documents are. */
export const FOLDER_VARIABLE = 'GRAPH_HTTP_INPUT';

/** Where a document is. */
export function documentFile(name: string, folder = process.env[FOLDER_VARIABLE] ?? ''): string {
  return join(folder, `${name.replaceAll(' ', '')}.csdl`);
}

/** Where its compiled file is. */
export function compiledFile(name: string, folder = process.env[FOLDER_VARIABLE] ?? ''): string {
  return join(folder, `${name.replaceAll(' ', '')}.txt`);
}

/** What is asked for, by what the document has: a type, a path to an object of it, and one four segments on. */
export const SUBJECTS = [
  {
    type: 'microsoft.graph.servicePrincipal',
    object: '/servicePrincipals/1',
    deep: '/deviceManagement/deviceConfigurations/1/assignments',
  },
  { type: 'test.fleet.vehicle', object: '/vehicles/1', deep: '/vehicles/1/trips/1' },
] as const;
