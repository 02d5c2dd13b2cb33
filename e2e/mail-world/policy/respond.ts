import type { ServerResponse } from "node:http";
import type { PolicySite } from "./policy-text.ts";

const defaultDripMs = 250;

/** Answers a request for the policy as the site is described. */
export function respond(response: ServerResponse, site: PolicySite): void {
  const body = Buffer.from(site.text);
  const manner = site.response ?? "whole";
  switch (manner) {
    case "none":
    case "not-http": // answered before HTTP began
      return;
    case "whole":
      response.writeHead(statusOf(site), headersOf(site, body.length)).end(body);
      return;
    case "cut-off":
      response.writeHead(statusOf(site), headersOf(site, body.length + 64));
      response.write(body, () => response.destroy());
      return;
    case "drip":
      response.writeHead(statusOf(site), headersOf(site, body.length));
      drip(response, body, site.dripMs ?? defaultDripMs);
      return;
    default:
      manner satisfies never;
  }
}

function statusOf(site: PolicySite): number {
  return site.status ?? (site.location === undefined ? 200 : 302);
}

function headersOf(site: PolicySite, length: number): Record<string, string | number> {
  const contentType = site.contentType === undefined ? "text/plain; charset=utf-8" : site.contentType;
  return {
    ...(contentType === null ? {} : { "content-type": contentType }),
    ...(site.location === undefined ? {} : { location: site.location }),
    "content-length": length,
  };
}

function drip(response: ServerResponse, body: Buffer, everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.flushHeaders();
  response.once("close", () => clearInterval(timer));
}
