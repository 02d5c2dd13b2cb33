import { createHash, X509Certificate } from "node:crypto";
import { createServer } from "node:tls";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { subjectPublicKeyInfo } from "#lib/core/dane/spki.ts";
import { dialAddress } from "#lib/net/dial.ts";
import {
  createAuthority,
  type ServerIdentity,
  selfSigned,
  type TestAuthority,
} from "#lib/net/testing/certificate-authority.ts";
import { shakeHands } from "./handshake.ts";
import { chainCaps, readMxTls, signedPath } from "./mx-tls.ts";

import { createTrust } from "./trust.ts";

let root: TestAuthority;
let identity: ServerIdentity;
let [leaf, intermediate, rootPem, stray]: string[] = [];
beforeAll(async () => {
  root = await createAuthority();
  rootPem = root.pem;
  const below = await root.intermediate();
  identity = await below.issue({ names: ["mx.a.test"] });
  [leaf, intermediate] = identity.cert.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----\n/g) ?? [];
  stray = (await createAuthority("Stray")).pem;
});

function parse(...pems: (string | undefined)[]): X509Certificate[] {
  return pems.map((pem) => new X509Certificate(pem ?? ""));
}

function subjects(path: X509Certificate[]): string[] {
  return path.map(({ subject }) => subject.replace(/^CN=(Test )?/, ""));
}

describe("the path from the leaf, out of what was presented", () => {
  test.each<[string, () => X509Certificate[], string[]]>([
    ["in order", () => parse(leaf, intermediate), ["Leaf", "Intermediate"]],
    ["with its root", () => parse(leaf, intermediate, rootPem), ["Leaf", "Intermediate", "Root"]],
    ["in disorder", () => parse(leaf, rootPem, intermediate), ["Leaf", "Intermediate", "Root"]],
    ["with a stray between", () => parse(leaf, stray, intermediate), ["Leaf", "Intermediate"]],
    ["with a gap", () => parse(leaf, rootPem), ["Leaf"]],
    ["the leaf alone", () => parse(leaf), ["Leaf"]],
    ["a root twice", () => parse(leaf, intermediate, rootPem, rootPem), ["Leaf", "Intermediate", "Root"]],
    ["nothing", () => [], []],
  ])("%s", (_, presented, path) => {
    expect(subjects(signedPath(presented()))).toEqual(path);
  });

  test("a name alone signs nothing: an issuer of the right name with another key", async () => {
    const impostor = (await createAuthority("Test Intermediate")).pem;
    expect(subjects(signedPath(parse(leaf, impostor)))).toEqual(["Leaf"]);
    expect(subjects(signedPath(parse(leaf, impostor, intermediate)))).toEqual(["Leaf", "Intermediate"]);
  });

  test("a long path is cut", async () => {
    let authority = root;
    for (let depth = 0; depth < 12; depth++)
      authority = await authority.intermediate({ commonName: `CA ${depth}` });
    const { cert } = await authority.issue();
    const pems = cert.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    expect(signedPath(parse(...pems))).toHaveLength(chainCaps.path);
  });

  test("large certificates are not kept beyond the cap, the leaf always is", async () => {
    const names = Array.from({ length: 1_200 }, (_, index) => `${index}.${"x".repeat(20)}.a.test`);
    const large = await root.intermediate({ names });
    const cert =
      (await large.issue({ names })).cert.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    const presented = parse(...cert, rootPem);
    expect(presented[0]?.raw.length).toBeGreaterThan(chainCaps.octets / 2);
    expect(signedPath(presented)).toHaveLength(1);
  });
});

describe("what an MX host showed", () => {
  async function shown(tls: ServerIdentity, trusted: string[]) {
    const server = createServer(tls, (socket) => socket.on("error", () => {}));
    server.on("tlsClientError", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const bound = server.address();
    const port = bound !== null && typeof bound === "object" ? bound.port : 0;
    const dialled = await dialAddress("127.0.0.1", { port, timeoutMs: 4_000 });
    if (!dialled.ok) throw new Error(dialled.detail);
    const context = createTrust(trusted);
    const shaken = await shakeHands(dialled.socket, { host: "mx.a.test", context, timeoutMs: 4_000 });
    if (!shaken.ok) throw new Error(shaken.detail);
    onTestFinished(() => void shaken.socket.destroy());
    return readMxTls(shaken.socket);
  }

  test("the trusted root is not in the path unless it was presented: usage 2 must not match it (RFC 7671 §5.2.2)", async () => {
    const [absent, present] = await Promise.all([
      shown(identity, [root.pem]),
      shown({ ...identity, cert: identity.cert + root.pem }, [root.pem]),
    ]);
    expect(absent.chain.map(({ subject }) => subject)).toEqual(["CN=Test Leaf", "CN=Test Intermediate"]);
    expect(absent.chainError).toBeNull();
    expect(present.chain.at(-1)?.subject).toBe("CN=Test Root");
  });

  test("octets and digests of certificate and key, in hex", async () => {
    const [certificate] = (await shown(identity, [root.pem])).chain;
    const [parsed] = parse(leaf);
    const der = parsed?.raw ?? Buffer.alloc(0);
    const spki = parsed?.publicKey.export({ type: "spki", format: "der" }) ?? Buffer.alloc(0);
    const hash = (algorithm: string, octets: Buffer) => createHash(algorithm).update(octets).digest("hex");
    expect(certificate).toMatchObject({
      ...{ dnsNames: ["mx.a.test"], keyType: "ec", keyBits: 256 },
      ...{ serialNumber: parsed?.serialNumber.toLowerCase(), fingerprint256: parsed?.fingerprint256 },
      ...{ der: der.toString("hex"), derSha256: hash("sha256", der), derSha512: hash("sha512", der) },
      ...{ spki: spki.toString("hex"), spkiSha256: hash("sha256", spki), spkiSha512: hash("sha512", spki) },
    });
  });

  test.each([
    ["a good name", ["mx.a.test"]],
    ["another name", ["b.test"]],
  ])("%s says nothing about the chain", async (_, names) => {
    expect((await shown(await root.issue({ names }), [root.pem])).chainError).toBeNull();
    expect((await shown(await selfSigned({ names }), [])).chainError).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  });
});

test.each([
  ["nothing", ""],
  ["half a header", "30"],
  ["a length beyond the end", "3082ffff3000"],
  ["an indefinite length", "30800000"],
  ["a length of four octets", "308400000002050030"],
  ["too few fields", "300a3008a003020102020101"],
  ["no certificate at all", "0c0568656c6c6f"],
])("no public key in %s", (_, hex) => {
  expect(subjectPublicKeyInfo(Buffer.from(hex, "hex"))).toBeNull();
});

test("no damaged certificate makes the reader throw", () => {
  const [parsed] = parse(leaf);
  const der = parsed?.raw ?? Buffer.alloc(0);
  for (let index = 0; index < der.length; index++) {
    expect(() => subjectPublicKeyInfo(der.subarray(0, index))).not.toThrow();
    const changed = Buffer.from(der);
    changed[index] = 0xff;
    expect(() => subjectPublicKeyInfo(changed)).not.toThrow();
  }
});
