/** One thing that takes part in a bench: our code, a peer, or the floor. */
export interface Contestant {
  readonly name: string;
  /** What exactly it does, in Markdown, as the second half of a sentence. */
  readonly about: string;
  /** The physical limit on the same input, which every other contestant is compared to. At most one. */
  readonly floor?: boolean;
  /** Cases that it takes no part in, with the reason. */
  readonly skips?: Readonly<Record<string, string>>;
  /** Cases that are measured in the first round only, because one run takes seconds. */
  readonly slow?: readonly string[];
  /** One measurement, in the unit of the bench. */
  readonly measure: (name: string) => Promise<number>;
}

/** What a contestant is expected to reach in one case: in the unit of the bench, or compared to another one. */
export interface Target {
  readonly case: string;
  readonly contestant: string;
  /** The contestant whose result is the unit. */
  readonly of?: string;
  /** The contestant whose result is taken away first: what counts is how much more there is. */
  readonly over?: string;
  readonly atMost: number;
}

/** A question that is answered by measuring. */
export interface Bench {
  /** Short name for the command line. */
  readonly id: string;
  readonly title: string;
  /** What is measured, in Markdown. */
  readonly about: string;
  /** What is measured, where it is not time. */
  readonly unit?: 'MB';
  /** How often each contestant is measured in each case; the median counts. */
  readonly rounds: number;
  /** Inputs or situations, each a row of the table. */
  readonly cases: readonly string[];
  readonly contestants: readonly Contestant[];
  readonly targets: readonly Target[];
}

/** What came of one contestant in one case. */
export type Cell =
  | { readonly kind: 'measured'; readonly median: number; readonly runs: readonly number[] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** The cells of a bench: case, then contestant. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/** Makes a bench ready to run: installs peers, builds what is measured. */
export type BenchFactory = () => Promise<Bench>;
