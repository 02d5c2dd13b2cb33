import accounts from "./fr/accounts.json" with { type: "json" };
import addressRotation from "./fr/address-rotation.json" with { type: "json" };
import api from "./fr/api.json" with { type: "json" };
import checkPage from "./fr/check-page.json" with { type: "json" };
import common from "./fr/common.json" with { type: "json" };
import domainName from "./fr/domain-name.json" with { type: "json" };
import domains from "./fr/domains.json" with { type: "json" };
import failureTypes from "./fr/failure-types.json" with { type: "json" };
import faultProbe from "./fr/fault-probe.json" with { type: "json" };
import findingsAudit from "./fr/findings-audit.json" with { type: "json" };
import findingsDane from "./fr/findings-dane.json" with { type: "json" };
import findingsMtasts from "./fr/findings-mtasts.json" with { type: "json" };
import findingsMx from "./fr/findings-mx.json" with { type: "json" };
import findingsOutside from "./fr/findings-outside.json" with { type: "json" };
import findingsPosture from "./fr/findings-posture.json" with { type: "json" };
import findingsReceive from "./fr/findings-receive.json" with { type: "json" };
import findingsReport from "./fr/findings-report.json" with { type: "json" };
import findingsTlsrpt from "./fr/findings-tlsrpt.json" with { type: "json" };
import findingsZoneView from "./fr/findings-zone-view.json" with { type: "json" };
import history from "./fr/history.json" with { type: "json" };
import joined from "./fr/joined.json" with { type: "json" };
import landing from "./fr/landing.json" with { type: "json" };
import learn from "./fr/learn.json" with { type: "json" };
import learnFailureTypes from "./fr/learn-failure-types.json" with { type: "json" };
import learnFaq from "./fr/learn-faq.json" with { type: "json" };
import learnMtaSts from "./fr/learn-mta-sts.json" with { type: "json" };
import learnReport from "./fr/learn-report.json" with { type: "json" };
import learnRollout from "./fr/learn-rollout.json" with { type: "json" };
import learnTlsRpt from "./fr/learn-tls-rpt.json" with { type: "json" };
import mail from "./fr/mail.json" with { type: "json" };
import mailboxes from "./fr/mailboxes.json" with { type: "json" };
import outside from "./fr/outside.json" with { type: "json" };
import quarantine from "./fr/quarantine.json" with { type: "json" };
import reportAddress from "./fr/report-address.json" with { type: "json" };
import reportMail from "./fr/report-mail.json" with { type: "json" };
import reports from "./fr/reports.json" with { type: "json" };
import settings from "./fr/settings.json" with { type: "json" };
import testReport from "./fr/test-report.json" with { type: "json" };
import timeline from "./fr/timeline.json" with { type: "json" };
import tools from "./fr/tools.json" with { type: "json" };
import toolsAnalyser from "./fr/tools-analyser.json" with { type: "json" };
import toolsAudit from "./fr/tools-audit.json" with { type: "json" };
import toolsMtaSts from "./fr/tools-mta-sts.json" with { type: "json" };
import toolsOutside from "./fr/tools-outside.json" with { type: "json" };
import toolsTestReport from "./fr/tools-test-report.json" with { type: "json" };
import toolsTlsRpt from "./fr/tools-tls-rpt.json" with { type: "json" };
import toolsTlsa from "./fr/tools-tlsa.json" with { type: "json" };
import trustTotals from "./fr/trust-totals.json" with { type: "json" };
import ui from "./fr/ui.json" with { type: "json" };
import upload from "./fr/upload.json" with { type: "json" };
import verdict from "./fr/verdict.json" with { type: "json" };
import zoneCheck from "./fr/zone-check.json" with { type: "json" };
import { mergeCatalogs } from "./merge.ts";

/** Every French catalog file, the same ones as in `english.ts`. */
export const french = mergeCatalogs([
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
