import { createElement } from "react";
import { expect, test } from "vitest";
import { finding } from "#lib/core/finding.ts";
import { FindingList } from "./finding-list.tsx";
import { render, textOf } from "./testing/render.tsx";

test("the gravest comes first, and unknown before what merely works", () => {
  const findings = (["info", "warning", "unknown", "error"] as const).map((severity) =>
    finding(`x-${severity}`, severity),
  );
  const html = render(createElement(FindingList, { findings }));
  expect([...html.matchAll(/data-severity="(\w+)"/g)].map(([, severity]) => severity)).toEqual([
    "error",
    "unknown",
    "warning",
    "info",
  ]);
});

test("a code without wording is shown as it is", () => {
  const text = textOf(
    render(createElement(FindingList, { findings: [finding("from-the-future", "error")] })),
  );
  expect(text).toContain("Finding from-the-future");
});

test("a code that spells a way into the catalogs finds no other text", () => {
  const text = textOf(render(createElement(FindingList, { findings: [finding("__proto__", "error")] })));
  expect(text).toContain("Finding __proto__");
});

test("untrusted values are text, never markup", () => {
  const html = render(
    createElement(FindingList, {
      findings: [
        finding("x", "error", { subject: "<img src=x onerror=alert(1)>", clause: "<b>RFC 8461 §3.2</b>" }),
      ],
    }),
  );
  expect(html).not.toMatch(/<img|<b>/);
  expect(html).toContain('href="https://www.rfc-editor.org/rfc/rfc8461#section-3.2"');
});

test("where it is: subject, line and rule", () => {
  const findings = [
    finding("x", "warning", { subject: "mta-sts.example.com", line: 3, clause: "RFC 8461 §3.2" }),
  ];
  expect(textOf(render(createElement(FindingList, { findings })))).toContain(
    "Where mta-sts.example.com, line 3 Rule RFC 8461 §3.2",
  );
});

test("nothing found says so", () => {
  expect(textOf(render(createElement(FindingList, { findings: [] }), "fr"))).toBe("Rien à signaler.");
});
