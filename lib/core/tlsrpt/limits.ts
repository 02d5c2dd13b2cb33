/** What a report may hold at most. Beyond these it is an error: the report is kept aside whole, never cut. */
export const reportLimits = {
  /** UTF-16 units of JSON text, 10 MiB. Real reports are a few kilobytes. */
  characters: 10 * 1024 * 1024,
  /** Arrays and objects inside each other; a report's own shape needs six. */
  nesting: 64,
  policies: 1_000,
  /** Over all policies of one report. */
  failureDetails: 10_000,
  /** Entries of one `policy-string` or `mx-host`. */
  listEntries: 1_000,
  /** Characters of a reporter's name or a policy domain. With `type` and a host it must fit an index of PostgreSQL. */
  name: 255,
  /** Characters of a policy or failure type. */
  type: 64,
  reportId: 1_024,
  /** Characters of free text; longer ones are shortened, with a finding. */
  freeText: 4_096,
  /** Sessions of one count. */
  count: 1_000_000_000_000,
} as const;
