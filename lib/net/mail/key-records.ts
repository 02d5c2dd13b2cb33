import type { DNSResolver } from "mailauth";
import type { Asker } from "#lib/net/audit/asker.ts";
import { mailauthResolver } from "#lib/net/audit/mailauth-resolver.ts";

/**
 * Asks for the key records of report mail. Their service type is `tlsrpt` (RFC 8460 §3), which mailauth takes for none
 * of mail's: it is shown as `*`. A record for other services alone must be ignored (RFC 6376 §3.6.1), and ends in the
 * code that mailauth has for that.
 */
export function keyRecords(asker: Asker): DNSResolver {
  const ask = mailauthResolver(asker);
  return async (name, type) => {
    const records = await ask(name, type).catch((error: unknown) => {
      throw isNoName(error) ? Object.assign(new Error("not a name"), { code: "ENOTFOUND" }) : error;
    });
    return records.map((record) => forReports(typeof record === "string" ? record : record.join("")));
  };
}

const serviceTag = /(^|;)(\s*s\s*=)([^;]*)/;

function forReports(record: string): string {
  const services = serviceTag
    .exec(record)?.[3]
    ?.split(":")
    .map((service) => service.trim().toLowerCase());
  if (services && !services.includes("*") && !services.includes("tlsrpt")) {
    throw Object.assign(new Error("the key is not for reports"), { code: "EINVALIDSERVICE" });
  }
  return record.replace(serviceTag, "$1$2*");
}

/** A name that cannot exist will not be there later either. */
function isNoName(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EBADNAME";
}
