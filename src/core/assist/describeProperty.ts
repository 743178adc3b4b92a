import type { GraphFacts, GraphSchema, NotUpdatable } from '../catalog/schema.ts';
import { typeText } from '../catalog/typeText.ts';
import { code, paragraphs, plain } from './markdown.ts';

/** What hover and completion say about a property, in Markdown. */
export function describeProperty(name: string, schema: GraphSchema): string {
  const facts = schema['x-graph'];
  return paragraphs(
    `**${plain(name)}**${facts ? ` · ${typeLine(facts)}` : ''}`,
    schema.description && plain(schema.description),
    restrictions(schema),
    limits(schema),
    valuesTable(schema),
    exampleLine(schema),
    originLine(facts),
  );
}

/** What hover says about a value that is one of a property's fixed values; undefined for any other. */
export function describeMember(schema: GraphSchema, value: unknown): string | undefined {
  const index = typeof value === 'string' ? (schema.enum ?? []).indexOf(value) : -1;
  const text = (schema.markdownEnumDescriptions ?? schema.enumDescriptions)?.[index];
  const type = schema['x-graph']?.type;
  if (index < 0 || text === undefined) return undefined;
  return paragraphs(`**${plain(String(value))}**${type ? ` · ${code(typeText(type))}` : ''}`, text);
}

/** Why a PATCH cannot set a property, as a sentence. */
export function notUpdatableReason(update: NotUpdatable): string {
  switch (update) {
    case 'key':
      return 'It identifies the object and never changes.';
    case 'computed':
      return 'The service sets it; a PATCH cannot.';
    case 'immutable':
      return 'It is fixed when the object is created.';
    case 'unsupported':
      return 'It can change, but not by PATCH.';
  }
}

function typeLine(facts: GraphFacts): string {
  return `${code(typeText(facts.type))}${facts.nullable === false ? ', never null' : ''}`;
}

function restrictions(schema: GraphSchema): string | undefined {
  const facts = schema['x-graph'];
  const lines = [
    schema.readOnly && `**Read-only.** ${facts?.update ? notUpdatableReason(facts.update) : ''}`,
    facts?.instead && plain(facts.instead),
    schema.writeOnly && '**Write-only.** The service takes it and never returns it.',
    facts?.replaced && '**Replaced whole.** What you leave out of this value is lost; it is not merged.',
    facts?.onlyOnSelect && 'Returned only where `$select` asks for it.',
    facts?.alsoRequires && `Changing it also needs the permission ${code(facts.alsoRequires)}.`,
    schema.deprecated && `**Deprecated.** ${plain(schema.deprecationMessage ?? '')}`,
    facts?.draft &&
      'Only the draft API page has this property; the current metadata does not. The service may not know it.',
  ].filter((line): line is string => typeof line === 'string' && line !== '');
  return lines.length > 0 ? lines.map((line) => line.trim()).join('  \n') : undefined;
}

function limits(schema: GraphSchema): string | undefined {
  const parts = [
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.minLength !== undefined && schema.minLength > 0 && `at least ${schema.minLength} characters`,
    schema.maxItems !== undefined && `at most ${schema.maxItems} entries`,
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `up to ${schema.maximum}`,
  ].filter((part): part is string => typeof part === 'string');
  return parts.length > 0 ? `Limits: ${parts.join(', ')}.` : undefined;
}

function valuesTable(schema: GraphSchema): string | undefined {
  const values = schema.enum ?? schema.items?.enum;
  const texts = schema.markdownEnumDescriptions ?? schema.items?.markdownEnumDescriptions;
  if (!values) return undefined;
  const rows = values.map((value, i) => {
    const about = texts?.[i];
    return `- ${code(JSON.stringify(value))}${about ? `: ${about}` : ''}`;
  });
  return rows.join('\n');
}

function exampleLine(schema: GraphSchema): string | undefined {
  const example = schema.examples?.[0];
  if (example === undefined) return undefined;
  const text = JSON.stringify(example);
  return text.length <= 120 ? `Example: ${code(text)}` : undefined;
}

function originLine(facts: GraphFacts | undefined): string | undefined {
  return facts?.from ? `Inherited from ${code(facts.from)}.` : undefined;
}
