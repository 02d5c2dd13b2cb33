import { isIP } from "node:net";

/** A SOCKS 5 proxy (RFC 1928); user and password as RFC 1929 has them. */
export type SocksProxy = { host: string; port: number; user: string | null; password: string | null };

/** Where MX hosts are looked at from. */
export type ProbeSource = { kind: "direct" } | { kind: "off" } | { kind: "socks"; proxy: SocksProxy };

/**
 * Reads `direct`, `off` or `socks5://[user:password@]host:port`. A problem says what to change, and never repeats the
 * text, which may hold a password.
 */
export function parseProbeSource(
  text: string,
): { ok: true; value: ProbeSource } | { ok: false; problem: string } {
  if (text === "direct" || text === "off") return { ok: true, value: { kind: text } };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !text.includes("://")) return refuse(`must be \`direct\`, \`off\` or ${form}`);
  if (url.protocol !== "socks5:")
    return refuse(`must be ${form}: names are resolved here, and by SOCKS 5 only`);
  const rest = `${url.pathname.replace(/^\/$/, "")}${url.search}${url.hash}`;
  if (rest !== "") return refuse(`must end behind the port: ${form}`);
  const host = url.hostname.replace(/^\[(.+)\]$/, "$1");
  if (isIP(host) === 0 && !hostName.test(host)) return refuse("names no host of a proxy");
  const port = Number(url.port);
  if (port === 0) return refuse(`needs the proxy's port: ${form}`);
  const credentials = readCredentials(url);
  if (!credentials.ok) return credentials;
  return { ok: true, value: { kind: "socks", proxy: { host, port, ...credentials.value } } };
}

const form = "socks5://[user:password@]host:port";
const hostName = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/i;

function readCredentials({ username, password }: URL) {
  if (username === "" && password === "") return { ok: true as const, value: { user: null, password: null } };
  const value = { user: decoded(username), password: decoded(password) };
  if (value.user === null || value.password === null)
    return refuse("has a user or password with a stray %: write %25 for the character itself");
  // RFC 1929 §2: one octet for each length, and none may be zero.
  const fits = [value.user, value.password].every((part) => part !== "" && Buffer.byteLength(part) <= 255);
  return fits
    ? { ok: true as const, value }
    : refuse("needs a user and a password together, each of 255 octets at most");
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function refuse(problem: string) {
  return { ok: false as const, problem };
}
