import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { type Hop, type HopFault, missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import { dialAddress } from "#lib/net/dial.ts";
import { connect } from "./connect.ts";
import { type CourierOptions, courierPatience, type Tell } from "./errand.ts";
import { findAddresses } from "./find-addresses.ts";
import { secure } from "./secure.ts";

type Post = { url: URL; gzip: Uint8Array };

/** Delivers as RFC 8460 §5.4 says; resolves to whether the answer was a 2xx. Redirects are not followed. */
export async function postReport(post: Post, options: CourierOptions, tell: Tell): Promise<boolean> {
  const { url } = post;
  const deadline = startDeadline(courierPatience.totalMs);
  const addresses = await findAddresses(url.hostname, options, deadline, tell);
  if (addresses.length === 0) return false;
  const port = Number(url.port) || (url.protocol === "http:" ? 80 : 443);
  const tcp = await connect(addresses, { port, dial: dialAddress, deadline }, tell);
  if (tcp === null) return false;
  const socket = await secured(tcp, url, options, deadline, tell);
  if (socket === null) return false;
  const hop = await send(socket, post, deadline);
  await tell(hop);
  return hop.state === "ok";
}

async function secured(
  tcp: Socket,
  url: URL,
  options: CourierOptions,
  deadline: Deadline,
  tell: Tell,
): Promise<Socket | null> {
  // An address of IPv6 stands in brackets in a URL alone.
  const host = url.hostname.replace(/^\[(.+)\]$/, "$1");
  if (url.protocol === "https:") return secure(tcp, { host, road: "https" }, options, deadline, tell);
  await tell(missed("secured", "no-tls", {}, null, "warning"));
  return tcp;
}

/** What came of it, as the hop that tells it. */
function send(socket: Socket, { url, gzip }: Post, deadline: Deadline): Promise<Hop> {
  return new Promise((resolve) => {
    const finish = (hop: Hop) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(hop);
    };
    const silent = (words: string) => finish(missed("answered", "no-answer", {}, words));
    const timer = setTimeout(() => silent("no complete answer in time"), deadline.remainingMs());
    const sent = request({
      // Without any agent: one of them, even `agent: false`, would open a connection of its own.
      createConnection: () => socket,
      method: "POST",
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        "user-agent": "Sealpost test report",
        "content-type": "application/tlsrpt+gzip",
        "content-length": gzip.byteLength,
      },
    });
    sent.on("error", (error: NodeJS.ErrnoException) => silent(error.code ?? error.message));
    sent.on("close", () => silent("closed before the answer was complete"));
    sent.on("response", (response) => hear(response, finish));
    sent.end(gzip);
  });
}

const shownOctets = 4_096;

function hear(response: IncomingMessage, finish: (hop: Hop) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const done = () => finish(answered(response, Buffer.concat(chunks).toString("utf8", 0, shownOctets)));
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= shownOctets) done();
  });
  response.on("end", done);
}

function answered(
  { statusCode: status = 0, statusMessage = "", headers }: IncomingMessage,
  body: string,
): Hop {
  const words = [`${status} ${statusMessage}`.trim(), headers.location, body.trim()]
    .filter((part) => part)
    .join("\n");
  if (status >= 200 && status <= 299) return passed("answered", { status }, words);
  return missed("answered", faultOf(status), { status }, words);
}

function faultOf(status: number): HopFault {
  if (status >= 300 && status <= 399) return "redirected";
  return status === 429 || status >= 500 ? "answered-later" : "answered-no";
}
