import { describe, expect, test } from "vitest";
import {
  chooseActions,
  Ledger,
  type Candidate,
  type LedgerEntry,
} from "../../../../src/lib/rule/enforce/index.js";

const actions: Readonly<Record<string, string>> = {
  "link-burst": "account_lock",
  swarm: "account_suspend",
  greeter: "challenge",
  tagger: "label",
  remover: "content_remove",
  watcher: "none",
};

const hit = (ruleId: string, accountId: string, more: Partial<Candidate> = {}): Candidate => ({
  accountId,
  eventId: null,
  ruleId,
  version: 1,
  hits: 1,
  firstHit: "2026-08-01T10:00:00.000Z",
  lastHit: "2026-08-01T10:00:00.000Z",
  heldOut: false,
  isProtected: false,
  ...more,
});

interface Circumstances {
  readonly stopped?: readonly string[];
  readonly entries?: readonly LedgerEntry[];
  readonly perRule?: number;
}

function choose(
  candidates: readonly Candidate[],
  { stopped = [], entries = [], perRule = 100 }: Circumstances = {},
) {
  const { chosen, outcomes } = chooseActions(candidates, {
    actionOf: (rule, version) => (version === 1 ? (actions[rule] ?? null) : null),
    stopped: new Set(stopped),
    ledger: new Ledger(entries),
    limits: { per_rule: perRule },
  });
  return {
    chosen: chosen.map(
      ({ ground, episode }) =>
        `${ground.accountId} ${ground.action} ${ground.ruleId}${ground.eventId === null ? "" : ` ${ground.eventId}`} ${episode}`,
    ),
    outcomes: Object.fromEntries(
      outcomes.map(([{ ruleId, accountId, eventId }, outcome]) => [
        `${ruleId} ${accountId}${eventId === null ? "" : ` ${eventId}`}`,
        outcome,
      ]),
    ),
  };
}

const entry = (ruleId: string, accountId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ground: { accountId, eventId: null, ruleId, version: 1, action: actions[ruleId] as "account_lock" },
  episode: 1,
  reversal: false,
  spentUntil: null,
  ...more,
});

describe("the actions of a batch", () => {
  test("of no hits are none", () => expect(choose([])).toEqual({ chosen: [], outcomes: {} }));

  test("are one an account, the strongest that any rule asks for", () => {
    const { chosen, outcomes } = choose([
      hit("greeter", "a"),
      hit("swarm", "a"),
      hit("link-burst", "a"),
      hit("greeter", "b"),
    ]);
    expect(chosen).toEqual(["b challenge greeter 1", "a account_suspend swarm 1"]);
    expect(outcomes).toMatchObject({ "greeter a": "weaker", "link-burst a": "weaker" });
  });

  test("leave out a held-out account for the rule that holds it out, and for no other", () => {
    const { chosen, outcomes } = choose([hit("swarm", "a", { heldOut: true }), hit("greeter", "a")]);
    expect(outcomes["swarm a"]).toBe("held_out");
    expect(chosen).toEqual(["a challenge greeter 1"]);
  });

  test("never touch a protected account", () => {
    const { chosen, outcomes } = choose([hit("swarm", "a", { isProtected: true }), hit("swarm", "b")]);
    expect(outcomes["swarm a"]).toBe("protected");
    expect(chosen).toEqual(["b account_suspend swarm 1"]);
  });

  test("are not those of a rule that a brake stops, that does nothing, or of a version that is not in force", () => {
    const { chosen, outcomes } = choose(
      [hit("swarm", "a"), hit("watcher", "b"), hit("link-burst", "c", { version: 2 }), hit("gone", "d")],
      { stopped: ["swarm"] },
    );
    expect(chosen).toEqual([]);
    expect(outcomes).toEqual({
      "swarm a": "stopped_by_brake",
      "watcher b": "not_in_force",
      "link-burst c": "not_in_force",
      "gone d": "not_in_force",
    });
  });

  test("leave out as a whole a rule that newly reaches more accounts than it may; others act on them in its place", () => {
    const candidates = [
      hit("swarm", "a"),
      hit("swarm", "b"),
      hit("swarm", "c"),
      hit("greeter", "a"),
      hit("greeter", "d"),
    ];
    const { chosen, outcomes } = choose(candidates, { perRule: 2 });
    expect(chosen).toEqual(["a challenge greeter 1", "d challenge greeter 1"]);
    expect([outcomes["swarm a"], outcomes["swarm b"], outcomes["swarm c"]]).toEqual(
      Array(3).fill("over_limit"),
    );
    expect(choose(candidates, { perRule: 3 }).chosen).toHaveLength(4);
  });

  test("count what has been delivered neither again nor towards a rule's reach", () => {
    const entries = [entry("swarm", "a"), entry("swarm", "b")];
    const { chosen, outcomes } = choose([hit("swarm", "a"), hit("swarm", "b"), hit("swarm", "c")], {
      entries,
      perRule: 1,
    });
    expect(chosen).toEqual(["c account_suspend swarm 1"]);
    expect(outcomes).toMatchObject({ "swarm a": "already_delivered", "swarm b": "already_delivered" });
  });

  test("add nothing weaker, and nothing as strong, to what an account's hits have led to already", () => {
    const { chosen, outcomes } = choose([hit("swarm", "a"), hit("greeter", "a"), hit("tagger", "a")], {
      entries: [entry("swarm", "a")],
    });
    expect(chosen).toEqual([]);
    expect(outcomes).toMatchObject({ "greeter a": "weaker", "tagger a": "weaker" });
  });

  test("come again in a new episode once taken back, for later hits alone", () => {
    const spentUntil = "2026-08-01T12:00:00.000Z";
    const entries = [
      entry("swarm", "a"),
      entry("swarm", "a", { reversal: true, spentUntil }),
      entry("swarm", "a", { reversal: true, spentUntil }),
    ];
    const before = choose([hit("swarm", "a"), hit("greeter", "a")], { entries });
    expect(before.chosen).toEqual([]);
    expect(before.outcomes).toEqual({ "swarm a": "taken_back", "greeter a": "taken_back" });
    const later = hit("swarm", "a", { lastHit: "2026-08-02T10:00:00.000Z" });
    expect(choose([later], { entries }).chosen).toEqual(["a account_suspend swarm 2"]);
    const again = [...entries, entry("swarm", "a", { episode: 2 })];
    expect(choose([later], { entries: again }).outcomes).toEqual({ "swarm a": "already_delivered" });
  });

  test("remove every piece of content that was hit, once each, unless the account meets something stronger", () => {
    const candidates = [
      hit("remover", "a", { eventId: "e1" }),
      hit("remover", "a", { eventId: "e2" }),
      hit("greeter", "a"),
      hit("remover", "b", { eventId: "e3" }),
      hit("swarm", "b"),
    ];
    const { chosen, outcomes } = choose(candidates);
    expect(chosen).toEqual([
      "a content_remove remover e1 1",
      "a content_remove remover e2 1",
      "b account_suspend swarm 1",
    ]);
    expect(outcomes).toMatchObject({ "greeter a": "weaker", "remover b e3": "weaker" });
  });

  test("do not depend on the order of hits", () => {
    const candidates = ["a", "b", "c"].flatMap((account) =>
      ["swarm", "link-burst", "greeter"].map((rule) => hit(rule, account)),
    );
    expect(choose(candidates.toReversed()).chosen).toEqual(choose(candidates).chosen);
  });
});
