import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import { rememberAnswers } from "./remember-answers.ts";
import type { Resolver } from "./resolver.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const name = "key._domainkey.sender.example";

function answering(answer: DnsAnswer<string>) {
  const asked: string[] = [];
  const query = (async (name: string, type: string) => {
    asked.push(`${type} ${name}`);
    return answer;
  }) as unknown as Resolver["query"];
  return { asked, ...rememberAnswers({ query }) };
}

function found(ttlSeconds: number): DnsAnswer<string> {
  return { kind: "found", records: ["v=DKIM1"], ttlSeconds, authenticated: false, cnames: [] };
}

test("what was found is known for as long as the record says", async () => {
  const { asked, query } = answering(found(60));
  expect(await query(name, "TXT")).toEqual(await query(name.toUpperCase(), "TXT"));
  await vi.advanceTimersByTimeAsync(59_000);
  await query(name, "TXT");
  expect(asked).toEqual([`TXT ${name}`]);
  await vi.advanceTimersByTimeAsync(2_000);
  await query(name, "TXT");
  expect(asked).toHaveLength(2);
});

test("no longer than five minutes", async () => {
  const { asked, query } = answering(found(86_400));
  await query(name, "TXT");
  await vi.advanceTimersByTimeAsync(301_000);
  await query(name, "TXT");
  expect(asked).toHaveLength(2);
});

test("each type for itself", async () => {
  const { asked, query } = answering(found(60));
  await query(name, "TXT");
  await query(name, "CNAME");
  expect(asked).toEqual([`TXT ${name}`, `CNAME ${name}`]);
});

test.each<[string, DnsAnswer<string>]>([
  ["a record that must not be remembered", found(0)],
  ["what is absent", { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] }],
  ["what could not be asked", { kind: "unreachable", reason: "timeout", detail: "" }],
])("%s is asked again", async (_, answer) => {
  const { asked, query } = answering(answer);
  await query(name, "TXT");
  await query(name, "TXT");
  expect(asked).toHaveLength(2);
});
