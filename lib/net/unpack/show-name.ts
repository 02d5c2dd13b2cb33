/**
 * A name out of a mail or an archive, made fit to be shown in a line of text: control characters, characters that turn the
 * direction of writing, and our own separator are written as escapes. At most `maxLength` characters.
 */
export function showName(name: string, maxLength = 120): string {
  const shown = name
    .slice(0, maxLength)
    .toWellFormed()
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}›\\]/gu,
      (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
    );
  return name.length > maxLength ? `${shown}…` : shown;
}
