/** A draft of an API page, with something of everything that drafts have and lack. Written for these tests. */
export const DRAFT = `---
title: "Update gizmo"
description: "Change what a gizmo is called and how it spins."
author: "**TODO: Name somebody. See [a guide](https://contoso.com/guide)**"
doc_type: apiPageType
---

# Update gizmo

Namespace: microsoft.graph.lab

[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]

Change the properties of a [gizmo](../resources/gizmo.md) object.

## Permissions

|Permission type|Least privileged permissions|Higher privileged permissions|
|:---|:---|:---|
|Delegated (work or school account)|Gizmo.ReadWrite.Own|Gizmo.ReadWrite.All, Directory.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|Not supported.|
|Application|**TODO: Provide applicable permissions.**||

## HTTP request

<!-- {
  "blockType": "ignored"
}
-->
\`\`\` http
PATCH /lab/gizmos/{gizmo-id | name}
PATCH /users/{id}/gizmos/{gizmoId}?$select=id
PATCH /lab/gizmos(odd'path')
\`\`\`

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Required.|

## Request body

::: zone pivot="all"

|Property|Type|Description|
|:---|:---|:---|
|id|String|Names the gizmo. Read-only. Inherited from [entity](../resources/entity.md).|
|displayName|String|What people call the gizmo, \`a \\| b\` or <b>bold</b>.<br>Optional.|
|spin|gizmoSpin|Where it turns to. The possible values are: \`left\`, \`right\`, \`unknownFutureValue\`. Optional.|
|speeds|Int32 collection|**TODO: Add Description** Required.|
|axle|[gizmoAxle](../resources/gizmoaxle.md)|The part that it turns on.|
|wheels|Collection(microsoft.graph.lab.wheel)|The wheels, front first.|
|builtDateTime|DateTimeOffset|When it was built.|
|photo|Stream|A picture of it.|
||String|Nobody knows.|
|odd| |What type?|

::: zone-end

## Response

If successful, this method returns a \`204 No Content\` response code.

## Examples

### Example 1: Rename a gizmo

# [HTTP](#tab/http)
<!-- {
  "blockType": "request",
  "name": "update_gizmo"
}
-->
\`\`\` http
PATCH https://graph.microsoft.com/beta/lab/gizmos/7
Authorization: Bearer eyJ0eXAi
Content-Type: application/json
Content-length: 999

{
  "@odata.type": "#microsoft.graph.lab.gizmo",
  "displayName": "Whirl",
  "colour": "red"
}
\`\`\`

# [C#](#tab/csharp)
[!INCLUDE [sample-code](../includes/snippets/csharp/update-gizmo-csharp-snippets.md)]

---

### Example 2: Spin it

\`\`\`http
PATCH https://graph.microsoft.com/beta/lab/gadgets/7
Content-Type: application/json

{
  "spin": "left",
}
\`\`\`

#### Response

\`\`\`http
HTTP/1.1 204 No Content
\`\`\`
`;
