import { createSecureContext, type SecureContext } from "node:tls";
import type { CertificateDescription } from "../description.ts";
import type { Authority } from "./authority.ts";

/**
 * The TLS side of a server. TLS 1.0 and 1.1 sign with SHA-1, which OpenSSL allows at security level 0 alone,
 * so a client needs `minVersion: "TLSv1"` and `DEFAULT@SECLEVEL=0` to get through to an `old` one.
 */
export async function secureContextFor(
  authority: Authority,
  host: string,
  certificate: CertificateDescription = "valid",
  tls: "modern" | "old" = "modern",
): Promise<SecureContext> {
  const { key, chainPem } = await authority.issue(host, certificate);
  return createSecureContext({
    key: key.export({ type: "pkcs8", format: "pem" }),
    cert: chainPem,
    ...(tls === "old"
      ? { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }
      : { minVersion: "TLSv1.2" }),
  });
}
