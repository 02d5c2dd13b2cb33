import accounts from "./en/accounts.json" with { type: "json" };
import addressRotation from "./en/address-rotation.json" with { type: "json" };
import api from "./en/api.json" with { type: "json" };
import checkPage from "./en/check-page.json" with { type: "json" };
import common from "./en/common.json" with { type: "json" };
import domainName from "./en/domain-name.json" with { type: "json" };
import domains from "./en/domains.json" with { type: "json" };
import failureTypes from "./en/failure-types.json" with { type: "json" };
import faultProbe from "./en/fault-probe.json" with { type: "json" };
import findingsAudit from "./en/findings-audit.json" with { type: "json" };
import findingsDane from "./en/findings-dane.json" with { type: "json" };
import findingsMtasts from "./en/findings-mtasts.json" with { type: "json" };
import findingsMx from "./en/findings-mx.json" with { type: "json" };
import findingsOutside from "./en/findings-outside.json" with { type: "json" };
import findingsPosture from "./en/findings-posture.json" with { type: "json" };
import findingsReceive from "./en/findings-receive.json" with { type: "json" };
import findingsReport from "./en/findings-report.json" with { type: "json" };
import findingsTlsrpt from "./en/findings-tlsrpt.json" with { type: "json" };
import findingsZoneView from "./en/findings-zone-view.json" with { type: "json" };
import history from "./en/history.json" with { type: "json" };
import joined from "./en/joined.json" with { type: "json" };
import landing from "./en/landing.json" with { type: "json" };
import learn from "./en/learn.json" with { type: "json" };
import learnFailureTypes from "./en/learn-failure-types.json" with { type: "json" };
import learnFaq from "./en/learn-faq.json" with { type: "json" };
import learnMtaSts from "./en/learn-mta-sts.json" with { type: "json" };
import learnReport from "./en/learn-report.json" with { type: "json" };
import learnRollout from "./en/learn-rollout.json" with { type: "json" };
import learnTlsRpt from "./en/learn-tls-rpt.json" with { type: "json" };
import mail from "./en/mail.json" with { type: "json" };
import mailboxes from "./en/mailboxes.json" with { type: "json" };
import outside from "./en/outside.json" with { type: "json" };
import quarantine from "./en/quarantine.json" with { type: "json" };
import reportAddress from "./en/report-address.json" with { type: "json" };
import reportMail from "./en/report-mail.json" with { type: "json" };
import reports from "./en/reports.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import testReport from "./en/test-report.json" with { type: "json" };
import timeline from "./en/timeline.json" with { type: "json" };
import tools from "./en/tools.json" with { type: "json" };
import toolsAnalyser from "./en/tools-analyser.json" with { type: "json" };
import toolsAudit from "./en/tools-audit.json" with { type: "json" };
import toolsMtaSts from "./en/tools-mta-sts.json" with { type: "json" };
import toolsOutside from "./en/tools-outside.json" with { type: "json" };
import toolsTestReport from "./en/tools-test-report.json" with { type: "json" };
import toolsTlsRpt from "./en/tools-tls-rpt.json" with { type: "json" };
import toolsTlsa from "./en/tools-tlsa.json" with { type: "json" };
import trustTotals from "./en/trust-totals.json" with { type: "json" };
import ui from "./en/ui.json" with { type: "json" };
import upload from "./en/upload.json" with { type: "json" };
import verdict from "./en/verdict.json" with { type: "json" };
import zoneCheck from "./en/zone-check.json" with { type: "json" };
import { mergeCatalogs } from "./merge.ts";

/** Every English catalog file. A new file is listed here and in `french.ts`. */
export const english = mergeCatalogs([
  accounts,
  api,
  addressRotation,
  checkPage,
  common,
  domainName,
  domains,
  failureTypes,
  faultProbe,
  findingsAudit,
  findingsDane,
  findingsMtasts,
  findingsMx,
  findingsOutside,
  findingsPosture,
  findingsReceive,
  findingsReport,
  findingsTlsrpt,
  findingsZoneView,
  history,
  joined,
  landing,
  learn,
  learnFailureTypes,
  learnFaq,
  learnMtaSts,
  learnReport,
  learnRollout,
  learnTlsRpt,
  mail,
  mailboxes,
  outside,
  reportAddress,
  quarantine,
  reportMail,
  reports,
  testReport,
  settings,
  timeline,
  tools,
  toolsAnalyser,
  toolsAudit,
  toolsMtaSts,
  toolsTestReport,
  toolsOutside,
  toolsTlsRpt,
  toolsTlsa,
  trustTotals,
  ui,
  upload,
  verdict,
  zoneCheck,
]);
