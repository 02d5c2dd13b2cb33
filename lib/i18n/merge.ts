/** A tree of ICU messages, as one catalog file holds it. */
export type MessageTree = { [key: string]: string | MessageTree };

type Intersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer Whole,
) => void
  ? Whole
  : never;

/** Merges catalog files into one tree. A text that two files carry is a mistake in them, so it throws. */
export function mergeCatalogs<const Files extends readonly MessageTree[]>(
  files: Files,
): Intersection<Files[number]> {
  const merged: MessageTree = {};
  for (const file of files) mergeInto(merged, file, "");
  // The tree holds every file's keys, which is what the intersection of their types says.
  return merged as Intersection<Files[number]>;
}

/** The same tree with nothing but the named branches, e.g. `["client", "domains.add"]`; unknown names throw. */
export function pickMessages(messages: MessageTree, namespaces: readonly string[]): MessageTree {
  const picked: MessageTree = {};
  for (const namespace of namespaces) {
    const path = namespace.split(".");
    mergeInto(picked, nest(path, branchAt(messages, path)), "");
  }
  return picked;
}

function mergeInto(target: MessageTree, source: MessageTree, path: string): void {
  for (const [key, value] of Object.entries(source)) {
    const known = target[key];
    const where = path === "" ? key : `${path}.${key}`;
    if (known === undefined) target[key] = typeof value === "string" ? value : structuredClone(value);
    else if (typeof known === "string" || typeof value === "string")
      throw new Error(`Two texts for ${where}`);
    else mergeInto(known, value, where);
  }
}

function branchAt(messages: MessageTree, path: readonly string[]): string | MessageTree {
  let branch: string | MessageTree | undefined = messages;
  for (const key of path) branch = typeof branch === "object" ? branch[key] : undefined;
  if (branch === undefined) throw new Error(`No messages at ${path.join(".")}`);
  return branch;
}

function nest(path: readonly string[], branch: string | MessageTree): MessageTree {
  const [first = "", ...rest] = path;
  return { [first]: rest.length === 0 ? branch : nest(rest, branch) };
}
