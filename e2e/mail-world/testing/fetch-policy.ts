import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import type { TLSSocket } from "node:tls";
import type { World } from "../world.ts";

/** What a plain Node client saw; `error` is a code such as `CERT_HAS_EXPIRED`. */
export type SeenPolicy =
  | {
      kind: "answer";
      status: number;
      location: string | null;
      contentType: string | null;
      text: string;
      certificate: { names: string; daysLeft: number };
    }
  | { kind: "error"; error: string }
  | { kind: "silence" };

/** GETs a domain's policy from one address of its host, trusting the world's CA and nothing else. */
export function fetchPolicy(
  world: World,
  domain: string,
  { address = "127.0.0.1", patienceMs = 10_000, path = "/.well-known/mta-sts.txt" } = {},
): Promise<SeenPolicy> {
  return new Promise((resolve) => {
    const outgoing = request({
      host: address,
      port: world.policyPort,
      path,
      servername: `mta-sts.${domain}`,
      headers: { host: `mta-sts.${domain}` },
      ca: world.ca,
      agent: false,
      signal: AbortSignal.timeout(patienceMs),
    });
    const fail = (error: Error & { code?: string }) =>
      resolve(error.name === "AbortError" ? { kind: "silence" } : { kind: "error", error: codeOf(error) });
    outgoing.once("error", fail);
    outgoing.once("response", (response) => read(response).then(resolve, fail));
    outgoing.end();
  });
}

async function read(response: IncomingMessage): Promise<SeenPolicy> {
  const certificate = (response.socket as TLSSocket).getPeerCertificate();
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    kind: "answer",
    status: response.statusCode ?? 0,
    location: response.headers.location ?? null,
    contentType: response.headers["content-type"] ?? null,
    text: Buffer.concat(chunks).toString(),
    certificate: {
      names: certificate.subjectaltname ?? "none",
      daysLeft: Math.round((Date.parse(certificate.valid_to) - Date.now()) / 86_400_000),
    },
  };
}

function codeOf(error: Error & { code?: string }): string {
  return error.code ?? error.message;
}
