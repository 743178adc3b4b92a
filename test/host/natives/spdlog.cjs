// Put in the place of @vscode/spdlog, whose native part is not built in the stand-in editor: without it neither logs
// nor output channels have any content. What of its interface the editor uses, writing at once and never rotating.
const { appendFileSync } = require('node:fs');
const { mkdir } = require('node:fs/promises');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #bare = false;

  constructor(file) {
    this.#file = file;
  }

  trace(message) {
    this.#write(0, message);
  }

  debug(message) {
    this.#write(1, message);
  }

  info(message) {
    this.#write(2, message);
  }

  warn(message) {
    this.#write(3, message);
  }

  error(message) {
    this.#write(4, message);
  }

  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern() {
    this.#bare = false;
  }

  /** From now on messages are written as they are, without time, level and line end. */
  clearFormatters() {
    this.#bare = true;
  }

  flush() {}

  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.#file, this.#bare ? message : `${time} [${levels[level]}] ${message}\n`);
    } catch {
      // The folder is gone: the editor is about to end.
    }
  }
}

async function create(_name, file) {
  await mkdir(dirname(file), { recursive: true });
  return new Logger(file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
