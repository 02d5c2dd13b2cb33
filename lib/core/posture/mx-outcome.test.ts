import { expect, test } from "vitest";
import type { MxAddressLook, MxFault } from "../evidence.ts";
import { mxOutcome } from "./mx-outcome.ts";

const timings = { connectMs: 1, bannerMs: null, ehloMs: null, starttlsMs: null, tlsMs: null };

function failed(fault: MxFault, banner: string | null): MxAddressLook {
  return {
    kind: "failed",
    address: "192.0.2.1",
    banner,
    extensions: [],
    tls: null,
    timings,
    fault,
    detail: "",
    reply: null,
  };
}

const secured: MxAddressLook = {
  kind: "secured",
  address: "192.0.2.2",
  banner: "220 mx.example ESMTP",
  extensions: ["STARTTLS"],
  tls: null,
  timings,
};

test.each<{ name: string; looks: MxAddressLook[]; outcome: string }>([
  { name: "no address", looks: [], outcome: "silent" },
  { name: "one secured", looks: [failed("connect-timeout", null), secured], outcome: "answered" },
  {
    name: "greeted, then no STARTTLS",
    looks: [failed("starttls-not-offered", "220 mx")],
    outcome: "answered",
  },
  { name: "554", looks: [failed("banner-refused", "554 no")], outcome: "refused" },
  {
    name: "421, other address closed",
    looks: [failed("banner-refused", "421 busy"), failed("connect-refused", null)],
    outcome: "refused",
  },
  { name: "nothing listens", looks: [failed("connect-refused", null)], outcome: "refused" },
  {
    name: "nobody there",
    looks: [failed("connect-timeout", null), failed("network", null)],
    outcome: "silent",
  },
])("$name: $outcome", ({ looks, outcome }) => {
  expect(mxOutcome({ looks })).toBe(outcome);
});
