import { describe, expect, test } from "vitest";
import { formatMtaStsPolicy } from "../mtasts/policy.ts";
import {
  checkCommand,
  type HostingCode,
  type HostingId,
  hostingIds,
  hostingRecipes,
} from "./hosting-recipes.ts";

const policyText = formatMtaStsPolicy({
  mode: "testing",
  mx: ["mx1.example.com", "*.pool.mail.example"],
  maxAgeSeconds: 604_800,
  extensions: [],
});
const input = { policyHost: "mta-sts.example.com", policyText };
const recipes = hostingRecipes(input);

function codeOf(id: HostingId, step: string): HostingCode {
  const code = recipes.find((one) => one.id === id)?.steps.find((one) => one.step === step)?.code;
  if (!code) throw new Error(`${id} has no code at ${step}`);
  return code;
}

test("every way is told, each step once", () => {
  expect(recipes.map(({ id }) => id)).toEqual(hostingIds);
  for (const { steps } of recipes) expect(new Set(steps.map(({ step }) => step)).size).toBe(steps.length);
});

test.each<[HostingId, string, string]>([
  ["static", "upload", ".well-known/mta-sts.txt"],
  ["caddy", "put", "/var/www/mta-sts/.well-known/mta-sts.txt"],
  ["nginx", "put", "/var/www/mta-sts/.well-known/mta-sts.txt"],
  ["github-pages", "put", ".well-known/mta-sts.txt"],
])("%s serves the policy from %s", (id, step, place) => {
  expect(codeOf(id, step)).toEqual({ place, text: policyText.replaceAll("\r\n", "\n") });
});

test.each<[HostingId, string]>([
  ["static", "htaccess"],
  ["caddy", "site"],
  ["nginx", "https"],
  ["cloudflare-worker", "script"],
])("%s says text/plain itself", (id, step) => {
  expect(codeOf(id, step).text).toContain("text/plain");
});

test.each<[HostingId, string]>([
  ["caddy", "site"],
  ["nginx", "http"],
  ["nginx", "certificate"],
  ["nginx", "https"],
  ["cloudflare-worker", "config"],
  ["github-pages", "cname"],
])("%s names the policy host at %s", (id, step) => {
  expect(codeOf(id, step).text).toContain("mta-sts.example.com");
});

test("nginx serves the whole chain, and its braces match", () => {
  const { text } = codeOf("nginx", "https");
  expect(text).toContain("/fullchain.pem;");
  expect(text.split("{").length).toBe(text.split("}").length);
});

describe("the Worker", () => {
  const answer = async (path: string): Promise<Response> => {
    const { text } = codeOf("cloudflare-worker", "script");
    const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    return module.default.fetch(new Request(`https://mta-sts.example.com${path}`));
  };

  test("answers with the policy, byte for byte", async () => {
    const response = await answer("/.well-known/mta-sts.txt");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(policyText);
  });

  test("has nothing else", async () => {
    expect((await answer("/")).status).toBe(404);
  });

  test.each([
    ["mta-sts.example.com", "mta-sts-example-com"],
    [`mta-sts.${"a".repeat(42)}.example.com`, `mta-sts-${"a".repeat(42)}-exa`],
    [`mta-sts.${"a".repeat(45)}.example.com`, `mta-sts-${"a".repeat(45)}`],
  ])("of %s has a name that Cloudflare takes", (policyHost, name) => {
    const worker = hostingRecipes({ policyHost, policyText }).find(({ id }) => id === "cloudflare-worker");
    const config = JSON.parse(worker?.steps.find(({ step }) => step === "config")?.code?.text ?? "{}");
    expect(config).toMatchObject({ name, routes: [{ pattern: policyHost, custom_domain: true }] });
  });
});

test("the check asks for the policy without following redirects", () => {
  expect(checkCommand("mta-sts.example.com")).toBe(
    "curl --include https://mta-sts.example.com/.well-known/mta-sts.txt",
  );
});
