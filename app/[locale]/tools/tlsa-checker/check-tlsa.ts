import { checkPastedTlsa } from "#lib/core/dane/check-pasted.ts";
import type { CertificateFacts } from "#lib/core/evidence.ts";
import { readMxList } from "#lib/core/mtasts/mx-list.ts";
import { readChain } from "#lib/services/tools/read-chain.ts";
import type { CheckFields, CheckProblem, CheckState, ShownCertificate } from "./check-state.ts";

/** Reads what was pasted and judges it as a sender with DANE would (RFC 7672 §3). */
export function checkTlsa(fields: CheckFields, now: Date): CheckState {
  const host = nameOf(fields.host);
  if (host === undefined) return refused(fields, "host-invalid");
  const domain = nameOf(fields.domain);
  if (domain === undefined) return refused(fields, "domain-invalid");
  const chain = readChain(fields.chain);
  if (!chain.ok) return refused(fields, problemOf(chain.code), Number(chain.data?.position ?? 0));
  const { path, leftOut } = chain.value;
  const check = checkPastedTlsa({ records: fields.records, path, host, domain }, now);
  return { fields, outcome: { kind: "checked", check, certificates: path.map(shown), leftOut } };
}

/** The name in A-labels; `null`: none was given; `undefined`: it is no host's name. */
function nameOf(text: string): string | null | undefined {
  if (text.trim() === "") return null;
  const { hosts, refused: others } = readMxList(text);
  const [first] = hosts;
  return first === undefined || hosts.length + others.length > 1 ? undefined : first.host;
}

type ChainRefusal = Extract<ReturnType<typeof readChain>, { ok: false }>["code"];

function problemOf(code: ChainRefusal): CheckProblem["code"] {
  switch (code) {
    case "too-long":
    case "private-key":
    case "no-certificate":
    case "damaged":
      return code;
    case "unauthenticated":
    case "forbidden":
    case "not-found":
      throw new Error(`a public tool answered ${code}`);
    default:
      return code satisfies never;
  }
}

/** A private key is not sent back: it would stand in one place more. */
function refused(fields: CheckFields, code: CheckProblem["code"], position = 0): CheckState {
  const kept = code === "private-key" ? { ...fields, chain: "" } : fields;
  return { fields: kept, outcome: { kind: "problem", problem: { code, position } } };
}

function shown({ subject, issuer, notBefore, notAfter, dnsNames }: CertificateFacts): ShownCertificate {
  return { subject, issuer, notBefore, notAfter, dnsNames };
}
