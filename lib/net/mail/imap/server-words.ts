const longest = 300;

/**
 * What a server said, fit to be stored and shown: on one line, without control and direction characters, cut, and
 * without the secrets, which some servers repeat in their refusal.
 */
export function serverWords(text: string, secrets: readonly string[] = []): string | null {
  const hidden = secrets
    .filter((secret) => secret !== "")
    .reduce((words, secret) => words.replaceAll(secret, "•••"), text.toWellFormed());
  const visible = hidden.replace(unseen, " ").replace(/\s+/g, " ").trim();
  if (visible === "") return null;
  return visible.length > longest ? `${visible.slice(0, longest - 1).toWellFormed()}…` : visible;
}

/** C0, DEL, C1, soft hyphen, zero-width and direction characters, byte order mark. */
const unseen = /[\p{Cc}\p{Cf}]/gu;
