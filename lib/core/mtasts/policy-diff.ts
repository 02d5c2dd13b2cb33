import { formatMtaStsPolicy, type MtaStsPolicy, type PolicyMode } from "./policy.ts";

export type PolicyDiff = {
  mode: { from: PolicyMode; to: PolicyMode } | null;
  maxAgeSeconds: { from: number; to: number } | null;
  /** Patterns, lower case, in alphabetical order. */
  mxAdded: string[];
  mxRemoved: string[];
  extensionsChanged: boolean;
  /** Nothing that a sender goes by differs; order, case of names and repetitions do not count. */
  same: boolean;
};

/** What changes for senders from one policy to the other (RFC 8461 §3.2). */
export function policyDiff(from: MtaStsPolicy, to: MtaStsPolicy): PolicyDiff {
  const [before, after] = [mxSet(from), mxSet(to)];
  const diff = {
    mode: from.mode === to.mode ? null : { from: from.mode, to: to.mode },
    maxAgeSeconds:
      from.maxAgeSeconds === to.maxAgeSeconds ? null : { from: from.maxAgeSeconds, to: to.maxAgeSeconds },
    mxAdded: [...after].filter((pattern) => !before.has(pattern)),
    mxRemoved: [...before].filter((pattern) => !after.has(pattern)),
    extensionsChanged: extensionText(from) !== extensionText(to),
  };
  return { ...diff, same: canonicalPolicyText(from) === canonicalPolicyText(to) };
}

/**
 * One text for all ways to write the same policy, to be hashed or compared: RFC 8461 §3.3 has senders look at the
 * record's id alone, so a policy whose text changed under an old id goes unseen.
 */
export function canonicalPolicyText(policy: MtaStsPolicy): string {
  const extensions = policy.extensions.toSorted((a, b) =>
    compare(`${a.name}:${a.value}`, `${b.name}:${b.value}`),
  );
  return formatMtaStsPolicy({ ...policy, mx: [...mxSet(policy)], extensions });
}

function mxSet(policy: MtaStsPolicy): Set<string> {
  return new Set(policy.mx.map((pattern) => pattern.toLowerCase()).sort());
}

function extensionText(policy: MtaStsPolicy): string {
  return JSON.stringify(policy.extensions.map(({ name, value }) => `${name}:${value}`).sort());
}

/** By UTF-16 unit, the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
