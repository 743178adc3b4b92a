export function cleanEnvironment(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function npm(cwd: string, args: readonly string[]): Promise<void>;
