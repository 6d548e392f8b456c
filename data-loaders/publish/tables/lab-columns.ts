import { accountFeatures } from "../../features/registry.js";

const meanings: Readonly<Record<string, string>> = {
  account_id: "Names the account.",
  draw: "Its place in a random order that stays the same: the first thousand are a random sample.",
  day: "Day on which it was last active.",
  kind: "Its kind, in lab_kinds.",
  segment: "Its segment, in lab_segments.",
  weight_micro: "Accounts that it stands for among the reviewed, in millionths; 0 where it was not reviewed.",
  weight_squared_milli: "The square of that weight, in thousandths.",
  post_stratum:
    "1 where the review of hits could reach it, 0 where a sample of accounts could, null where nothing could.",
  violating: "1 where reviewers found a violation, 0 where none, null where they are undecided.",
  ruled_out: "Policies that reviewers, asked about them, said another one was broken instead of, a bit each.",
  decided: "Whether reviewers have looked.",
  country: "Country; empty where not known.",
  lang: "Language; empty where not known.",
  age: "Age of the account on that day; empty where not known.",
};

/** What a column of the rule lab's tables means; null for one that the source alone knows. */
export function labColumnMeaning(column: string): string | null {
  if (/^mask_\d+$/.test(column)) return "Running rules that match it, a bit each.";
  return meanings[column] ?? accountFeatures[column]?.meaning ?? null;
}
