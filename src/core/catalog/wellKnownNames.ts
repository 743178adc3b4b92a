/** The annotation that names the type of the object it stands in (OData JSON Format 4.01, section 4.6.3). */
export const TYPE_ANNOTATION = '@odata.type';

/** What follows the name of a navigation property that a body links (OData JSON Format 4.0, section 8.5). */
export const BIND_ANNOTATION = '@odata.bind';

/**
 * The member that stands for those that an enumeration gets later. Those behind it are told only to clients that
 * ask for them by `Prefer: include-unknown-enum-members`.
 */
export const UNKNOWN_FUTURE_VALUE = 'unknownFutureValue';

/** The navigation property that a name such as `owner@odata.bind` links through; undefined for other names. */
export function boundName(name: string | undefined): string | undefined {
  return name?.endsWith(BIND_ANNOTATION) ? name.slice(0, -BIND_ANNOTATION.length) : undefined;
}
