import { BlockReferences } from '../../check/references.ts';
import { promptsOf, requestName, requestsOf } from '../../request/names.ts';
import type { Block, FileVariable, Reference } from '../../request/tree.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import { Resolver } from '../../request/values/resolver.ts';
import { SYSTEM_VARIABLES } from '../../request/values/system.ts';
import { LineIndex } from '../../text/lines.ts';
import { touches } from '../../text/span.ts';
import { shownValue } from '../complete/referenceCompletion.ts';
import type { AssistContext } from '../context.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import type { Hover } from './hover.ts';

/** What a `{{reference}}`, or the name of a file variable, stands for. */
export function referenceHover(context: AssistContext, offset: number): Hover | undefined {
  const { block } = context;
  const reference = block.references.find((each) => touches(each, offset));
  if (reference) return { span: reference, markdown: describeReference(context, block, reference) };
  const variable = block.variables.find(({ name, start }) => touches({ start, end: name.end }, offset));
  return (
    variable && {
      span: { start: variable.start, end: variable.name.end },
      markdown: describeVariable(context, variable),
    }
  );
}

/** What a `{placeholder}` of a URL stands for, in Markdown. */
export function describePlaceholder(context: AssistContext, name: string): string {
  const value = new Resolver(context.file, context.scope, context.block).written(name);
  const asked = `Asked for when the request is sent. To set it, write ${code(`@${name} = …`)} above the request.`;
  const known = value !== undefined && fileVariables(context.file).has(name);
  return paragraphs(
    `**{${plain(name)}}**`,
    known ? `${shown(name, value)}  \n${originOf(context, name) ?? ''}`.trim() : asked,
  );
}

function describeReference(context: AssistContext, block: Block, reference: Reference): string {
  const { expression } = reference;
  const value = new Resolver(context.file, context.scope, block).expression(expression.text);
  const title = `**${plain(expression.text)}**`;
  const about = aboutReference(context, reference);
  if (!value.ok) return paragraphs(title, value.missing.map(({ reason }) => plain(reason)).join(' '), about);
  const known = new BlockReferences(block, context.file, context.scope).textOf(reference);
  if (known !== undefined) return paragraphs(title, shown(expression.text, known), about);
  if (/^\$(?:guid|timestamp|datetime|localDatetime|randomInt)\b/.test(expression.text)) {
    return paragraphs(title, about, `Made anew for each send, for example ${code(value.value)}`);
  }
  return paragraphs(title, 'It has a value. It is secret, or made for each send, and not shown here.', about);
}

function describeVariable(context: AssistContext, { name }: FileVariable): string {
  const { file, scope, block } = context;
  const written = fileVariables(file).get(name.text);
  const value = new Resolver(file, scope).variable(name.text);
  const reference: Reference = {
    start: name.start,
    end: name.end,
    expression: name,
    kind: 'variable',
    place: 'variable',
  };
  const known = new BlockReferences(block, file, scope).textOf(reference);
  const counts = written?.variable.name === name;
  return paragraphs(
    `**@${plain(name.text)}**`,
    value.ok
      ? known === undefined
        ? 'Its value is secret, or made for each send, and not shown here.'
        : shown(name.text, known)
      : value.missing.map(({ reason }) => plain(reason)).join(' '),
    counts ? false : `Written again below: ${originOf(context, name.text) ?? ''}`.trim(),
  );
}

/** A value longer than this is cut: a hover is no place to read it. */
const LONGEST_VALUE = 400;

function shown(name: string, value: string): string {
  return shownValue(name, value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value);
}

/** Where a reference's value comes from, as a sentence. */
function aboutReference(context: AssistContext, { kind, expression }: Reference): string | undefined {
  switch (kind) {
    case 'variable':
      return originOf(context, expression.text);
    case 'system': {
      const [name] = expression.text.split(/\s/, 1);
      const found = SYSTEM_VARIABLES.find((each) => each.name === name);
      return found && plain(found.description);
    }
    case 'response':
      return requestOrigin(context, expression.text.slice(0, expression.text.indexOf('.')));
    case 'invalid':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function originOf({ block, file, scope }: AssistContext, name: string): string | undefined {
  const prompt = promptsOf(block).find((each) => each.name === name);
  if (prompt) return `Asked for at each send${prompt.description ? `: ${plain(prompt.description)}` : '.'}`;
  const defined = fileVariables(file).get(name);
  if (defined) return `Defined in line ${lineOf(file, defined.block, defined.variable.start)} of this file.`;
  return scope.environment.has(name) ? 'Defined in the environment.' : undefined;
}

function requestOrigin({ file }: AssistContext, name: string): string | undefined {
  const found = requestsOf(file).find(({ block }) => requestName(block) === name);
  if (!found) return undefined;
  return `The latest answer of the request in line ${lineOf(file, found.index, found.block.requestLine.start)}.`;
}

/** The line of a place, from 1, as an editor counts. */
function lineOf(file: AssistContext['file'], block: number, offset: number): number {
  const at = (file.starts[block] ?? 0) + offset;
  return new LineIndex(file.text.slice(0, at)).lineCount;
}
