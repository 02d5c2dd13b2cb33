/** Taking blanks off by a regular expression that ends in `+$` costs the square of their number; this does not. */

/** The text without any of `characters` at its end. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** How many of `characters` the text begins with. */
export function countLeading(text: string, characters: string): number {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start++;
  return start;
}
