const everyMs = 2_000;

/** Says how far the work has come on standard error, every other second, until it is stopped. */
export function startTicker(say: (line: string) => void, text: (elapsedMs: number) => string): () => void {
  const begun = performance.now();
  const timer = setInterval(() => say(text(performance.now() - begun)), everyMs);
  return () => clearInterval(timer);
}

export function perSecond(count: number, elapsedMs: number): string {
  return `${Math.round((count * 1000) / Math.max(1, elapsedMs))}/s`;
}
