const longest = 120;

/**
 * A stranger's text inside a sentence of ours: cut when it is long, and closed off so that marks for the direction of
 * writing in it do not turn what follows (Unicode's first strong isolate).
 */
export function isolated(text: string): string {
  const shown = text.toWellFormed();
  const cut = shown.length > longest ? `${shown.slice(0, 80)}…${shown.slice(-30)}` : shown;
  return `\u2068${cut}\u2069`;
}
