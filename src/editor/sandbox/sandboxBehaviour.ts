import * as vscode from 'vscode';
import {
  CHANGING_METHODS,
  describeFault,
  KNOWN_FAULTS,
  type OrderedFault,
  READING_METHODS,
  type SandboxBehaviour,
  USUAL,
} from '../../core/sandbox/behaviour/behaviour.ts';
import type { SandboxConnection } from '../../core/sandbox/connect.ts';
import { type Choice, type Picked, pickStep } from '../steps.ts';

/** What the first list leads to. */
type Topic = 'readOnly' | 'answer' | 'etag' | 'latency' | 'fault' | 'usual';

const TITLE = 'Sandbox Behaviour';
const LATENCIES = [0, 300, 1_000, 3_000, 10_000];

/**
 * Asks how the sandbox shall behave: what is chosen counts at once, and the first list comes again until the
 * person closes it.
 *
 * @param changed told after every change
 * @throws UserError where the sandbox cannot be reached.
 */
export async function chooseBehaviour(
  sandbox: SandboxConnection,
  changed: (behaviour: SandboxBehaviour) => void,
): Promise<void> {
  let current = await sandbox.behaviour();
  changed(current);
  let topic: Topic | undefined;
  for (;;) {
    const picked = await pickStep<Topic>({
      title: TITLE,
      placeholder: 'What should be different? A choice counts at once, for every request to this sandbox.',
      items: topics(current),
      ...(topic === undefined ? {} : { active: topic }),
      back: false,
    });
    if (picked === undefined || picked === 'back') return;
    topic = picked.value;
    const next = await chooseIn(topic, current);
    if (next === undefined) return;
    if (next === 'back') continue;
    current = await sandbox.behave(next.value);
    changed(current);
  }
}

function topics(current: SandboxBehaviour): readonly (Choice<Topic> | vscode.QuickPickItem)[] {
  const { readOnly, answer, etag, latency, fault } = current;
  const row = (value: Topic, label: string, description: string, usual: boolean): Choice<Topic> => ({
    value,
    label: `$(${usual ? 'circle-outline' : 'circle-filled'}) ${label}`,
    description,
  });
  const isUsual =
    fault === undefined &&
    readOnly === USUAL.readOnly &&
    answer === USUAL.answer &&
    etag === USUAL.etag &&
    latency === USUAL.latency;
  return [
    row('readOnly', 'Read-only values', readOnlyText(readOnly), readOnly === USUAL.readOnly),
    row('answer', 'Answer to a PATCH', answerText(answer), answer === USUAL.answer),
    row('etag', 'If-Match', etagText(etag), etag === USUAL.etag),
    row('latency', 'Latency', latencyText(latency), latency === USUAL.latency),
    row('fault', 'Fault', fault === undefined ? 'none' : describeFault(fault), fault === undefined),
    ...(isUsual
      ? []
      : [
          { label: '', kind: vscode.QuickPickItemKind.Separator },
          {
            value: 'usual' as const,
            label: '$(discard) Back to Usual',
            description: 'everything as at the start; the objects stay as they are',
          },
        ]),
  ];
}

/** The behaviour with another choice in it. */
async function chooseIn(topic: Topic, current: SandboxBehaviour): Promise<Picked<Partial<SandboxBehaviour>>> {
  switch (topic) {
    case 'usual':
      return { value: {} };
    case 'fault':
      return chooseFault(current);
    case 'readOnly':
      return chooseValue(current, 'readOnly', 'What becomes of a read-only value in a body?', [
        { value: 'refuse', label: 'Refused', detail: 'The request is answered 400, as Entra does.' },
        { value: 'ignore', label: 'Passed over', detail: 'The rest of the body counts.' },
      ]);
    case 'answer':
      return chooseValue(current, 'answer', 'How is a PATCH answered that prefers nothing?', [
        { value: 200, label: '200 with the object', detail: 'As the API pages promise.' },
        { value: 204, label: '204 without a body', detail: 'As many services really answer.' },
      ]);
    case 'etag':
      return chooseValue(current, 'etag', 'Does a change need the entity tag of the object?', [
        { value: 'optional', label: 'Not needed', detail: 'If-Match is looked at where it is sent.' },
        { value: 'required', label: 'Needed', detail: 'A change without If-Match is answered 428.' },
      ]);
    case 'latency':
      return chooseValue(
        current,
        'latency',
        'How long does the sandbox wait before it looks at a request?',
        LATENCIES.map((value) => ({ value, label: latencyText(value) })),
      );
  }
}

async function chooseValue<K extends 'readOnly' | 'answer' | 'etag' | 'latency'>(
  current: SandboxBehaviour,
  name: K,
  placeholder: string,
  items: readonly Choice<SandboxBehaviour[K]>[],
): Promise<Picked<Partial<SandboxBehaviour>>> {
  const picked = await pickStep<SandboxBehaviour[K]>({
    title: TITLE,
    placeholder,
    items: items.map((item) => marked(item, item.value === current[name])),
    active: current[name],
    back: true,
  });
  return typeof picked === 'object' ? { value: { ...current, [name]: picked.value } } : picked;
}

/** Which fault, for which requests, how often; each list leads back to the one before. */
async function chooseFault(current: SandboxBehaviour): Promise<Picked<Partial<SandboxBehaviour>>> {
  const { fault, ...rest } = current;
  for (;;) {
    const order = await pickStep<string>({
      title: `${TITLE}: Fault`,
      placeholder: 'What goes wrong?',
      items: [
        marked({ value: '', label: 'None' }, fault === undefined),
        ...KNOWN_FAULTS.map(({ order: value, label, detail }) =>
          marked({ value, label, detail }, value === fault?.order),
        ),
      ],
      active: fault?.order ?? '',
      back: true,
    });
    if (order === undefined || order === 'back') return order;
    if (order.value === '') return { value: rest };
    const reach = await chooseReach(fault);
    if (reach === undefined) return undefined;
    if (reach !== 'back') return { value: { ...rest, fault: { order: order.value, ...reach.value } } };
  }
}

async function chooseReach(fault: OrderedFault | undefined): Promise<Picked<Omit<OrderedFault, 'order'>>> {
  for (;;) {
    const methods = await pickStep<readonly string[]>({
      title: `${TITLE}: Fault (2 of 3)`,
      placeholder: 'For which requests?',
      items: [
        { value: CHANGING_METHODS, label: 'Changes', description: 'POST, PATCH, DELETE' },
        { value: READING_METHODS, label: 'Reads', description: 'GET, HEAD' },
        { value: [], label: 'Every request' },
      ],
      back: true,
    });
    if (methods === undefined || methods === 'back') return methods;
    const times = await pickStep<OrderedFault['times']>({
      title: `${TITLE}: Fault (3 of 3)`,
      placeholder: 'How often?',
      items: [
        { value: 'once', label: 'Once', description: 'the next such request; then as usual again' },
        { value: 'always', label: 'Every time', description: 'until it is switched off here' },
      ],
      active: fault?.times ?? 'once',
      back: true,
    });
    if (times === undefined) return undefined;
    if (times !== 'back') return { value: { methods: methods.value, times: times.value } };
  }
}

function marked<T>(item: Choice<T>, current: boolean): Choice<T> {
  return current ? { ...item, description: 'current' } : item;
}

function readOnlyText(value: SandboxBehaviour['readOnly']): string {
  return value === 'refuse' ? 'refused' : 'passed over';
}

function answerText(value: SandboxBehaviour['answer']): string {
  return value === 200 ? '200 with the object' : '204 without a body';
}

function etagText(value: SandboxBehaviour['etag']): string {
  return value === 'optional' ? 'not needed' : 'needed for a change';
}

function latencyText(ms: number): string {
  return ms === 0 ? 'none' : `${ms / 1_000} seconds`;
}
