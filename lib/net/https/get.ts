import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { TLSSocket } from "node:tls";
import type { Deadline } from "#lib/net/deadline.ts";

export type GetFault = "http-malformed" | "redirect" | "status" | "timeout" | "too-large" | "network";

export type Got =
  | { ok: true; contentType: string | null; text: string }
  | { ok: false; fault: GetFault; detail: string; status: number | null; location: string | null };

export type GetOptions = {
  /** The value of the Host header. */
  authority: string;
  path: string;
  maxBodyBytes: number;
  deadline: Deadline;
};

/**
 * One GET on an open, judged TLS connection, which is closed afterwards. Only a complete 200 is `ok`
 * (RFC 8461 §3.3): redirects are named and not followed, content codings were not asked for and are refused.
 * The text is read as UTF-8; what is not becomes U+FFFD, and a byte order mark stays, for the parser to judge.
 */
export function getText(socket: TLSSocket, options: GetOptions): Promise<Got> {
  return new Promise((resolve) => {
    const sent = request({
      // Without any agent: one of them, even `agent: false`, would open a connection of its own.
      createConnection: () => socket,
      path: options.path,
      maxHeaderSize: maxHeaderBytes,
      headers: {
        host: options.authority,
        "user-agent": "Sealpost",
        accept: "text/plain",
        "accept-encoding": "identity",
      },
    });
    const expire = () => finish(failed("timeout", "no complete answer in time"));
    const timer = setTimeout(expire, options.deadline.remainingMs());
    const finish = (got: Got) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(got);
    };
    receive(sent, options.maxBodyBytes, finish);
    sent.end();
  });
}

/** Generous, since senders' HTTP clients are too; Node stops reading there. */
const maxHeaderBytes = 32_768;

/** Wires the request's events to `finish`, which may be called more than once: the first call counts. */
function receive(sent: ClientRequest, maxBodyBytes: number, finish: (got: Got) => void): void {
  let status: number | null = null;
  const fail = (error: NodeJS.ErrnoException) => finish({ ...requestFault(error), status });
  sent.on("error", fail);
  sent.on("close", () => finish({ ...failed("network", "closed before the answer was complete"), status }));
  sent.on("upgrade", () => finish({ ...failed("status", "status 101"), status: 101 }));
  sent.on("response", (response) => {
    status = response.statusCode ?? null;
    response.on("error", fail);
    const refusal = refuse(response) ?? refuseLength(response, maxBodyBytes);
    if (refusal !== null) return finish(refusal);
    readBody(response, maxBodyBytes, finish);
  });
}

function refuse({ statusCode: status = 0, headers }: IncomingMessage): Got | null {
  if (status >= 300 && status <= 399) {
    const location = headers.location?.slice(0, maxShownLength) ?? null;
    return { ...failed("redirect", `status ${status}`), status, location };
  }
  if (status !== 200) return { ...failed("status", `status ${status}`), status };
  const coding = headers["content-encoding"]?.slice(0, 100) ?? "identity";
  if (coding.toLowerCase() === "identity") return null;
  return { ...failed("http-malformed", `Content-Encoding ${coding} was not asked for`), status };
}

function refuseLength({ headers }: IncomingMessage, maxBodyBytes: number): Got | null {
  const length = Number(headers["content-length"] ?? 0);
  return length > maxBodyBytes ? tooLarge(`body of ${length} octets, more than ${maxBodyBytes}`) : null;
}

function readBody(response: IncomingMessage, maxBodyBytes: number, finish: (got: Got) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBodyBytes) return finish(tooLarge(`body of more than ${maxBodyBytes} octets`));
    chunks.push(chunk);
  });
  response.on("end", () => {
    const contentType = response.headers["content-type"]?.slice(0, maxShownLength) ?? null;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(chunks));
    finish({ ok: true, contentType, text });
  });
}

const maxShownLength = 2_048;

function requestFault(error: NodeJS.ErrnoException): Extract<Got, { ok: false }> {
  const detail = error.code ?? error.message;
  if (error.code === "HPE_HEADER_OVERFLOW") return failed("too-large", detail);
  return failed(error.code?.startsWith("HPE_") ? "http-malformed" : "network", detail);
}

function tooLarge(detail: string): Got {
  return { ...failed("too-large", detail), status: 200 };
}

function failed(fault: GetFault, detail: string): Extract<Got, { ok: false }> {
  return { ok: false, fault, detail, status: null, location: null };
}
