// Preloaded into every child of the supervisor. Its channel closes when the supervisor is gone, even by kill -9: then the
// child must not go on serving, with a database that will be taken over by the next start.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 5000).unref();
});
