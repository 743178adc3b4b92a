#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './cli/exit.ts';

/** `graph-http`: the core without an editor. */
function program(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const root = strict('graph-http')
    .description('Check and send Microsoft Graph requests of .graph.http files, and run a local sandbox.')
    .version(String(version));
  root.addCommand(checkCommand());
  root.addCommand(sendCommand(String(version)));
  root.addCommand(sandboxCommand());
  return root;
}

/** A command that leaves the exit code to us when it is called wrongly. */
function strict(name: string): Command {
  return new Command(name).exitOverride().showHelpAfterError('(--help shows how to call it.)');
}

function formatOption(): Option {
  return new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');
}

function environmentOption(): Option {
  return new Option('--environment <environment>', 'where requests go')
    .choices(['sandbox', 'global'])
    .default('sandbox');
}

function checkCommand(): Command {
  return strict('check')
    .description(
      'List the problems of request files. Exits 0 without errors, 1 with errors, 2 if it was called wrongly.',
    )
    .argument('<files...>', 'request files')
    .addOption(formatOption())
    .addOption(environmentOption())
    .option('--no-portability', 'leave out what other tools read differently')
    .action(async (files: string[], options) => {
      const { check } = await import('./cli/check.ts');
      process.exitCode = await check(files, options);
    });
}

function sendCommand(version: string): Command {
  return strict('send')
    .description(
      'Send one request and print the returned object. Exits 0 if it was done, 1 if it was refused or not sent, 2 if it was called wrongly, 3 if nobody knows.',
    )
    .argument('<file>', 'request file')
    .option('--request <name or number>', 'which request, by its # @name, its title or its number from 1')
    .addOption(environmentOption())
    .option(
      '--sandbox-url <url>',
      'a sandbox that already runs; otherwise one is started for this call',
      readUrl,
    )
    .addOption(
      new Option('--var <name=value>', 'a value for a reference, prompt or placeholder; may be repeated')
        .argParser(readVariable)
        .default(new Map(), 'none'),
    )
    .option('--token-env <name>', 'the environment variable that holds the access token for Microsoft Graph')
    .addOption(formatOption())
    .action(async (file: string, options) => {
      const { send } = await import('./cli/send.ts');
      process.exitCode = await send(file, options, version);
    });
}

function sandboxCommand(): Command {
  return strict('sandbox')
    .description('Run a Microsoft Graph on this computer until it is stopped with Ctrl+C.')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', readPort, 0)
    .action(async ({ port }: { port: number }) => {
      const { sandbox } = await import('./cli/sandbox.ts');
      process.exitCode = await sandbox(port);
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function readUrl(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError('Write it as http://127.0.0.1:PORT.');
  return text;
}

function readVariable(text: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it as name=value.');
  return new Map([...known, [text.slice(0, equals).trim(), text.slice(equals + 1)]]);
}

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.done : EXIT.usage;
}
