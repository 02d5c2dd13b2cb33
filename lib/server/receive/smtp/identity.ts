import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { type Identity, selfSigned } from "./self-signed.ts";

/** Where the operator keeps certificate and key, PEM. */
export type TlsFiles = { certFile: string; keyFile: string };

export type IdentitySource = {
  first: Identity;
  /** Another one than was last given, `null` while that still stands in the files. Rejects with what is wrong with them. */
  renewed(): Promise<Identity | null>;
};

/**
 * What the door shows in TLS: the operator's certificate, or without one a certificate of its own that proves nothing.
 * Rejects, naming the variable, when the files cannot be used.
 */
export async function openIdentity(files: TlsFiles | null, name: string, now: Date): Promise<IdentitySource> {
  if (!files) return { first: selfSigned(name, now), renewed: async () => null };
  const first = await readIdentity(files);
  let last = first;
  return {
    first,
    async renewed() {
      const read = await readIdentity(files);
      if (read.cert === last.cert && read.key === last.key) return null;
      last = read;
      return read;
    },
  };
}

async function readIdentity({ certFile, keyFile }: TlsFiles): Promise<Identity> {
  const cert = await readText("SMTP_TLS_CERT_FILE", certFile);
  const key = await readText("SMTP_TLS_KEY_FILE", keyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`SMTP_TLS_CERT_FILE and SMTP_TLS_KEY_FILE cannot be used together: ${detail}`);
  }
  return { cert, key };
}

async function readText(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(`${variable}: cannot read ${file} (${code})`);
  }
}
