export type ClausePart = { text: string; href: string | null };

const reference = /RFC (\d{3,5})(?: (?:§ ?|Section )(\d+(?:\.\d+)*)| (?:Appendix|§) ?([A-Z](?:\.\d+)*))?/g;

/** Cuts a finding's clause into text and links to the sections of the RFCs that it names. */
export function clauseParts(clause: string): ClausePart[] {
  const parts: ClausePart[] = [];
  let end = 0;
  for (const match of clause.matchAll(reference)) {
    if (match.index > end) parts.push({ text: clause.slice(end, match.index), href: null });
    parts.push({ text: match[0], href: hrefOf(match[1] ?? "", match[2], match[3]) });
    end = match.index + match[0].length;
  }
  if (end < clause.length) parts.push({ text: clause.slice(end), href: null });
  return parts;
}

function hrefOf(number: string, section: string | undefined, appendix: string | undefined): string {
  const page = `https://www.rfc-editor.org/rfc/rfc${number}`;
  if (section !== undefined) return `${page}#section-${section}`;
  return appendix === undefined ? page : `${page}#appendix-${appendix}`;
}
