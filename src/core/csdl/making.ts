import type { InsideAnnotations } from './annotations.ts';
import type {
  EnumMemberRecord,
  EnumRecord,
  NavigationRecord,
  OperationRecord,
  ParameterRecord,
  PropertyRecord,
  StructuredRecord,
  TypeDefinitionRecord,
} from './model.ts';

/** A record while it is made. Records are finished in place: there are tens of thousands, and a copy costs as much. */
export type Making<T> = { -readonly [K in keyof T]: T[K] };

/** An entity type or complex type while it is made. */
export interface StructuredMaking
  extends Making<Omit<StructuredRecord, 'properties' | 'navigation' | 'derived'>> {
  readonly properties: Making<PropertyRecord>[];
  readonly navigation: Making<NavigationRecord>[];
  derived?: string[];
}

/** An enumeration while it is made. */
export interface EnumMaking extends Making<Omit<EnumRecord, 'members'>> {
  readonly members: Making<EnumMemberRecord>[];
}

/** An action or function while it is made: all parameters are there, that of the binding among them. */
export interface OperationMaking extends Making<Omit<OperationRecord, 'parameters'>> {
  parameters: Making<ParameterRecord>[];
}

/** A type of any kind while it is made. */
export type TypeMaking = StructuredMaking | EnumMaking | Making<TypeDefinitionRecord>;

/** What was read of a type or operation: names as the document has them, and nothing that an annotation says. */
export interface Draft<T> {
  readonly record: T;
  /** What its annotations say, and those of its members. */
  readonly inside: InsideAnnotations;
  /** From 1. */
  readonly line: number;
}
