// Ends the program in order when the npm that runs it is gone: killed outright, npm can pass nothing on.
const look_ms = 500;
const script = 'start';

/** Only for a program that npm runs: one that a shell has put into the background outlives that shell, as it should. */
export function followNpm() {
  if (process.env['npm_lifecycle_event'] !== script) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (isThere(parent)) return;
    clearInterval(watch);
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143);
  }, look_ms);
  watch.unref();
}

/** Elsewhere the number of the parent changes when it ends; on Windows it stays, and stands for nothing any more. */
function isThere(parent) {
  if (process.platform !== 'win32') return process.ppid === parent;
  try {
    return process.kill(parent, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
