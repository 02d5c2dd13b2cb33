import { createServer } from "node:net";
import { dkimVerify } from "mailauth";
import PostalMime from "postal-mime";
import { alternate, type Comparison } from "../compare.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { mailOf, makeSigners, type Signers } from "../corpus/make-mail.ts";
import { roundOf } from "../driver/drive.ts";
import type { Post, Posted } from "../driver/smtp-driver-process.ts";
import { domainCount, type Installation } from "../installation.ts";
import { type Bench, startProcess } from "../processes.ts";
import type { Measurement, Stage } from "../stage.ts";

const mailDomain = "reports.example";

/** From MAIL FROM to the answer after the commit, beside only reading the mail, or only verifying its signature. */
export const smtp: Measurement = {
  name: "smtp",
  title: "SMTP to stored, 64 connections",
  run: async (stage) => {
    const installation = await stage.installation();
    const signers = makeSigners();
    installation.publish(Object.assign({}, ...Object.values(signers).map(({ zone }) => zone)));
    const port = await freePort();
    const intake = await startProcess(new URL("../../lib/server/intake-main.ts", import.meta.url), {
      ...installation.environment,
      SMTP_LISTEN: `127.0.0.1:${port}`,
      REPORT_MAIL_DOMAIN: mailDomain,
    });
    const driver = await startProcess(new URL("../driver/smtp-driver-process.ts", import.meta.url), {});
    const parts = { installation, driver, port };
    const told = [await compare(stage, parts, null), await compare(stage, parts, signers)];
    await driver.stop();
    await intake.stop();
    return told;
  },
};

type Parts = { installation: Installation; driver: Bench; port: number };

async function compare(
  stage: Stage,
  { installation, driver, port }: Parts,
  signers: Signers | null,
): Promise<Comparison> {
  // Unsigned ones are many, as Node takes some 20,000 until it has compiled all that they pass through.
  const count = stage.amount(signers ? 6_000 : 24_000);
  const corpus = { profile: "real" as const, domains: domainCount, lastDay: stage.lastDay };
  const recipients = installation.domains.map(({ token }) => `${token}@${mailDomain}`);
  const rounds = await alternate(stage.rounds, {
    ours: async (round) => {
      await installation.clear();
      const post: Post = { port, corpus: roundOf(corpus, round, "ours"), count, recipients, signers };
      const { ms, accepted } = await driver.ask<Posted>(post);
      const stored = await installation.count("reports");
      if (accepted !== count || stored !== count) {
        throw new Error(`of ${count} mails ${accepted} were accepted and ${stored} are stored`);
      }
      return (count / ms) * 1000;
    },
    reference: (round) => readAlone(roundOf(corpus, round, "reference"), count, signers),
  });
  const [what, min] = signers
    ? ["with DKIM, beside mailauth alone", 0.6]
    : ["without DKIM, beside postal-mime alone", 0.4];
  return { measure: `${smtp.title}, ${what}`, target: { min: Number(min) }, unit: "mails/s", ...rounds };
}

/** In one thread, one after the other; keys come from memory. */
async function readAlone(corpus: Corpus, count: number, signers: Signers | null): Promise<number> {
  const mails: Buffer[] = [];
  for (let number = 0; number < count; number += 1) mails.push((await mailOf(corpus, number, signers)).mail);
  const records = new Map(
    Object.values(signers ?? {}).map(({ selector, domain, record }) => [
      `${selector}._domainkey.${domain}`,
      record,
    ]),
  );
  const resolver = async (name: string) => [[records.get(name) ?? ""]];
  const start = performance.now();
  for (const mail of mails) {
    if (!signers) await PostalMime.parse(mail);
    else {
      const { results } = await dkimVerify(mail, { resolver });
      if (results[0]?.status.result !== "pass") throw new Error("a signature of the corpus does not hold");
    }
  }
  return (count / (performance.now() - start)) * 1000;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}
