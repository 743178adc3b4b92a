/** Permission data of a small service, in the form in which Microsoft Graph's is published. */
export const PERMISSIONS = {
  $schema: 'https://example.com/permissions.schema.json',
  permissions: {
    'Cars.ReadWrite.All': {
      schemes: { DelegatedWork: { privilegeLevel: 4 }, Application: { privilegeLevel: 4 } },
      pathSets: [
        {
          schemeKeys: ['DelegatedWork', 'Application'],
          methods: ['GET', 'PATCH'],
          paths: {
            '/cars/{id}': 'least=DelegatedWork',
            '/Cars/{carId}/wheels/{wheel-id}': '',
            '/cars(plate={value})':
              'least=DelegatedWork,Application;AlsoRequires=Garage.Read.All,Plates.Read.All',
            '/cars/trucks.graph.none/{id}': '',
          },
        },
      ],
    },
    'Cars.Manage': {
      schemes: { DelegatedWork: { privilegeLevel: 2 }, Application: { privilegeLevel: 2 } },
      pathSets: [
        {
          schemeKeys: ['DelegatedWork', 'Application'],
          methods: ['PATCH'],
          paths: {
            '/cars/{id}': '',
            '/cars/{id}/owner/$ref': '',
            '/cars/{id}/range(from={value},to={value})': '',
          },
        },
      ],
    },
    'Cars.Own': {
      schemes: { DelegatedPersonal: { privilegeLevel: 1 }, DelegatedWork: { privilegeLevel: 3 } },
      pathSets: [
        {
          schemeKeys: ['DelegatedPersonal', 'DelegatedWork'],
          methods: ['patch'],
          paths: { '/cars/{id}': '' },
        },
        { schemeKeys: ['Elsewhere'], methods: ['PATCH'], paths: { '/cars/mine': '' } },
      ],
    },
    'Trucks.ReadWrite.All': {
      schemes: { DelegatedWork: { privilegeLevel: 3 } },
      pathSets: [
        {
          schemeKeys: ['DelegatedWork'],
          methods: ['PATCH'],
          paths: {
            '/cars/microsoft.graph.truck/{id}': '',
            '/cars/{id}/Graph.van': '',
            '/cars/delta': '',
            '/me/drive/root:/{id}:/sheet': '',
            '/cars/delta/{id}/deep': '',
          },
        },
        { schemeKeys: ['DelegatedWork'], methods: ['GET'], paths: { '/cars/special': '' } },
      ],
    },
    'Odd one!': { pathSets: [{ schemeKeys: ['DelegatedWork'], methods: ['PATCH'], paths: { '/odd': '' } }] },
    'Broken.One': 'text',
    'Broken.Two': { schemes: [], pathSets: [{ schemeKeys: 'no', methods: [1, null], paths: 'no' }, 4] },
  },
};
