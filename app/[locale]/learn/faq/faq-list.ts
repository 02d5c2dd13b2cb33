/** The questions in their order; the id of each is its anchor, which others link to. `answers` names its paragraphs. */
export const faqGroups = [
  {
    id: "reports",
    questions: [
      { id: "what-and-why", answers: ["a1"] },
      { id: "where", answers: ["a1"] },
      { id: "external", answers: ["a1"] },
      { id: "mailto-or-https", answers: ["a1", "a2"] },
      { id: "format", answers: ["a1"] },
      { id: "need-mta-sts", answers: ["a1"] },
      { id: "no-reports", answers: ["a1"] },
      { id: "forged", answers: ["a1"] },
      { id: "privacy", answers: ["a1"] },
    ],
  },
  {
    id: "policy",
    questions: [
      { id: "id", answers: ["a1"] },
      { id: "caches", answers: ["a1"] },
      { id: "subdomains", answers: ["a1"] },
      { id: "null-mx", answers: ["a1"] },
      { id: "outgoing", answers: ["a1"] },
    ],
  },
  {
    id: "operation",
    questions: [
      { id: "certificate-expires", answers: ["a1", "a2"] },
      { id: "dane", answers: ["a1"] },
    ],
  },
] as const;
