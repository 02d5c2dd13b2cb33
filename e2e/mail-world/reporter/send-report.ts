import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import type { WireReport } from "./wire-report.ts";

/**
 * `gzip`, `json`: body and label agree (RFC 8460 §6). `json-labelled-gzip`, `gzip-labelled-json`: they do not.
 * `bare`: gzip as `application/tlsrpt`, without a suffix.
 */
export const manners = ["gzip", "json", "json-labelled-gzip", "gzip-labelled-json", "bare"] as const;
export type Manner = (typeof manners)[number];
export const mannerSchema = z.enum(manners);

export type SendOptions = {
  how?: Manner;
  userAgent?: string;
  /** The loopback address to send from, for receivers that ask who the sender is. */
  from?: string;
  /** Trusted roots, PEM, for an `https:` address. */
  ca?: string;
};

export type SendResult = { status: number; contentType: string | null; body: string };

/** POSTs a report once, as senders do (RFC 8460 §5.5). A text goes as it is. Throws when the connection fails. */
export async function sendReport(
  url: string,
  report: WireReport | string,
  { how = "gzip", userAgent = "mail-world reporter", from, ca }: SendOptions = {},
): Promise<SendResult> {
  const { body, contentType } = encodeReport(
    typeof report === "string" ? report : JSON.stringify(report),
    how,
  );
  const target = new URL(url);
  const outgoing = (target.protocol === "https:" ? httpsRequest : httpRequest)(target, {
    method: "POST",
    headers: { "content-type": contentType, "content-length": body.length, "user-agent": userAgent },
    agent: false,
    ...(from === undefined ? {} : { localAddress: from }),
    ...(ca === undefined ? {} : { ca }),
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers["content-type"] ?? null,
    body: Buffer.concat(chunks).toString(),
  };
}

function encodeReport(json: string, how: Manner): { body: Buffer; contentType: string } {
  const plain = Buffer.from(json);
  switch (how) {
    case "gzip":
      return { body: gzipSync(plain), contentType: "application/tlsrpt+gzip" };
    case "json":
      return { body: plain, contentType: "application/tlsrpt+json" };
    case "json-labelled-gzip":
      return { body: plain, contentType: "application/tlsrpt+gzip" };
    case "gzip-labelled-json":
      return { body: gzipSync(plain), contentType: "application/tlsrpt+json" };
    case "bare":
      return { body: gzipSync(plain), contentType: "application/tlsrpt" };
    default:
      return how satisfies never;
  }
}
