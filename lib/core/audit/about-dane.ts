import type { Finding } from "../finding.ts";

/** Whether a finding about an MX host is about its TLSA records or their signatures, and belongs to the section on DANE. */
export function isAboutDane({ code, data }: Pick<Finding, "code" | "data">): boolean {
  return /^(tlsa|dane|dnssec)-/.test(code) || (code === "dns-lookup-failed" && data.type === "TLSA");
}
