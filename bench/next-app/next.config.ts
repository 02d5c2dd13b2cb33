import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

// An application of one empty route, which only `npm run bench` builds; it is no part of the product.

const config: NextConfig = {
  distDir: "../../.next-bench-empty",
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true, tsconfigPath: "../../types/tsconfig.next.json" },
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};

export default config;
