import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import type { PermissionsOf } from '../../../../src/core/catalog/metadata/endpoints.ts';
import type { Catalog } from '../../../../src/core/catalog/resource.ts';
import { compiled } from '../../catalog/metadata/fleet.ts';

/** A directory whose objects are in a set of their base type as well, as those of Microsoft Graph are. */
const CSDL = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="t" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="entry"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="user" BaseType="t.entry">
      <Property Name="userPrincipalName" Type="Edm.String"/><Property Name="city" Type="Edm.String"/>
      <NavigationProperty Name="manager" Type="t.entry"/><NavigationProperty Name="directReports" Type="Collection(t.entry)"/>
      <NavigationProperty Name="memberOf" Type="Collection(t.entry)"/>
      <NavigationProperty Name="deputy" Type="t.user"/>
      <NavigationProperty Name="notes" Type="Collection(t.note)" ContainsTarget="true"/></EntityType>
    <EntityType Name="group" BaseType="t.entry"><Property Name="title" Type="Edm.String"/>
      <NavigationProperty Name="members" Type="Collection(t.entry)"/>
      <NavigationProperty Name="owner" Type="t.user"/></EntityType>
    <EntityType Name="app" BaseType="t.entry"><Property Name="appId" Type="Edm.String"/>
      <Property Name="name" Type="Edm.String"/>
      <Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection>
        <Record><PropertyValue Property="Alias" String="appId"/><PropertyValue Property="Name" PropertyPath="appId"/></Record>
      </Collection></PropertyValue></Record></Collection></Annotation></EntityType>
    <EntityType Name="note"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
      <Property Name="text" Type="Edm.String"/>
      <NavigationProperty Name="about" Type="Collection(t.note)"/></EntityType>
    <EntityContainer Name="c">
      <EntitySet Name="entries" EntityType="t.entry"/>
      <EntitySet Name="users" EntityType="t.user"><NavigationPropertyBinding Path="manager" Target="entries"/>
        <NavigationPropertyBinding Path="directReports" Target="entries"/><NavigationPropertyBinding Path="memberOf" Target="entries"/></EntitySet>
      <EntitySet Name="groups" EntityType="t.group"><NavigationPropertyBinding Path="members" Target="entries"/></EntitySet>
      <EntitySet Name="apps" EntityType="t.app"/>
      <Singleton Name="me" Type="t.user"/>
    </EntityContainer>
  </Schema></edmx:DataServices></edmx:Edmx>`;

/** The catalog of the directory. */
export function directoryCatalog(permissionsOf: PermissionsOf = () => undefined): Catalog {
  return metadataCatalog({ version: 'v1.0', file: compiled(CSDL), permissionsOf });
}
