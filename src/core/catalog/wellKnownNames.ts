/** The annotation that names the type of the object it stands in (OData JSON Format 4.01, section 4.6.3). */
export const TYPE_ANNOTATION = '@odata.type';

/** What follows the name of a navigation property that a body links (OData JSON Format 4.0, section 8.5). */
export const BIND_ANNOTATION = '@odata.bind';

/**
 * The member that stands for those that an enumeration gets later. Those behind it are told only to clients that
 * ask for them by `Prefer: include-unknown-enum-members`.
 */
export const UNKNOWN_FUTURE_VALUE = 'unknownFutureValue';
