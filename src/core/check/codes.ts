import type { SyntaxCode } from '../request/tree.ts';
import type { Severity } from './problem.ts';

/** What is wrong with a request beyond its syntax (`SyntaxCode` has those). */
type RuleCode =
  // References and placeholders
  /** `{{name}}` has no value anywhere: the request would not be sent. */
  | 'reference-unresolved'
  /** A variable whose value needs itself. */
  | 'reference-circular'
  /** `{{name.response…}}` of a request that has not been sent yet in this session. */
  | 'response-not-yet'
  /** `{identityId}` in a URL without a value: it is asked for when the request is sent. */
  | 'placeholder-unresolved'
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
  /** A property name without `:` behind it. */
  | 'json-colon-missing'
  /** A property without a value. */
  | 'json-value-missing'
  /** A closing bracket is missing, or is of the wrong kind. */
  | 'json-bracket-missing'
  /** A closing bracket too many. */
  | 'json-bracket-extra'
  /** A comment behind or between values, where it is sent and is not JSON. */
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
  /** The type does not have this property. */
  | 'property-unknown'
  /** An open type keeps this property, but its name is close to a declared one. */
  | 'property-similar'
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
const USE_API = 'https://learn.microsoft.com/graph/use-the-api';
const VERSIONS = 'https://learn.microsoft.com/graph/versioning-and-support';
const CLOUDS = 'https://learn.microsoft.com/graph/deployments';
const AUTH = 'https://learn.microsoft.com/graph/auth/auth-concepts';
const PRACTICES = 'https://learn.microsoft.com/graph/best-practices-concept';
const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110.html';
const JSON_TEXT = 'https://www.rfc-editor.org/rfc/rfc8259.html';
const ODATA_JSON = 'https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html';
const ODATA_PROTOCOL = 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html';
const ODATA_CSDL = 'https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html';

function facts(severity: Severity, documentation: string): CodeFacts {
  return { severity, documentation };
}

/** Every code with its default severity and its documentation. */
export const CODES: Readonly<Record<ProblemCode, CodeFacts>> = {
  'method-missing': facts('error', `${HTTP}#section-9`),
  'method-lower-case': facts('hint', `${HTTP}#section-9`),
  'method-unknown': facts('error', `${HTTP}#section-9`),
  'url-missing': facts('error', FILE),
  'request-line-malformed': facts('error', FILE),
  'url-space': facts('error', FILE),
  'header-malformed': facts('error', FILE),
  'blank-line-missing': facts('error', FILE),
  'header-misplaced': facts('warning', FILE),
  'separator-missing': facts('error', FILE),
  'markdown-fence': facts('hint', FILE),
  'file-body-mixed': facts('error', FILE),
  'file-body-encoding': facts('error', FILE),
  'reference-unclosed': facts('error', FILE),
  'reference-invalid': facts('error', FILE),
  'unit-milliseconds': facts('hint', FILE),
  'variable-malformed': facts('error', FILE),
  'variable-quoted': facts('hint', FILE),
  'variable-escape': facts('hint', FILE),
  'variable-misplaced': facts('warning', FILE),
  'metadata-unknown': facts('information', FILE),
  'metadata-value-missing': facts('warning', FILE),
  'metadata-name-malformed': facts('hint', FILE),
  'comment-trailing': facts('hint', FILE),
  'reference-unresolved': facts('error', FILE),
  'reference-circular': facts('error', FILE),
  'response-not-yet': facts('information', FILE),
  'placeholder-unresolved': facts('information', USE_API),
  'url-scheme-missing': facts('error', USE_API),
  'url-invalid': facts('error', USE_API),
  'url-insecure': facts('error', USE_API),
  'host-unknown': facts('error', CLOUDS),
  'host-other-cloud': facts('warning', CLOUDS),
  'version-missing': facts('warning', VERSIONS),
  'version-unknown': facts('warning', VERSIONS),
  'version-unavailable': facts('warning', VERSIONS),
  'url-unknown': facts('information', USE_API),
  'page-url': facts('hint', USE_API),
  'method-not-offered': facts('warning', USE_API),
  'content-length': facts('warning', `${HTTP}#section-8.6`),
  'content-type-missing': facts('information', `${HTTP}#section-8.3`),
  'content-type-wrong': facts('warning', `${HTTP}#section-8.3`),
  'header-value': facts('error', `${HTTP}#section-5.5`),
  'header-duplicate': facts('warning', `${HTTP}#section-5.3`),
  'header-forbidden': facts('warning', HTTP),
  'token-literal': facts('warning', AUTH),
  'token-not-needed': facts('hint', AUTH),
  'body-missing': facts('error', USE_API),
  'body-empty': facts('warning', ODATA_PROTOCOL),
  'body-on-get': facts('warning', `${HTTP}#section-9.3.1`),
  'body-not-object': facts('error', ODATA_JSON),
  'body-too-large': facts('error', USE_API),
  'body-too-deep': facts('warning', ODATA_JSON),
  'body-comment': facts('hint', FILE),
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
  'value-type': facts('error', ODATA_JSON),
  'value-enum': facts('error', ODATA_JSON),
  'value-format': facts('error', ODATA_JSON),
  'value-limit': facts('error', ODATA_CSDL),
  'value-invalid': facts('error', ODATA_JSON),
  'value-null': facts('error', ODATA_CSDL),
  'value-placeholder': facts('warning', ODATA_JSON),
  'value-unknown-future': facts('warning', PRACTICES),
  'property-unknown': facts('error', ODATA_PROTOCOL),
  'property-similar': facts('warning', ODATA_PROTOCOL),
  'property-case': facts('warning', ODATA_PROTOCOL),
  'property-missing': facts('error', ODATA_PROTOCOL),
  'property-read-only': facts('warning', ODATA_PROTOCOL),
  'property-key': facts('warning', ODATA_PROTOCOL),
  'property-immutable': facts('warning', ODATA_PROTOCOL),
  'property-unsupported': facts('warning', ODATA_PROTOCOL),
  'property-draft': facts('information', ODATA_PROTOCOL),
  'property-deprecated': facts('information', VERSIONS),
  'odata-type-missing': facts('error', ODATA_JSON),
  'odata-type-abstract': facts('error', ODATA_JSON),
  'odata-type-wrong': facts('error', ODATA_JSON),
  'too-many-problems': facts('information', USE_API),
};

/** Problems only of people who open the same file in REST Client, httpYac or another tool. */
export const PORTABILITY: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'method-lower-case',
  'unit-milliseconds',
  'variable-escape',
  'metadata-unknown',
  'metadata-name-malformed',
  'body-comment',
  'content-type-missing',
]);
