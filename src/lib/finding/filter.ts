/** What a list of findings can be filtered by; also the names of the keys in the URL. */
export const findingFilters = ["status", "abuse_type", "confidence"] as const;
export type FindingFilter = (typeof findingFilters)[number];

/** A finding's value for each filter. */
export type FindingFacts = Readonly<Record<FindingFilter, string>>;

/** The chosen value of each filter; an empty one takes all. */
export type FindingChoice = FindingFacts;

/** The choice that a URL holds; a value that no finding has is ignored. */
export function readChoice(parameters: URLSearchParams, findings: readonly FindingFacts[]): FindingChoice {
  const chosen = (filter: FindingFilter): string => {
    const value = parameters.get(filter) ?? "";
    return findings.some((finding) => finding[filter] === value) ? value : "";
  };
  return {
    status: chosen("status"),
    abuse_type: chosen("abuse_type"),
    confidence: chosen("confidence"),
  };
}

/** The choice as a query string without `?`: what is chosen only. */
export function writeChoice(choice: FindingChoice): string {
  return findingFilters
    .filter((filter) => choice[filter] !== "")
    .map((filter) => `${filter}=${encodeURIComponent(choice[filter])}`)
    .join("&");
}

/** Whether a finding is shown. */
export function isShown(finding: FindingFacts, choice: FindingChoice): boolean {
  return findingFilters.every((filter) => choice[filter] === "" || choice[filter] === finding[filter]);
}

/** "3 findings", "1 of 3 findings". */
export function shownText(shown: number, total: number): string {
  const noun = total === 1 ? "finding" : "findings";
  return shown === total ? `${total} ${noun}` : `${shown} of ${total} ${noun}`;
}
