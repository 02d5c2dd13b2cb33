export type LineStream<Line> = {
  /** Does the work and returns the last line; `write` gives one out meanwhile. It goes on when nobody reads any more. */
  work: (write: (line: Line) => void) => Promise<Line>;
  /** What to say when nothing else is said for `everyMs`. */
  alive: { line: Line; everyMs: number };
  /** The last line when the work breaks. */
  onError: (error: unknown) => Line;
};

/** Streams JSON, a line for each thing that happens, as it happens. */
export function streamLines<Line>({ work, alive, onError }: LineStream<Line>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let isRead = true;
      const write = (line: Line) => {
        if (isRead) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const timer = setInterval(() => write(alive.line), alive.everyMs);
      leave = () => {
        isRead = false;
        clearInterval(timer);
      };
      // Not awaited: the stream is read while the work goes on.
      void Promise.resolve()
        .then(() => work(write))
        .catch(onError)
        .then((last) => {
          write(last);
          if (isRead) controller.close();
          leave();
        });
    },
    cancel() {
      leave();
    },
  });
}
