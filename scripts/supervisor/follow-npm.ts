/**
 * Asks this process to stop when the npm that runs it is gone: npm hands on SIGTERM, but nobody can hand on SIGKILL, and a
 * forgotten supervisor would hold the ports and the data directory.
 */
export function followNpm(): void {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 1000).unref();
}
