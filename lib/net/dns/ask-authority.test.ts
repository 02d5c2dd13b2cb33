import { expect, test } from "vitest";
import { startDeadline } from "#lib/net/deadline.ts";
import { serving } from "#lib/net/testing/authority.ts";
import { answer, silence } from "#lib/net/testing/resolver-under-test.ts";
import { nameServers } from "#lib/net/testing/zone-under-view.ts";
import { askAuthority } from "./ask-authority.ts";

const question = { name: "a.test", type: "TXT" } as const;
const holding = serving({ apex: "a.test", txt: { "a.test": ["x"] } });
const patience = (timeoutMs = 1_000, totalMs = 4_000) => {
  return { timeoutMs, deadline: startDeadline(totalMs), attempts: 2 };
};

test("another address is asked when one does not answer, and the one that answered is named", async () => {
  const { port } = await nameServers(holding);
  const dead = { host: "127.0.0.9", port };
  const alive = { host: "127.0.0.1", port };
  expect(await askAuthority([dead, alive], question, patience())).toMatchObject({
    kind: "reply",
    server: alive,
  });
});

test("when none answers, what the first one did is told", async () => {
  const { port, servers } = await nameServers(() => silence);
  const first = { host: "127.0.0.1", port };
  const dead = { host: "127.0.0.9", port };
  const outcome = await askAuthority([first, dead], question, patience(100));
  expect(outcome).toMatchObject({ kind: "fault", reason: "timeout", server: first });
  expect(servers[0]?.asked).toHaveLength(2);
});

test("NODATA and NXDOMAIN count when they come with authority", async () => {
  const { port } = await nameServers(() => answer({ authoritative: true }));
  const outcome = await askAuthority([{ host: "127.0.0.1", port }], question, patience());
  expect(outcome).toMatchObject({ kind: "reply", reply: { authoritative: true, answers: [] } });
});

test("without time nothing is sent", async () => {
  const { port, servers } = await nameServers(holding);
  const outcome = await askAuthority([{ host: "127.0.0.1", port }], question, patience(1_000, 0));
  expect(outcome).toMatchObject({ kind: "fault", reason: "timeout", detail: "no time left to ask" });
  expect(servers[0]?.asked).toEqual([]);
});
