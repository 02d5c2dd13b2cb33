import Link from "next/link";
import { useTranslations } from "next-intl";
import { type DomainParams, testReportPath } from "../../../_parts/paths.ts";
import classes from "./test-report-link.module.css";

/** The quickest proof that reports arrive. */
export function TestReportLink({ path }: { path: DomainParams }) {
  const t = useTranslations("testReport");
  return (
    <Link href={testReportPath(path)} className={classes.link}>
      {t("link")}
    </Link>
  );
}
