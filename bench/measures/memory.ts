import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { median } from "../compare.ts";
import { drive, startDriver } from "../driver/drive.ts";
import { domainCount } from "../installation.ts";
import type { Measurement } from "../stage.ts";
import { reportPaths, startIntake } from "./intake.ts";

/** Resident memory of the intake process after many reports, beside what it was after the first ten thousand. */
export const memory: Measurement = {
  name: "memory",
  title: "resident memory after 200,000 reports",
  run: async (stage) => {
    const installation = await stage.installation();
    await installation.clear();
    const intake = await startIntake(installation);
    const driver = await startDriver();
    const corpus = { profile: "real" as const, seed: 7, domains: domainCount, lastDay: stage.lastDay };
    const at = { port: intake.port ?? 0, paths: reportPaths(installation), corpus, status: 201 };
    const [first, all] = [stage.amount(10_000), stage.amount(200_000)];
    await drive(driver, { ...at, from: 0, count: first });
    const reference = await residentMebibytes(intake.pid);
    for (let from = first; from < all; from += first) await drive(driver, { ...at, from, count: first });
    const ours = await residentMebibytes(intake.pid);
    await driver.stop();
    await intake.stop();
    const title = all === 200_000 ? memory.title : `resident memory after ${all} reports (quick run)`;
    const ratios = [ours / reference];
    return [
      { measure: title, target: { max: 1.2 }, unit: "MiB", ours: [ours], reference: [reference], ratios },
    ];
  },
};

/** The median of ten looks within a second, once the last answer is out. */
async function residentMebibytes(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 10; look += 1) {
    await pause(100);
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
    looks.push(Number(stdout) / 1024);
  }
  return median(looks);
}
