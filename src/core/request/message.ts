/** One header, in the order of the message. */
export interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

/** A request with every reference and placeholder replaced, before it is given a host and a token. */
export interface ResolvedRequest {
  readonly method: string;
  /** As the person wrote it, resolved: absolute, or a path from `/`, with its query. */
  readonly url: string;
  /** Without Authorization, Host and Content-Length: those are ours. */
  readonly headers: readonly HeaderLine[];
  /** The body as text, comment lines dropped; absent where there is none. */
  readonly body?: string;
  /** Values of secret variables that stand in it: masked wherever the request or its answer is shown or kept. */
  readonly secrets?: readonly string[];
}

/** The request as it went out, safe to show and keep: the token and secrets are replaced by `•••`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: string;
}
