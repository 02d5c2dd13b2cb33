import { setTimeout as pause } from "node:timers/promises";

/** Waits until an HTTP server answers a GET of `url` with success. Rejects when `signal` aborts. */
export async function answers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const timeLimit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const answered = await fetch(url, { signal: timeLimit, redirect: "manual" }).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
    if (answered) return;
    await pause(100, undefined, { signal });
  }
}
