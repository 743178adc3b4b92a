/** A line of the property table of a returned object. Made in the core, shown by the response page. */
export interface ObjectRow {
  readonly name: string;
  /** Whether that is only the beginning of a name that is too long. */
  readonly cutName?: true;
  /**
   * JSON path from the object, for copying: `$.state.deviceErrorCode`. Different for each row; where it would be too
   * long to be read, it begins with `…` and only tells the row from others.
   */
  readonly path: string;
  /** EDM type as a person reads it (`String`, `DateTimeOffset`, `addIn collection`); absent if unknown. */
  readonly type?: string;
  /** The description from the schema. */
  readonly description?: string;
  /** Of an enumeration: what the member means, Markdown. */
  readonly meaning?: string;
  readonly value: RowValue;
  /** Whether the request's body sent this property, and what became of it. */
  readonly change?: 'sent' | 'normalised' | 'not-stored';
  /**
   * Whether it differs from before the change; `kept` where it does not, though another value was sent. Absent where
   * that is not known, or it was not compared.
   */
  readonly since?: 'changed' | 'same' | 'kept';
  readonly readOnly?: boolean;
  /** A value that is masked. */
  readonly secret?: boolean;
}

/** Rows of an object or a collection: all of them, or the first ones. */
export interface RowPage {
  readonly rows: readonly ObjectRow[];
  /** How many there are behind these; absent for none. */
  readonly more?: number;
}

/** A value of the table: one line of text, or rows of its own. */
export type RowValue =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly json: string;
      /** UTF-16 units of the value that its JSON leaves out at the end. */
      readonly more?: number;
    }
  | { readonly kind: 'null' }
  | ({ readonly kind: 'object' } & RowPage)
  | ({ readonly kind: 'collection'; readonly count: number } & RowPage);

/** What a change has to do with one property. */
export type ComparedState =
  /** Not compared with an object after the change: the change would give it another value. */
  | 'planned'
  /** It had the value that was sent before. */
  | 'already'
  /** It has the value that was sent. */
  | 'as-sent'
  /** It has neither the value that was sent nor the one from before: the service made something else of it. */
  | 'normalised'
  /** It still has the value from before. */
  | 'not-made'
  /** It has another value than the one that was sent; the one from before is not known. */
  | 'other'
  /** The change does not name it, and it has another value than before. */
  | 'unexpected'
  /** It is never returned, or it was not read. */
  | 'cannot-tell';

/** A stretch of a value's text; `gap` counts the UTF-16 units that are left out. */
export type ValuePart = { readonly text: string; readonly differs?: true } | { readonly gap: number };

/** An item of a collection that is compared with another one; `same` counts items that both have, and are left out. */
export type ItemView =
  | {
      readonly parts: readonly ValuePart[];
      /** `only`: the other collection has no such item; `moved`: it has it in another place. */
      readonly mark?: ItemMark;
    }
  | { readonly same: number };

/** How an item differs from those of the other collection. */
export type ItemMark = 'only' | 'changed' | 'moved';

/** A value beside another one that it is compared with: its text as JSON, secrets masked, what differs marked. */
export type ValueView =
  | { readonly kind: 'text'; readonly parts: readonly ValuePart[] }
  | {
      readonly kind: 'items';
      readonly items: readonly ItemView[];
      /** Items that are left out behind the last one. */
      readonly more: number;
    }
  /** `none`: the object has no such property; `unknown`: it was not read, or is never returned. */
  | { readonly kind: 'none' | 'unknown' | 'masked' };

/** A line of the table of what a change did. */
export interface ChangeRow {
  /** From the object: `authenticationConfiguration.username`. */
  readonly path: string;
  readonly state: ComparedState;
  /** Before and now; what differs between the two is marked. */
  readonly before: ValueView;
  readonly now: ValueView;
  /** Where something else is there now than was sent, or it cannot be told: the two, what differs marked. */
  readonly sent?: SentAndStored;
}

/** Who has changed a property since a change of it was made up. */
export type ThreeWayState =
  /** Somebody else, and the change would overwrite that. */
  | 'both'
  /** The change alone would. */
  | 'yours'
  /** Somebody else alone, and the change leaves that as it is. */
  | 'theirs'
  /** Somebody else has set what the change sets. */
  | 'same'
  /** The change sets it, and nobody knows whether somebody else has changed it. */
  | 'untold';

/** A line of the table of what somebody else has changed, and what a change would make of that. */
export interface ThreeWayRow {
  /** From the object: `authenticationConfiguration.username`. */
  readonly path: string;
  readonly state: ThreeWayState;
  /** When the change was made up, and now: what differs between the two is marked. */
  readonly base: ValueView;
  readonly theirs: ValueView;
  /** As the change would make it: what differs from now is marked. */
  readonly yours: ValueView;
}

/** What was sent, and what is there now. */
export interface SentAndStored {
  readonly sent: ValueView;
  readonly stored: ValueView;
  /** How they differ, where that can be told: `with other capital letters`. */
  readonly form?: string;
}
