#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './cli/exit.ts';
import { terminalText } from './core/text/terminalText.ts';

/** `graph-http`: the core without an editor. */
function program(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const root = strict('graph-http')
    .description('Check and send Microsoft Graph requests of .graph.http files, and run a local sandbox.')
    .version(String(version));
  root.addCommand(checkCommand());
  root.addCommand(sendCommand(String(version)));
  root.addCommand(sandboxCommand());
  root.addCommand(metadataCommand());
  return root;
}

/** A command that leaves the exit code to us when it is called wrongly. */
function strict(name: string): Command {
  return new Command(name).exitOverride().showHelpAfterError('(--help shows how to call it.)');
}

function formatOption(): Option {
  return new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');
}

/** The options that say where requests go. */
function withEnvironment(command: Command): Command {
  return command
    .option(
      '--environment <id>',
      'where requests go: sandbox, global, us-gov, us-dod, china, bleu, delos, gov-sg, or one of --environments',
      'sandbox',
    )
    .option('--environments <file>', 'a JSON file with environments of your own')
    .option('--variables <name>', 'the part of http-client.env.json whose variables count first');
}

/** Metadata that is known besides the built-in schemas. */
function metadataOption(): Option {
  return new Option(
    '--metadata <csdl>',
    'an OData CSDL document whose resources are known too, with v1.0= or beta= before it where it is of one version; may be repeated',
  )
    .argParser((text: string, known: readonly string[]) => [...known, text])
    .default([], 'the built-in schemas alone');
}

function checkCommand(): Command {
  return withEnvironment(strict('check'))
    .description(
      'List the problems of request files. Exits 0 without errors, 1 with errors, 2 if it was called wrongly.',
    )
    .argument('<files...>', 'request files')
    .addOption(metadataOption())
    .addOption(formatOption())
    .option('--no-portability', 'leave out what other tools read differently')
    .addOption(
      new Option(
        '--severity <code=level>',
        'error, warning, information, hint or off for one code; may be repeated',
      )
        .argParser(readPair)
        .default(new Map(), 'none'),
    )
    .action(async (files: string[], options) => {
      const { check } = await import('./cli/check.ts');
      const { severitiesOf } = await import('./cli/severities.ts');
      const severity = severitiesOf(options.severity);
      process.exitCode = await check(files, { ...options, severity });
    });
}

function sendCommand(version: string): Command {
  return withEnvironment(strict('send'))
    .description(
      'Send a request and print the returned object, or several requests in order and print a line for each. Exits 0 if all were done, 1 if one was refused or not sent, 2 if it was called wrongly, 3 if nobody knows what came of one.',
    )
    .argument('<files...>', 'request files')
    .addOption(
      new Option(
        '--name, --request <name or number>',
        'which request, by its # @name, its title or its number from 1; may be repeated',
      )
        .argParser((text: string, known: readonly string[]) => [...known, text])
        .default([], 'the only one'),
    )
    .option('--all', 'send every request of the files but those with # @disabled')
    .option(
      '--keep-going',
      'after one that was not done, send those that do not need its answer all the same',
    )
    .option('--json', 'print a line of JSON for each request')
    .option(
      '--sandbox-url <url>',
      'a sandbox that already runs; otherwise one is started for this call',
      readUrl,
    )
    .addOption(
      new Option('--var <name=value>', 'a value for a reference, prompt or placeholder; may be repeated')
        .argParser(readPair)
        .default(new Map(), 'none'),
    )
    .option('--token-env <name>', 'the environment variable that holds the access token for Microsoft Graph')
    .option(
      '--token-command <command>',
      'a command that prints the token, such as "az account get-access-token --resource {resource}"',
    )
    .addOption(metadataOption())
    .addOption(formatOption())
    .action(async (files: string[], options) => {
      const { send } = await import('./cli/send.ts');
      process.exitCode = await send(files, options, version);
    });
}

function sandboxCommand(): Command {
  return strict('sandbox')
    .description('Run a Microsoft Graph on this computer until it is stopped with Ctrl+C.')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', readPort, 0)
    .addOption(
      choice('--read-only <mode>', 'what becomes of read-only values in a body', ['refuse', 'ignore']),
    )
    .addOption(choice('--answer <status>', 'answer to a PATCH that prefers nothing', ['200', '204']))
    .addOption(choice('--etag <need>', 'whether a change needs If-Match', ['optional', 'required']))
    .option('--latency <ms>', 'milliseconds before a request is looked at')
    .option('--fault <order>', 'trouble, as the x-sandbox-fault header has it: "status=429;retry-after=5"')
    .addOption(choice('--fault-times <times>', 'how often', ['once', 'always']))
    .option('--fault-methods <methods>', 'for which methods, joined by commas; every one unless told')
    .addOption(metadataOption())
    .option('--no-make-objects', 'answer 404 for what nobody has made, where objects would be made up')
    .option('--quiet', 'no line for each request')
    .action(async (options) => {
      const { sandbox } = await import('./cli/sandbox.ts');
      process.exitCode = await sandbox(options);
    });
}

function metadataCommand(): Command {
  return strict('metadata')
    .description(
      'Compile an OData CSDL document and say what is in it. Exits 0 if it was compiled, 1 if it is broken, 2 if it was called wrongly.',
    )
    .argument('<csdl>', 'the document, in XML')
    .option('--stats', 'count what it holds, what is wrong with it and what is not used')
    .option('--types', 'list its types')
    .option('--json', 'print all of that as JSON')
    .action(async (file: string, options) => {
      const { metadata } = await import('./cli/metadata.ts');
      process.exitCode = await metadata(file, options);
    });
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
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

function readPair(text: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it with = between two words.');
  return new Map([...known, [text.slice(0, equals).trim(), text.slice(equals + 1)]]);
}

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    process.stderr.write(`${terminalText(error instanceof Error ? error.message : String(error))}\n`);
  }
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.done : EXIT.usage;
}
