import fc from 'fast-check';

/** What one place of a body becomes. */
type Change =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'remove' }
  | { readonly kind: 'rename'; readonly to: (name: string) => string }
  | { readonly kind: 'text'; readonly to: (text: string) => string };

const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e30, 2 ** 31, 2 ** 63, 'x1', '', 'x'.repeat(2000)],
  ...[
    '2025-13-45',
    '2025-10-27',
    '2025-10-27T08:15:00',
    'P1Y',
    '12:60',
    'not-a-guid',
    'QQ=',
    'a b',
    '5',
    'true',
  ],
  ...[[], [null], ['x1'], [5], [[]], {}, { zz1: 1 }, { '@odata.type': '#microsoft.graph.nothing' }],
  ...[{ '@odata.type': 5 }, { '@odata.type': '' }],
];

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...VALUES).map((value): Change => ({ kind: 'value', value })),
  fc.constant<Change>({ kind: 'remove' }),
  fc.constantFrom<Change>(
    { kind: 'rename', to: (name) => `${name}s` },
    { kind: 'rename', to: (name) => name.toUpperCase() },
    { kind: 'rename', to: () => 'zzNothingLikeIt' },
  ),
  fc.constantFrom<Change>(
    { kind: 'text', to: (text) => text.toUpperCase() },
    { kind: 'text', to: (text) => `${text} ` },
    { kind: 'text', to: (text) => text.slice(1) },
  ),
);

/**
 * A body with one to three places changed at random, most often into something that is not allowed. Annotations
 * other than `@odata.type` stay as they are and keep their names, and that one stays a text: what a service does with
 * annotations that it does not know is no matter of the schema.
 */
export function mutated(body: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 });
  return fc.tuple(body, changes).map(([valid, all]) => {
    const copy = structuredClone(valid);
    for (const [place, each] of all) changeOne(copy, place, each);
    return copy;
  });
}

function changeOne(body: Record<string, unknown>, place: number, change: Change): void {
  const places = placesOf(body);
  const chosen = places[place % Math.max(places.length, 1)];
  if (!chosen) return;
  const { owner, name } = chosen;
  if (Array.isArray(owner)) {
    // A copy: what is put in here may be changed next.
    if (change.kind === 'value') owner[Number(name)] = structuredClone(change.value);
    return;
  }
  const value = owner[name];
  if (change.kind === 'value') {
    if (name !== '@odata.type' || typeof change.value === 'string')
      owner[name] = structuredClone(change.value);
  } else if (change.kind === 'text') owner[name] = typeof value === 'string' ? change.to(value) : value;
  else if (change.kind === 'remove' || !name.includes('@')) {
    delete owner[name];
    if (change.kind === 'rename') owner[change.to(name)] = value;
  }
}

function placesOf(body: Record<string, unknown>): { owner: Record<string, unknown>; name: string }[] {
  const places: { owner: Record<string, unknown>; name: string }[] = [];
  const pending: unknown[] = [body];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    const owner = each as Record<string, unknown>;
    for (const name of Object.keys(owner)) {
      if (name.includes('@') && name !== '@odata.type') continue;
      places.push({ owner, name });
      if (owner[name] !== undefined) pending.push(owner[name]);
    }
  }
  return places;
}
