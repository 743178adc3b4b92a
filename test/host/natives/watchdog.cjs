// Put in the place of the native part of @vscode/native-watchdog in the stand-in editor: ends the extension host when
// its server is gone.
exports.start = (parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};

exports.exit = (code) => process.exit(code);
