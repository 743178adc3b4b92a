/** A line of the property table of a returned object. Made in the core, shown by the response page. */
export interface ObjectRow {
  readonly name: string;
  /** JSON path from the object, for copying: `$.state.deviceErrorCode`. */
  readonly path: string;
  /** EDM type as a person reads it (`String`, `DateTimeOffset`, `addIn collection`); absent if unknown. */
  readonly type?: string;
  /** The description from the schema. */
  readonly description?: string;
  readonly value: RowValue;
  /** Whether the request's body sent this property, and what became of it. */
  readonly change?: 'sent' | 'normalised' | 'not-stored';
  readonly readOnly?: boolean;
  /** A value that is masked. */
  readonly secret?: boolean;
}

/** A value of the table: one line of text, or rows of its own. */
export type RowValue =
  | { readonly kind: 'text'; readonly text: string; readonly json: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'object'; readonly rows: readonly ObjectRow[] }
  | { readonly kind: 'collection'; readonly count: number; readonly rows: readonly ObjectRow[] };
