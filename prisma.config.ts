import { defineConfig } from "prisma/config";

// Only `prisma generate` and `prisma migrate status/deploy` read this; the app has its own migration runner.
export default defineConfig({
  schema: "prisma/schema.prisma",
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
