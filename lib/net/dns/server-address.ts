import { getServers } from "node:dns";
import { isIP } from "node:net";

export type DnsServer = { host: string; port: number };

/**
 * Reads a resolver's address: `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`.
 * A name is refused (`null`): resolving the resolver would need a resolver. The port defaults to 53.
 */
export function parseDnsServer(text: string): DnsServer | null {
  if (isIP(text) !== 0) return { host: text, port: 53 };
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:]+))(?::(?<port>\d{1,5}))?$/.exec(text);
  const { v4, v6, port } = match?.groups ?? {};
  if (v4 !== undefined && isIP(v4) === 4) return withPort(v4, port);
  if (v6 !== undefined && isIP(v6) === 6) return withPort(v6, port);
  return null;
}

/** The operating system's resolvers, written so that `parseDnsServer` reads them. */
export function systemResolvers(): string[] {
  return getServers();
}

function withPort(host: string, text: string | undefined): DnsServer | null {
  const port = text === undefined ? 53 : Number(text);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}
