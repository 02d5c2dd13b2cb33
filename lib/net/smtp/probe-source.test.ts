import { describe, expect, test } from "vitest";
import { parseProbeSource } from "./probe-source.ts";

const nobody = { user: null, password: null };

describe("read", () => {
  test.each([
    ["direct", { kind: "direct" }],
    ["off", { kind: "off" }],
    ["socks5://192.0.2.1:1080", { kind: "socks", proxy: { host: "192.0.2.1", port: 1080, ...nobody } }],
    [
      "socks5://[2001:db8::1]:1080/",
      { kind: "socks", proxy: { host: "2001:db8::1", port: 1080, ...nobody } },
    ],
    [
      "socks5://proxy_1.example:9050",
      { kind: "socks", proxy: { host: "proxy_1.example", port: 9050, ...nobody } },
    ],
    [
      "socks5://me:p%40ss%3A%25@proxy.example:1080",
      { kind: "socks", proxy: { host: "proxy.example", port: 1080, user: "me", password: "p@ss:%" } },
    ],
  ])("%s", (text, value) => {
    expect(parseProbeSource(text)).toEqual({ ok: true, value });
  });
});

describe("refused, in words that tell what to change and no secret", () => {
  test.each([
    ["on", /must be `direct`, `off` or socks5:/],
    ["proxy.example:1080", /must be `direct`, `off` or socks5:/],
    ["DIRECT", /must be `direct`, `off` or socks5:/],
    ["http://me:secret@proxy.example:1080", /SOCKS 5 only/],
    ["socks4://proxy.example:1080", /SOCKS 5 only/],
    ["socks5h://proxy.example:1080", /names are resolved here/],
    ["socks5://me:secret@proxy.example", /needs the proxy's port/],
    ["socks5://me:secret@proxy.example:0", /needs the proxy's port/],
    ["socks5://proxy.example:1080/secret", /end behind the port/],
    ["socks5://proxy.example:1080?secret", /end behind the port/],
    ["socks5://me@proxy.example:1080", /user and a password together/],
    ["socks5://:secret@proxy.example:1080", /user and a password together/],
    [`socks5://me:${"secret".repeat(50)}@proxy.example:1080`, /255 octets/],
    ["socks5://me:secret%zz@proxy.example:1080", /stray %/],
    ["socks5://pro xy.example:1080", /must be|names no host/],
    ["socks5://me:secret@:1080", /must be|names no host/],
  ])("%s", (text, problem) => {
    const read = parseProbeSource(text);
    expect(read).toEqual({ ok: false, problem: expect.stringMatching(problem) });
    expect(JSON.stringify(read)).not.toContain("secret");
  });
});
