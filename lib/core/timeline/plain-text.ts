/**
 * Untrusted text, fit to be remembered and compared later: no longer than `max` UTF-16 units, and without what the database
 * would store otherwise than it came, or a page could not show. Line ends and tabs stay.
 */
export function plainText(text: string, max: number): string {
  const cut = text.length > max ? `${text.slice(0, max - 1)}…` : text;
  return cut.toWellFormed().replace(/[^\P{Cc}\t\r\n]/gu, "\uFFFD");
}
