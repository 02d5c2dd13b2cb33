import { beforeEach, expect, test, vi } from "vitest";

const jar = new Map<string, { value: string; options?: object }>();

vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: object) => jar.set(name, { value, options }),
  }),
}));

beforeEach(() => {
  jar.clear();
  vi.resetModules();
  vi.unstubAllEnvs();
  vi.stubEnv("AUTH_SECRET", "a secret of this test, long enough");
});

async function moduleAt(publicUrl: string) {
  vi.stubEnv("PUBLIC_URL", publicUrl);
  return import("./session-cookie.ts");
}

test("over HTTPS the cookie is tied to this host and never travels in the clear", async () => {
  const { sessionCookie } = await moduleAt("https://sealpost.example");
  expect(sessionCookie()).toEqual({
    name: "__Host-sealpost-session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: true, maxAge: 30 * 86_400 },
  });
});

test("over plain HTTP browsers would drop a secure cookie", async () => {
  const { sessionCookie } = await moduleAt("http://127.0.0.1:3000");
  expect(sessionCookie()).toMatchObject({
    name: "sealpost-session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
  });
});

test("what was written is read again, and was not opened by a link", async () => {
  const { readSessionCookie, sessionCookie, writeSessionId } = await moduleAt("http://127.0.0.1:3000");
  await writeSessionId("session-id");
  expect(jar.get(sessionCookie().name)?.value).not.toContain("session-id");
  expect(await readSessionCookie()).toEqual({ sid: "session-id", byLinkAt: null });
});

test("a cookie signed with another secret is none", async () => {
  const { writeSessionId } = await moduleAt("http://127.0.0.1:3000");
  await writeSessionId("session-id");
  vi.resetModules();
  vi.stubEnv("AUTH_SECRET", "another secret, just as long as that");
  const { readSessionCookie } = await moduleAt("http://127.0.0.1:3000");
  expect(await readSessionCookie()).toBeNull();
});

test.each(["", "rubbish", "a.b.c.d.e"])("a cookie that says %j is none", async (value) => {
  const { readSessionCookie, sessionCookie } = await moduleAt("http://127.0.0.1:3000");
  jar.set(sessionCookie().name, { value });
  expect(await readSessionCookie()).toBeNull();
});

test("a forgotten cookie is emptied at once", async () => {
  const { forgetSessionId, sessionCookie } = await moduleAt("http://127.0.0.1:3000");
  await forgetSessionId();
  expect(jar.get(sessionCookie().name)).toMatchObject({ value: "", options: { maxAge: 0, httpOnly: true } });
});
