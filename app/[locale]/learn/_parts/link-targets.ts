/** Where a mark of a text leads, e.g. `<faq>answers</faq>`, without the language. */
export const linkTargets = {
  tlsRpt: "/learn/tls-rpt",
  mtaSts: "/learn/mta-sts",
  rollout: "/learn/rollout",
  failureTypes: "/learn/failure-types",
  readingAReport: "/learn/reading-a-report",
  faq: "/learn/faq",
  tlsRptGenerator: "/tools/tls-rpt-generator",
  tlsRptValidator: "/tools/tls-rpt-validator",
  tlsRptInspector: "/tools/tls-rpt-inspector",
  mtaStsGenerator: "/tools/mta-sts-generator",
  mtaStsValidator: "/tools/mta-sts-validator",
  mtaStsInspector: "/tools/mta-sts-inspector",
  reportAnalyser: "/tools/report-analyser",
  domainAudit: "/tools/domain-audit",
} as const;
