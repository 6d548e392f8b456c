import type { SiteFrame } from "../../src/lib/view/site-frame.js";

/** A frame of half a year of simulated data with a few options, for tests. */
export const siteFrame: SiteFrame = {
  source: {
    name: "test",
    title: "Test platform",
    description: "Rows made up for tests",
    simulated: true,
    licence: null,
  },
  runId: "0123456789abcdef",
  asOf: "2026-06-30T23:59:59Z",
  range: { from: "2026-01-01", to: "2026-06-30" },
  defaults: {
    from: "2026-04-02",
    to: "2026-06-30",
    tz: "UTC",
    grain: "week",
    vs: "previous",
    policy: [],
    surface: [],
    country: [],
    rule: [],
    lang: [],
    auto: "all",
  },
  options: {
    policy: [
      { value: "link_spam", label: "link spam" },
      { value: "a,b\\c", label: "odd, name" },
    ],
    surface: [{ value: "home", label: "Home feed" }],
    country: ["DE", "FR", "PL", "US", "BR"].map((value) => ({ value, label: value })),
    rule: [{ value: "LNK-004", label: "Link farm" }],
    lang: [],
  },
  tables: { present: ["events"], missing: [] },
};
