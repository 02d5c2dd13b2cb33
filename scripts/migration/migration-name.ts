/** `YYYYMMDDhhmmss_what_it_does`, as Prisma names them; `null` when the title holds no letter or digit. */
export function migrationName(title: string, now: Date): string | null {
  const words = title.toLowerCase().match(/[a-z0-9]+/g);
  const stamp = now.toISOString().replace(/\..*$/, "").replace(/\D/g, "");
  return words && `${stamp}_${words.join("_")}`;
}
