import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** On every answer of the web process, before Next adds its own. Next's own rules for headers are matched with every request. */
export function setSecurityHeaders(
  res: ServerResponse,
  asked: IncomingHttpHeaders,
  { production }: { production: boolean },
): void {
  for (const [name, value] of production ? inProduction : inDevelopment) res.setHeader(name, value);
  if (asked["x-forwarded-proto"] === "https") res.setHeader("Strict-Transport-Security", "max-age=63072000");
}

function headersFor(scripts: string, connections: string): [string, string][] {
  return [
    ["Content-Security-Policy", contentSecurityPolicy(scripts, connections)],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["Referrer-Policy", "same-origin"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
  ];
}

/** No other host may serve anything. Next and Mantine put scripts and styles into the page itself. */
function contentSecurityPolicy(scripts: string, connections: string): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connections}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const inProduction = headersFor("'self' 'unsafe-inline'", "'self'");
/** Hot reload needs looser rules for scripts. */
const inDevelopment = headersFor("'self' 'unsafe-inline' 'unsafe-eval'", "'self' ws: wss:");
