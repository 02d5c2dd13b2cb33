import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDomainName, toUnicode } from "./domain-name.ts";

const label63 = "a".repeat(63);

describe("parseDomainName accepts", () => {
  test.each([
    ["a plain name", "example.com", "example.com", "example.com"],
    ["surrounding blanks", "  example.com\n", "example.com", "example.com"],
    ["upper case", "Example.COM", "example.com", "example.com"],
    ["a final dot", "example.com.", "example.com", "example.com"],
    ["an ideographic final dot", "example.com。", "example.com", "example.com"],
    ["Unicode", "Bücher.example", "xn--bcher-kva.example", "bücher.example"],
    ["A-labels", "XN--BCHER-KVA.example", "xn--bcher-kva.example", "bücher.example"],
    ["sharp s, which is not ss (RFC 5892)", "faß.example", "xn--fa-hia.example", "faß.example"],
    ["full-width letters", "ｅｘａｍｐｌｅ．com", "example.com", "example.com"],
    ["a name under an IDN top-level domain", "пример.рф", "xn--e1afmkfd.xn--p1ai", "пример.рф"],
    ["a subdomain", "mail.example.co.uk", "mail.example.co.uk", "mail.example.co.uk"],
    ["digits and inner hyphens", "4-you.example", "4-you.example", "4-you.example"],
    ["an all-numeric label above the last", "163.example", "163.example", "163.example"],
    ["a label of 63 characters", `${label63}.example`, `${label63}.example`, `${label63}.example`],
    ["a reserved top-level domain", "mail.test", "mail.test", "mail.test"],
    ["a name of the list’s private section: somebody registered it", "uk.com", "uk.com", "uk.com"],
    ["the exception of a wildcard suffix", "www.ck", "www.ck", "www.ck"],
    ["mta-sts right under a suffix", "mta-sts.org", "mta-sts.org", "mta-sts.org"],
  ])("%s", (_why, input, value, unicode) => {
    expect(parseDomainName(input)).toEqual({ ok: true, value, unicode });
  });

  test("a name of 253 characters, and no more", () => {
    const fits = `${`${label63}.`.repeat(3)}${"b".repeat(56)}.test`;
    expect(fits).toHaveLength(253);
    expect(parseDomainName(fits)).toMatchObject({ ok: true });
    expect(parseDomainName(`b${fits}`)).toMatchObject({ code: "too-long" });
  });
});

describe("parseDomainName refuses", () => {
  test.each([
    ["nothing", "", "empty", null],
    ["blanks", " \t ", "empty", null],
    ["a web address", "https://www.example.com/contact", "url", "example.com"],
    [
      "a web address with a port and a user",
      "https://user@mail.example.com:8443/?q",
      "url",
      "mail.example.com",
    ],
    ["a policy address", "https://mta-sts.example.com/.well-known/mta-sts.txt", "url", "example.com"],
    ["another scheme", "smtp://mx.example.com", "url", "mx.example.com"],
    ["a path without scheme", "example.com/", "url", "example.com"],
    ["a port", "example.com:25", "url", "example.com"],
    ["a web address of an IP address", "http://192.0.2.1/", "url", null],
    ["a scheme alone", "https://", "url", null],
    ["an e-mail address", "postmaster@example.com", "email-address", "example.com"],
    ["an e-mail address with a name", "Post <postmaster@Bücher.example>", "email-address", "bücher.example"],
    ["a mailto address", "mailto:tls@example.com?subject=x", "email-address", "example.com"],
    ["a mailto without an address", "mailto:example", "email-address", null],
    ["an address literal", "post@[192.0.2.1]", "email-address", null],
    ["IPv4", "192.0.2.1", "ip-address", null],
    ["IPv4 in full-width digits", "１９２.０.２.１", "ip-address", null],
    ["IPv4 in brackets", "[192.0.2.1]", "ip-address", null],
    ["IPv6", "2001:db8::1", "ip-address", null],
    ["IPv6 in brackets", "[2001:db8::1]", "ip-address", null],
    ["the IPv6 literal of SMTP (RFC 5321 §4.1.3)", "[IPv6:2001:db8::1]", "ip-address", null],
    ["a top-level domain", "com", "public-suffix", null],
    ["a suffix of two labels", "co.uk", "public-suffix", null],
    ["an internationalized suffix", "рф", "public-suffix", null],
    ["a suffix by wildcard", "foo.ck", "public-suffix", null],
    ["one label", "localhost", "single-label", null],
    ["an inner blank", "exam ple.com", "bad-label", null],
    ["an inner tab, which the URL parser would drop", "exam\tple.com", "bad-label", null],
    ["percent-encoding, which the URL parser would decode", "ex%61mple.com", "bad-label", null],
    ["a leading hyphen", "-example.com", "bad-label", null],
    ["a final hyphen", "example-.com", "bad-label", null],
    ["an inner underscore", "exam_ple.com", "bad-label", null],
    ["an empty label", "example..com", "bad-label", "example.com"],
    ["a leading dot", ".example.com", "bad-label", "example.com"],
    ["a wildcard", "*.example.com", "bad-label", "example.com"],
    ["a comma for a dot", "example,com", "bad-label", "example.com"],
    ["a numeric top-level domain (RFC 3696 §2)", "example.123", "bad-label", null],
    ["an A-label that is no Punycode", "xn--a.example", "bad-label", null],
    ["an A-label of plain ASCII", "xn--example-.com", "bad-label", null],
    ["an A-label of a full-width letter, which IDNA maps away", "xn--bc-bz3n.example", "bad-label", null],
    ["a right-to-left override", "exam\u202eple.com", "bad-label", null],
    ["a label of 64 characters", `${label63}a.example`, "too-long", null],
    ["a book", "a.".repeat(100_000), "too-long", null],
    ["the name of the TLS-RPT record", "_smtp._tls.example.com", "underscore-name", "example.com"],
    ["the name of a DKIM key", "s1._domainkey.mail.example.com", "underscore-name", "mail.example.com"],
    ["the policy host", "mta-sts.example.com", "underscore-name", "example.com"],
    ["the policy host of a policy host", "mta-sts.mta-sts.example.com", "underscore-name", "example.com"],
    ["underscores alone", "_smtp._tls", "underscore-name", null],
  ])("%s", (_why, input, code, suggestion) => {
    expect(parseDomainName(input)).toEqual({ ok: false, code, suggestion });
  });
});

describe("parseDomainName, whatever comes in", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.domain(),
    fc.webUrl(),
    fc.emailAddress(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.stringMatching(/^[a-z@:/.*_,%[\]-]{0,40}$/),
    fc.stringMatching(/^xn--[a-z0-9-]{1,20}\.example$/),
  );

  test("answers, and what it accepts or suggests it accepts again, unchanged", () => {
    fc.assert(
      fc.property(anything, (input) => {
        const first = parseDomainName(input);
        if (first.ok) {
          expect(parseDomainName(first.value)).toEqual(first);
          expect(parseDomainName(first.unicode)).toEqual(first);
          expect(first.value).toMatch(/^[a-z0-9.-]{3,253}$/);
        } else if (first.suggestion !== null) {
          expect(parseDomainName(first.suggestion)).toMatchObject({ ok: true, unicode: first.suggestion });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

test("toUnicode decodes each A-label and leaves the rest", () => {
  const parsed = parseDomainName("mail.xn--bcher-kva.xn--e1afmkfd.example");
  expect(parsed.ok && toUnicode(parsed.value)).toBe("mail.bücher.пример.example");
});
