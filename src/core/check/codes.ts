import type { SyntaxCode } from '../request/tree.ts';
import type { Severity } from './problem.ts';

/** What is wrong with a request beyond its syntax (`SyntaxCode` has those). */
type RuleCode =
  // References and placeholders
  /** `{{name}}` has no value anywhere: the request would not be sent. */
  | 'reference-unresolved'
  /** A variable whose value needs itself. */
  | 'reference-circular'
  /** A file variable that nothing in the file uses. */
  | 'variable-unused'
  /** A file variable that is defined again further down. */
  | 'variable-redefined'
  /** A file variable above one request that another request uses: httpYac keeps it to the first. */
  | 'variable-scope'
  /** A file variable with a name that httpYac reads as a calculation. */
  | 'variable-name-unsafe'
  /** A `# @prompt` whose answer the request does not use. */
  | 'prompt-unused'
  /** Two requests of a file with one name, or a request with two names. */
  | 'name-duplicate'
  /** `{{name.response…}}` of a request that has not been sent yet in this session. */
  | 'response-not-yet'
  /** `{identityId}` in a URL without a value: it is asked for when the request is sent. */
  | 'placeholder-unresolved'
  /** `{identityId}` in a URL that a file variable fills here, and that other tools send as it stands. */
  | 'placeholder-literal'
  /** `<user-id>`, `(team-id)`, `:id` in a URL: what stands for a value in another notation. */
  | 'placeholder-form'
  // Comments for the checks
  /** `# graph-http-ignore` names a code that there is none of. */
  | 'ignore-unknown'
  /** `# graph-http-ignore` silences nothing. */
  | 'ignore-unused'
  // URL and method
  /** The URL starts neither with `https://` nor with `/`. */
  | 'url-scheme-missing'
  /** A URL that two readers could understand differently, so that it is never sent. */
  | 'url-invalid'
  /** `http://` in place of `https://`. */
  | 'url-insecure'
  /** The host is no host of Microsoft Graph. */
  | 'host-unknown'
  /** The host belongs to another cloud than the chosen environment. */
  | 'host-other-cloud'
  /** The URL has no `v1.0` or `beta`. */
  | 'version-missing'
  /** The version in the URL is neither `v1.0` nor `beta`. */
  | 'version-unknown'
  /** The path exists, but not in this version. */
  | 'version-unavailable'
  /** The path is close to a known update path, but is none. */
  | 'url-unknown'
  /** The URL is the documentation page's; the service has the resource at another one. */
  | 'page-url'
  /** A known update path, but another method than the one it offers. */
  | 'method-not-offered'
  /** A `%` in the URL that starts no code of a character. */
  | 'url-percent'
  /** Two names of a path without the key that belongs between them. */
  | 'key-missing'
  /** A key in parentheses that is nothing: `users('')`. */
  | 'key-empty'
  /** A key that is called as no key of the collection is, or has its name behind a slash: `users(name='a')`. */
  | 'key-unknown'
  /** A key in parentheses that is text and has no quotes. */
  | 'key-quotes'
  /** A PATCH of `$value`, `$ref` and the like, which other methods change. */
  | 'path-not-updatable'
  /** A DELETE reaches its object through a link: the object goes, and not only the link. */
  | 'delete-through-link'
  /** A query option for reading on a request that changes something. */
  | 'query-on-update'
  /** A query option with `$` that Microsoft Graph does not have. */
  | 'query-option-unknown'
  /** A query option of OData without its `$`. */
  | 'query-option-dollar'
  /** The same query option twice. */
  | 'query-option-duplicate'
  /** A query option with a value that it does not take. */
  | 'query-option-value'
  /** `$select` names a property that the type does not have. */
  | 'select-unknown'
  // Headers
  /** A `Content-Length` that does not fit the body. */
  | 'content-length'
  /** A JSON body without `Content-Type`. */
  | 'content-type-missing'
  /** A JSON body with another `Content-Type` than application/json. */
  | 'content-type-wrong'
  /** A header's value that HTTP does not allow, or that the header does not take. */
  | 'header-value'
  /** The same header twice. */
  | 'header-duplicate'
  /** A header whose name is near to one that Microsoft Graph reads. */
  | 'header-misspelt'
  /** A preference, or its value, that Microsoft Graph does not know. */
  | 'prefer-unknown'
  /** A change without `If-Match` of an object that needs it, or is safer with it. */
  | 'etag-missing'
  /** `If-None-Match` on a change, which does the opposite of `If-Match`. */
  | 'if-none-match'
  /** A header that the connection sets: it is left out when the request is sent. */
  | 'header-forbidden'
  /** A bearer token written into the file. */
  | 'token-literal'
  /** An Authorization header that is not needed: the editor signs in. */
  | 'token-not-needed'
  // The body as a text
  /** A PATCH without a body. */
  | 'body-missing'
  /** A PATCH whose body changes nothing. */
  | 'body-empty'
  /** A body on a GET or HEAD. */
  | 'body-on-get'
  /** A JSON body that is no object. */
  | 'body-not-object'
  /** More than the 4 MB that Microsoft Graph takes. */
  | 'body-too-large'
  /** Brackets nest deeper than is checked. */
  | 'body-too-deep'
  /** A part of a JSON batch that the service would refuse. */
  | 'batch-invalid'
  /** Comment lines in a body: they are not sent. */
  | 'body-comment'
  /** The body is not JSON, in a way that none of the other json codes says. */
  | 'json-invalid'
  /** A comma before a closing bracket, or two commas in a row. */
  | 'json-trailing-comma'
  /** Single or typographic quotes in place of `"`. */
  | 'json-quotes'
  /** A string without its closing quote. */
  | 'json-quote-missing'
  /** A property name or a text without quotes. */
  | 'json-unquoted'
  /** Two values without a comma between them. */
  | 'json-comma-missing'
  /** A property name without `:` after it. */
  | 'json-colon-missing'
  /** A property without a value. */
  | 'json-value-missing'
  /** A closing bracket is missing, or is of the wrong kind. */
  | 'json-bracket-missing'
  /** A closing bracket too many. */
  | 'json-bracket-extra'
  /** A comment after or between values, where it is sent and is not JSON. */
  | 'json-comment'
  /** A backslash sequence, a control character or a number that JSON does not have. */
  | 'json-literal'
  /** The same property twice in one object. */
  | 'json-duplicate-key'
  // The body as a change of a resource
  /** The value has the wrong JSON type. */
  | 'value-type'
  /** The value is no member of the enumeration. */
  | 'value-enum'
  /** A member of the enumeration in another case. */
  | 'value-case'
  /** The text does not have the format of its EDM type. */
  | 'value-format'
  /** A text, number or collection outside its limits. */
  | 'value-limit'
  /** The value breaks a rule of the schema that none of the other value codes says. */
  | 'value-invalid'
  /** `null` on a property that is never null. */
  | 'value-null'
  /** The documentation's stand-in for a value: `"String"`, `"Boolean"`, `"Guid"`… */
  | 'value-placeholder'
  /** `unknownFutureValue` is sent. */
  | 'value-unknown-future'
  /** A member that needs `Prefer: include-unknown-enum-members`. */
  | 'prefer-missing'
  /** A collection takes the place of the whole one that is stored. */
  | 'collection-replaced'
  /** The service replaces a value whole, and parts of it are not sent. */
  | 'value-replaced'
  /** The body is the answer to a GET. */
  | 'body-from-get'
  /** The type does not have this property. */
  | 'property-unknown'
  /** An open type keeps this property, but its name is close to a declared one. */
  | 'property-similar'
  /** A name that a directory object does not declare: Microsoft Entra takes extension properties only. */
  | 'property-undeclared'
  /** A declared property in another case. */
  | 'property-case'
  /** A property that the schema requires is missing. */
  | 'property-missing'
  /** The service sets this property. */
  | 'property-read-only'
  /** This property identifies the object. */
  | 'property-key'
  /** This property is fixed when the object is made. */
  | 'property-immutable'
  /** This property changes in another way than by PATCH. */
  | 'property-unsupported'
  /** A related object stands in a body as if it were a value. */
  | 'property-navigation'
  /** The content of a stream stands in a body. */
  | 'property-stream'
  /** Only the draft page has this property. */
  | 'property-draft'
  /** This property is going away. */
  | 'property-deprecated'
  /** `@odata.type` is missing where the declared type is abstract. */
  | 'odata-type-missing'
  /** `@odata.type` names an abstract type. */
  | 'odata-type-abstract'
  /** `@odata.type` names no type that is allowed here. */
  | 'odata-type-wrong'
  /** `name@odata.type` without the property that it is about. */
  | 'odata-type-unused'
  /** `name@odata.bind` of no navigation property. */
  | 'bind-unknown'
  /** `name@odata.bind` of a navigation property that an update cannot link. */
  | 'bind-unsupported'
  /** What stands after `name@odata.bind` is no link. */
  | 'bind-value'
  /** There are more problems than are listed. */
  | 'too-many-problems';

/** Every problem code. Codes are stable: people silence and search them by name. */
export type ProblemCode = SyntaxCode | RuleCode;

/** A problem code's default severity and the page that explains it. */
export interface CodeFacts {
  readonly severity: Severity;
  /** Absolute https URL. */
  readonly documentation: string;
}

const FILE = 'https://learn.microsoft.com/aspnet/core/test/http-files';
const HTTPYAC = 'https://httpyac.github.io/guide/variables.html';
const HTTPYAC_SCRIPTS = 'https://httpyac.github.io/guide/scripting.html';
const HTTPYAC_METADATA = 'https://httpyac.github.io/guide/metaData.html';
const USE_API = 'https://learn.microsoft.com/graph/use-the-api';
const VERSIONS = 'https://learn.microsoft.com/graph/versioning-and-support';
const CLOUDS = 'https://learn.microsoft.com/graph/deployments';
const AUTH = 'https://learn.microsoft.com/graph/auth/auth-concepts';
const PRACTICES =
  'https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations';
const QUERY = 'https://learn.microsoft.com/graph/query-parameters';
const URI = 'https://www.rfc-editor.org/rfc/rfc3986.html';
const PREFER = 'https://www.rfc-editor.org/rfc/rfc7240.html#section-2';
const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110.html';
const JSON_TEXT = 'https://www.rfc-editor.org/rfc/rfc8259.html';
const ODATA_JSON = 'https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html';
const ODATA_PROTOCOL =
  'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateanEntity';
const ODATA_URL =
  'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingEntities';
const ODATA_CSDL = 'https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html';

function facts(severity: Severity, documentation: string): CodeFacts {
  return { severity, documentation };
}

/** Every code with its default severity and its documentation. */
export const CODES: Readonly<Record<ProblemCode, CodeFacts>> = {
  'method-missing': facts('error', `${HTTP}#section-9`),
  'method-lower-case': facts('hint', `${HTTP}#section-9`),
  'method-unknown': facts('error', `${HTTP}#section-9`),
  'url-missing': facts('error', `${FILE}#requests`),
  'request-line-malformed': facts('error', `${FILE}#requests`),
  'url-space': facts('error', `${URI}#section-2.1`),
  'query-space': facts('hint', `${URI}#section-2.1`),
  'url-continued': facts('hint', HTTPYAC),
  'header-malformed': facts('error', `${FILE}#request-headers`),
  'blank-line-missing': facts('error', `${FILE}#request-body`),
  'header-misplaced': facts('warning', `${FILE}#request-headers`),
  'separator-missing': facts('error', `${FILE}#requests`),
  'markdown-fence': facts('hint', `${FILE}#comments`),
  'script-not-run': facts('hint', HTTPYAC_SCRIPTS),
  'request-disabled': facts('information', HTTPYAC_METADATA),
  'metadata-not-followed': facts('hint', HTTPYAC_METADATA),
  'file-body-mixed': facts('error', `${FILE}#request-body`),
  'file-body-encoding': facts('error', `${FILE}#request-body`),
  'reference-unclosed': facts('error', `${FILE}#variables`),
  'reference-invalid': facts('error', `${FILE}#variables`),
  'unit-milliseconds': facts('hint', `${FILE}#variables`),
  'variable-malformed': facts('error', `${FILE}#variables`),
  'variable-quoted': facts('hint', `${FILE}#variables`),
  'variable-escape': facts('hint', `${FILE}#variables`),
  'variable-misplaced': facts('warning', `${FILE}#variables`),
  'metadata-unknown': facts('information', `${FILE}#comments`),
  'metadata-value-missing': facts('warning', `${FILE}#comments`),
  'metadata-name-malformed': facts('hint', `${FILE}#comments`),
  'comment-trailing': facts('hint', `${FILE}#comments`),
  'reference-unresolved': facts('error', `${FILE}#variables`),
  'reference-circular': facts('error', `${FILE}#variables`),
  'variable-unused': facts('hint', `${FILE}#variables`),
  'variable-redefined': facts('hint', `${FILE}#variables`),
  'variable-scope': facts('hint', HTTPYAC),
  'variable-name-unsafe': facts('hint', HTTPYAC),
  'prompt-unused': facts('hint', `${FILE}#variables`),
  'name-duplicate': facts('warning', `${FILE}#request-variables`),
  'response-not-yet': facts('information', `${FILE}#request-variables`),
  'placeholder-unresolved': facts('information', `${USE_API}#call-a-rest-api-method`),
  'placeholder-literal': facts('hint', `${FILE}#variables`),
  'placeholder-form': facts('warning', `${USE_API}#call-a-rest-api-method`),
  'ignore-unknown': facts('hint', `${FILE}#comments`),
  'ignore-unused': facts('hint', `${FILE}#comments`),
  'url-scheme-missing': facts('error', `${USE_API}#call-a-rest-api-method`),
  'url-invalid': facts('error', `${USE_API}#call-a-rest-api-method`),
  'url-insecure': facts('error', `${USE_API}#call-a-rest-api-method`),
  'host-unknown': facts('error', CLOUDS),
  'host-other-cloud': facts('warning', CLOUDS),
  'version-missing': facts('warning', VERSIONS),
  'version-unknown': facts('warning', VERSIONS),
  'version-unavailable': facts('warning', VERSIONS),
  'url-unknown': facts('information', `${USE_API}#call-a-rest-api-method`),
  'page-url': facts('hint', `${USE_API}#call-a-rest-api-method`),
  'method-not-offered': facts('warning', `${USE_API}#http-methods`),
  'url-percent': facts('warning', `${URI}#section-2.1`),
  'key-missing': facts('warning', ODATA_URL),
  'key-empty': facts('warning', ODATA_URL),
  'key-unknown': facts('warning', ODATA_URL),
  'key-quotes': facts('warning', ODATA_URL),
  'path-not-updatable': facts('warning', ODATA_PROTOCOL),
  'delete-through-link': facts('warning', `${USE_API}#http-methods`),
  'query-on-update': facts('warning', QUERY),
  'query-option-unknown': facts('warning', QUERY),
  'query-option-dollar': facts('hint', QUERY),
  'query-option-duplicate': facts('warning', QUERY),
  'query-option-value': facts('warning', QUERY),
  'select-unknown': facts('warning', QUERY),
  'content-length': facts('warning', `${HTTP}#section-8.6`),
  'content-type-missing': facts('information', `${HTTP}#section-8.3`),
  'content-type-wrong': facts('warning', `${HTTP}#section-8.3`),
  'header-value': facts('error', `${HTTP}#section-5.5`),
  'header-duplicate': facts('warning', `${HTTP}#section-5.3`),
  'header-misspelt': facts('warning', `${USE_API}#headers`),
  'prefer-unknown': facts('warning', PREFER),
  'etag-missing': facts('information', `${HTTP}#section-13.1.1`),
  'if-none-match': facts('warning', `${HTTP}#section-13.1.2`),
  'header-forbidden': facts('warning', `${HTTP}#section-7.6.1`),
  'token-literal': facts('warning', AUTH),
  'token-not-needed': facts('hint', AUTH),
  'body-missing': facts('error', `${USE_API}#http-methods`),
  'body-empty': facts('warning', ODATA_PROTOCOL),
  'body-on-get': facts('warning', `${HTTP}#section-9.3.1`),
  'body-not-object': facts('error', ODATA_JSON),
  'body-too-large': facts('error', `${USE_API}#http-methods`),
  'body-too-deep': facts('warning', ODATA_JSON),
  'batch-invalid': facts('error', 'https://learn.microsoft.com/graph/json-batching'),
  'body-comment': facts('hint', `${FILE}#comments`),
  'json-invalid': facts('error', JSON_TEXT),
  'json-trailing-comma': facts('error', `${JSON_TEXT}#section-4`),
  'json-quotes': facts('error', `${JSON_TEXT}#section-7`),
  'json-quote-missing': facts('error', `${JSON_TEXT}#section-7`),
  'json-unquoted': facts('error', `${JSON_TEXT}#section-7`),
  'json-comma-missing': facts('error', `${JSON_TEXT}#section-4`),
  'json-colon-missing': facts('error', `${JSON_TEXT}#section-4`),
  'json-value-missing': facts('error', `${JSON_TEXT}#section-3`),
  'json-bracket-missing': facts('error', `${JSON_TEXT}#section-2`),
  'json-bracket-extra': facts('error', `${JSON_TEXT}#section-2`),
  'json-comment': facts('error', `${JSON_TEXT}#section-2`),
  'json-literal': facts('error', JSON_TEXT),
  'json-duplicate-key': facts('warning', `${JSON_TEXT}#section-4`),
  'value-type': facts('error', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-enum': facts('error', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-case': facts('warning', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-format': facts('error', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-limit': facts('error', ODATA_CSDL),
  'value-invalid': facts('error', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-null': facts('error', ODATA_CSDL),
  'value-placeholder': facts('warning', `${ODATA_JSON}#sec_PrimitiveValue`),
  'value-unknown-future': facts('warning', PRACTICES),
  'prefer-missing': facts('warning', PRACTICES),
  'collection-replaced': facts('hint', ODATA_PROTOCOL),
  'value-replaced': facts('information', ODATA_PROTOCOL),
  'body-from-get': facts('information', ODATA_PROTOCOL),
  'property-unknown': facts('error', ODATA_PROTOCOL),
  'property-similar': facts('warning', ODATA_PROTOCOL),
  'property-undeclared': facts('information', ODATA_PROTOCOL),
  'property-case': facts('warning', ODATA_PROTOCOL),
  'property-missing': facts('error', ODATA_PROTOCOL),
  'property-read-only': facts('warning', ODATA_PROTOCOL),
  'property-key': facts('warning', ODATA_PROTOCOL),
  'property-immutable': facts('warning', ODATA_PROTOCOL),
  'property-unsupported': facts('warning', ODATA_PROTOCOL),
  'property-navigation': facts('error', ODATA_PROTOCOL),
  'property-stream': facts('warning', ODATA_PROTOCOL),
  'property-draft': facts('information', ODATA_PROTOCOL),
  'property-deprecated': facts('information', VERSIONS),
  'odata-type-missing': facts('error', ODATA_JSON),
  'odata-type-abstract': facts('error', ODATA_JSON),
  'odata-type-wrong': facts('error', ODATA_JSON),
  'odata-type-unused': facts('warning', ODATA_JSON),
  'bind-unknown': facts('error', ODATA_JSON),
  'bind-unsupported': facts('error', ODATA_JSON),
  'bind-value': facts('error', ODATA_JSON),
  'too-many-problems': facts('information', USE_API),
};

/** Problems only of people who open the same file in REST Client, httpYac or another tool. */
export const PORTABILITY: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'method-lower-case',
  'query-space',
  'url-continued',
  'unit-milliseconds',
  'variable-escape',
  'metadata-unknown',
  'metadata-name-malformed',
  'variable-scope',
  'variable-name-unsafe',
  'placeholder-literal',
  'body-comment',
  'content-type-missing',
]);
