import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDestination } from "./destination.ts";
import { destinationFromInput } from "./destination-input.ts";

test.each<[string, string, string]>([
  ["a bare address", " tls@example.com ", "mailto:tls@example.com"],
  ["a mailto", "mailto:tls@example.com", "mailto:tls@example.com"],
  ["a scheme in capitals", "MAILTO:tls@example.com", "mailto:tls@example.com"],
  ["a local part that needs encoding", "tls!a@example.com", "mailto:tls%21a@example.com"],
  ["an internationalized domain", "tls@Bücher.example", "mailto:tls@xn--bcher-kva.example"],
  ["a web address", "https://example.com/tls?a=b", "https://example.com/tls?a=b"],
  ["one with a comma in its path", "https://example.com/a,b", "https://example.com/a%2Cb"],
  ["one with an internationalized host", "HTTPS://bücher.example/x", "https://xn--bcher-kva.example/x"],
  ["http stays http", "http://example.com/", "http://example.com/"],
  ["two addresses are not one", "a@example.com, b@example.com", "a@example.com, b@example.com"],
  ["nothing", "  ", ""],
])("%s", (_what, typed, uri) => {
  expect(destinationFromInput(typed)).toBe(uri);
});

test("what is right already stays as it is", () => {
  const path = fc.string({ unit: fc.constantFrom(..."abcXYZ019-._~%41/?&=".split("")), maxLength: 30 });
  fc.assert(
    fc.property(path, (rest) => {
      const uri = `https://tls.example.com/${rest}`;
      if (checkDestination(uri).destination.kind === "https") expect(destinationFromInput(uri)).toBe(uri);
    }),
  );
});
