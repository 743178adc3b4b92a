/**
 * The few modules of undici that are imported one by one. Its index is never imported: it replaces the
 * dispatcher that the whole process shares.
 */
declare module 'undici/lib/dispatcher/pool.js' {
  /** Connections to one origin (undici's docs, api/Pool). */
  class Pool {
    constructor(origin: string | URL, options?: import('./undiciTypes.ts').PoolOptions);
    /** Queues a request; whether the pool can take more at once. */
    dispatch(
      options: import('./undiciTypes.ts').DispatchOptions,
      handler: import('./undiciTypes.ts').DispatchHandler,
    ): boolean;
    destroy(error?: Error): Promise<void>;
  }
  export default Pool;
}

declare module 'undici/lib/dispatcher/client.js' {
  /** One connection at a time to one origin (undici's docs, api/Client). */
  class Client {
    constructor(origin: string | URL, options?: import('./undiciTypes.ts').PoolOptions);
    /** Queues a request; whether the client can take more at once. */
    dispatch(
      options: import('./undiciTypes.ts').DispatchOptions,
      handler: import('./undiciTypes.ts').DispatchHandler,
    ): boolean;
  }
  export default Client;
}

declare module 'undici/lib/core/connect.js' {
  /** Makes the function that opens sockets, plain or TLS (undici's docs, api/Connector). */
  export default function buildConnector(
    options: import('./undiciTypes.ts').ConnectorOptions,
  ): import('./undiciTypes.ts').Connector;
}
