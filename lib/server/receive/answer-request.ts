import type { Context } from "#lib/services/context.ts";
import { type Answer, problem } from "./answer.ts";
import { deliverReport } from "./deliver-report.ts";
import { explainAddress } from "./explain-address.ts";

/** A request for `/api/tlsrpt/{token}`, whichever server it came to. */
export type ReportRequest = {
  method: string;
  token: string;
  /** A header field's value; `null` when absent. */
  header(name: string): string | null;
  body: AsyncIterable<Uint8Array> | null;
  /** The sender's address, as far as we can believe it. */
  peer: string | null;
  /** Asks for the body, when the sender waits to be asked. */
  proceed?: (() => void) | undefined;
};

const methods = "GET, HEAD, OPTIONS, POST";

/** All that a report address answers: it takes reports by POST, and says to everybody else what it is for. */
export function answerReportRequest(context: Context, request: ReportRequest): Answer | Promise<Answer> {
  const { token, header, body, peer, proceed } = request;
  switch (request.method) {
    case "POST": {
      const head = {
        contentType: header("content-type"),
        contentEncoding: header("content-encoding"),
        contentLength: header("content-length"),
      };
      return deliverReport(context, { token, body, peer, userAgent: header("user-agent"), head, proceed });
    }
    case "GET":
    case "HEAD":
      return explainAddress(context, {
        token,
        accept: header("accept"),
        acceptLanguage: header("accept-language"),
        peer,
      });
    case "OPTIONS":
      return { status: 204, headers: { Allow: methods }, body: "" };
    default:
      return problem(405, "This address takes TLS reports (RFC 8460) by POST, as gzip or JSON.", {
        headers: { Allow: methods },
      });
  }
}
