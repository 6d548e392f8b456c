import { isDay } from "../../time/day.js";
import { quoteForReader } from "../../text/plain.js";
import { longestPredicate } from "../../predicate/tokens.js";
import type { RuleLab } from "./manifest.js";
import { ruleOf } from "./tried-rule.js";

/** What the lab shows: a rule, and what is changed of it. */
export interface LabState {
  /** A rule of the source; null for one that is written here. */
  readonly rule: string | null;
  /** Policy of the rule that is written here. */
  readonly policy: string;
  /** Values of parameters in place of their defaults. */
  readonly set: Readonly<Record<string, number>>;
  /** Condition in place of the file's; null where it is that. */
  readonly when: string | null;
  /** First and last day asked about; null for all that there are. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A value of the link that was ignored: under which key, what stood there (made safe to show), and why. */
export interface LabProblem {
  readonly key: string;
  readonly raw: string;
  readonly why: string;
}

/** A rule of the source as its file has it. */
export function unchanged(lab: RuleLab, rule: string | null): LabState {
  return {
    rule,
    policy: lab.rules.find(({ id }) => id === rule)?.policy ?? lab.policies[0]?.id ?? "",
    set: {},
    when: null,
    from: null,
    to: null,
  };
}

/** Reads the state of a link: `rule` or `new`, `set.<parameter>`, `when`, `from`, `to`. What cannot be used is named and ignored. */
export function parseLab(
  parameters: URLSearchParams,
  lab: RuleLab,
): { state: LabState; problems: readonly LabProblem[] } {
  const problems: LabProblem[] = [];
  const ignore = (key: string, raw: string, why: string): null => {
    problems.push({ key, raw: quoteForReader(raw), why });
    return null;
  };
  const read = (key: string, check: (raw: string) => string | null): string | null => {
    const raw = parameters.get(key);
    return raw === null ? null : check(raw);
  };
  const written = read("new", (raw) =>
    lab.policies.some(({ id }) => id === raw) ? raw : ignore("new", raw, "no policy of the source"),
  );
  const named = read("rule", (raw) =>
    lab.rules.some(({ id }) => id === raw)
      ? raw
      : ignore("rule", raw, "no rule about accounts of the source"),
  );
  const base = unchanged(lab, written === null ? (named ?? lab.featured) : null);
  const when = read("when", (raw) =>
    raw.length > longestPredicate
      ? ignore("when", raw, `longer than ${longestPredicate} characters`)
      : raw.trim() === ruleOf(lab, base).when.trim()
        ? null
        : raw,
  );
  const range = readRange(read, lab, ignore);
  return {
    state: {
      ...base,
      ...(written === null ? {} : { policy: written }),
      ...range,
      when,
      set: readSettings(parameters, ruleOf(lab, base).params, ignore),
    },
    problems,
  };
}

type Ignore = (key: string, raw: string, why: string) => null;

function readSettings(
  parameters: URLSearchParams,
  params: ReturnType<typeof ruleOf>["params"],
  ignore: Ignore,
): Record<string, number> {
  const set: Record<string, number> = {};
  for (const [key, raw] of parameters) {
    if (!key.startsWith("set.")) continue;
    const name = key.slice("set.".length);
    const param = params.find((one) => one.name === name);
    const value = Number(raw);
    if (param === undefined)
      ignore(
        key,
        raw,
        `the rule has no such parameter; it has ${params.map((one) => one.name).join(", ") || "none"}`,
      );
    else if (raw.trim() === "" || !Number.isFinite(value)) ignore(key, raw, "expected a number");
    else if (value < param.min || value > param.max)
      ignore(key, raw, `outside of its range, ${param.min} to ${param.max}`);
    else if (value !== param.default) set[name] = value;
  }
  return set;
}

function readRange(
  read: (key: string, check: (raw: string) => string | null) => string | null,
  { range }: RuleLab,
  ignore: Ignore,
): Pick<LabState, "from" | "to"> {
  const day = (key: "from" | "to"): string | null =>
    read(key, (raw) =>
      !isDay(raw)
        ? ignore(key, raw, "expected a day, YYYY-MM-DD")
        : raw < range.from || raw > range.to
          ? ignore(key, raw, `the data go from ${range.from} to ${range.to}`)
          : raw === range[key]
            ? null
            : raw,
    );
  const [from, to] = [day("from"), day("to")];
  if ((from ?? range.from) <= (to ?? range.to)) return { from, to };
  ignore("from", from ?? range.from, "lies after `to`");
  return { from: null, to };
}

/** The state as a query string without `?`: only what differs, keys always in the same order. */
export function writeLab(state: LabState, lab: RuleLab): string {
  const parts: [key: string, value: string][] = [];
  if (state.rule === null) parts.push(["new", state.policy]);
  else if (state.rule !== lab.featured || isModified(state)) parts.push(["rule", state.rule]);
  for (const name of Object.keys(state.set).sort()) parts.push([`set.${name}`, String(state.set[name])]);
  if (state.when !== null) parts.push(["when", state.when]);
  if (state.from !== null) parts.push(["from", state.from]);
  if (state.to !== null) parts.push(["to", state.to]);
  return parts.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&");
}

/** Whether anything differs from the rule as its file has it. */
export function isModified({ set, when, from, to }: LabState): boolean {
  return Object.keys(set).length > 0 || when !== null || from !== null || to !== null;
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
