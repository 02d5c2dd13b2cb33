import { getPublicKey } from "mailauth/lib/tools.js";
import type { DkimKey, DkimLook, DkimSelectorLook } from "#lib/core/audit/evidence.ts";
import { isRevokedKey, keyName } from "#lib/core/audit/judge-dkim-look.ts";
import { commonSelectors } from "#lib/core/audit/selectors.ts";
import type { Asker } from "./asker.ts";
import { dnsErrorDetail, mailauthResolver } from "./mailauth-resolver.ts";

/** Looks for keys under the selectors that providers use, and under those given. */
export async function lookUpDkim(asker: Asker, domain: string, given: readonly string[]): Promise<DkimLook> {
  const selectors = [...new Set([...given, ...commonSelectors])];
  const [parent, control, ...looks] = await Promise.all([
    asker.txt(`_domainkey.${domain}`),
    asker.txt(keyName(unusedSelector, domain)),
    ...selectors.map((selector) => lookUpSelector(asker, domain, selector, given.includes(selector))),
  ]);
  return { domain, parent, control, selectors: looks };
}

/** Nobody has it, so an answer for it is a wildcard's. */
const unusedSelector = "sealpost-no-such-selector";

async function lookUpSelector(
  asker: Asker,
  domain: string,
  selector: string,
  given: boolean,
): Promise<DkimSelectorLook> {
  const name = keyName(selector, domain);
  const txt = await asker.txt(name);
  const key = txt.kind === "found" ? await readKey(asker, name, txt.records) : null;
  return { selector, given, txt, key };
}

/** Shorter keys must not be used by anybody (RFC 8301 §3.2). */
const minKeyBits = 1024;

async function readKey(asker: Asker, name: string, records: string[]): Promise<DkimKey | null> {
  // The library calls a withdrawn key and a broken one the same.
  if (records.some(isRevokedKey)) return { kind: "revoked" };
  try {
    const key = await getPublicKey("DKIM", name, minKeyBits, mailauthResolver(asker));
    const { keyType, modulusLength, testing, warnings } = key;
    return { kind: "valid", keyType, bits: modulusLength ?? null, testing, tolerated: warnings };
  } catch (error) {
    return dnsErrorDetail(error) === null ? { kind: "invalid", ...faultOf(error) } : null;
  }
}

function faultOf(error: unknown): { fault: Extract<DkimKey, { kind: "invalid" }>["fault"]; detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : null;
  switch (code) {
    case "ESHORTKEY":
      return { fault: "short", detail };
    case "EINVALIDSERVICE":
      return { fault: "not-for-mail", detail };
    case "EINVALIDVER":
      return { fault: "version", detail };
    case "EINVALIDTYPE":
      return { fault: "type", detail };
    default:
      return { fault: "value", detail };
  }
}
