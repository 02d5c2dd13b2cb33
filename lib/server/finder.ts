export type Finder = { stop: () => Promise<void> };

/** How often a worker looks for what has come due. */
export const findEveryMs = 5_000;

/** Runs the search again and again, never twice at once; a failed one is reported and tried again. */
export function startFinder(
  find: () => Promise<void>,
  report: (error: unknown) => void,
  everyMs = findEveryMs,
): Finder {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const run = () => {
    round = find()
      .catch(report)
      .finally(() => {
        if (!stopped) timer = setTimeout(run, everyMs);
      });
  };
  run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
