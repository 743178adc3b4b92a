// Loaded into a server with --import: ends it when the process that started it is gone and its input closes.
process.stdin.once('close', () => process.exit(0)).resume();
process.stdin.unref?.();
