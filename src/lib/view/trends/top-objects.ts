import { figureCard, missingCard, tableOf } from "../cards.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "../inputs.js";
import { sliceText } from "../labels.js";
import type { CardSpec } from "../page-view.js";
import { comparisonOf } from "../periods.js";
import { bursts, type ObjectChange, type ObjectDay, objectDays, risers } from "./object-days.js";
import { defang, platformText } from "../../text/index.js";
import { dayText, during, exact, rounded } from "../words.js";

const shown = 12;

const kinds = [
  { kind: "hashtag", plural: "hashtags" },
  { kind: "domain", plural: "domains" },
] as const;

/** The days on which one hashtag or domain broke out, and those that grew most in the slice. */
export function objectCards(inputs: Inputs): CardSpec[] {
  const cube = cubeNamed(inputs.artifacts, "top_objects");
  const objects = cube ? objectDays(cube) : null;
  return [burstCard(inputs, objects), ...kinds.map((of) => riserCard(inputs, objects, of))];
}

function missing(inputs: Inputs): ReturnType<typeof lacking> {
  return lacking(missingTables(inputs.artifacts["top_objects"]) ?? [], "Hashtags and domains");
}

/** A hashtag with its sign; anything else so that no reader's program makes a link of it. */
function named({ kind, object }: { kind: string; object: string }): string {
  const text = platformText(object, 60);
  return kind === "hashtag" ? `#${text.replace(/^#/, "")}` : defang(text);
}

function burstCard(inputs: Inputs, objects: ObjectDay[][] | null): CardSpec {
  const { frame } = inputs;
  const text = {
    id: "bursts",
    metric: "events",
    width: 12 as const,
    title: "Days on which one hashtag or domain broke out",
    subtitle: `Events that day, largest above the mean of the 28 days before; all data, ${dayText(frame.range.from)} to ${dayText(frame.range.to)} (UTC)`,
  };
  if (!objects) return missingCard(inputs, text, missing(inputs));
  const top = bursts(objects, shown);
  const first = top[0];
  return figureCard(
    inputs,
    {
      ...text,
      title: first
        ? `${named(first)} stands out: ${exact(first.events)} posts by ${exact(first.accounts)} accounts on ${dayText(first.day)}`
        : "No hashtag or domain broke out on one day",
      sample: first
        ? `${exact(first.events)} events by ${exact(first.accounts)} distinct accounts; ${rounded(first.usual)} a day in the 28 days before`
        : null,
      notes: [
        "A burst is at least five times what is usual for that hashtag or domain; one day is shown for each. An exact count, not an estimate.",
        ...(sliceText(inputs) ? ["Shown for all activity: shared objects are not published by filter."] : []),
      ],
    },
    {
      kind: "ranked-bars",
      unit: "count",
      values: top.map((day) => ({
        category: `${named(day)}, ${dayText(day.day)}`,
        value: day.events,
        n: day.accounts,
      })),
    },
    tableOf(
      [
        ["day", "Day", "date"],
        ["kind", "Kind", "text"],
        ["object", "Object", "text"],
        ["events", "Events", "number"],
        ["accounts", "Accounts", "number"],
        ["usual", "Mean of the 28 days before", "number"],
      ],
      top.map((entry) => [entry.day, entry.kind, named(entry), entry.events, entry.accounts, entry.usual]),
    ),
  );
}

function riserCard(inputs: Inputs, objects: ObjectDay[][] | null, of: (typeof kinds)[number]): CardSpec {
  const { slice, frame } = inputs;
  const before = comparisonOf(slice, frame.range);
  const against = before ? " against the period before" : "";
  const text = {
    id: `rising-${of.plural}`,
    metric: "events",
    width: 6 as const,
    title: `Rising ${of.plural}`,
    subtitle: `Events ${during(slice, frame.range)}${against}, ${of.plural} that grew most`,
  };
  if (!objects) return missingCard(inputs, text, missing(inputs));
  const followed = objects.filter((days) => days[0]?.kind === of.kind).length;
  if (followed === 0)
    return missingCard(inputs, text, {
      tables: [],
      why: `The table event_objects holds no ${of.plural}.`,
      remedy: `Add them to event_objects.sql with kind '${of.kind}'.`,
    });
  const top = risers(objects, of.kind, { now: slice, before }, shown);
  const first = top[0];
  return figureCard(
    inputs,
    {
      ...text,
      title: first
        ? riserTitle(first, before !== null)
        : `No ${of.plural} grew ${during(slice, frame.range)}`,
      sample: `The ${exact(followed)} ${of.plural} that led on some day or overall are followed`,
      notes: sliceText(inputs) ? ["Shown for all activity: shared objects are not published by filter."] : [],
    },
    {
      kind: "ranked-bars",
      unit: "count",
      values: top.map((entry) => ({ category: named(entry), value: entry.now - entry.before, n: entry.now })),
    },
    tableOf(
      [
        ["object", of.kind, "text"],
        ["now", "This period", "number"],
        ["before", "Comparison period", "number"],
        ["peak", "Largest day", "date"],
        ["events", "Events on that day", "number"],
        ["accounts", "Accounts on that day", "number"],
      ],
      top.map((entry) => [
        named(entry),
        entry.now,
        before ? entry.before : null,
        entry.peak.day,
        entry.peak.events,
        entry.peak.accounts,
      ]),
    ),
  );
}

function riserTitle(first: ObjectChange, compared: boolean): string {
  const amount = compared
    ? `grew most, from ${exact(first.before)} to ${exact(first.now)} events`
    : `leads with ${exact(first.now)} events`;
  return `${named(first)} ${amount}, ${exact(first.peak.events)} of them on ${dayText(first.peak.day)}`;
}
