import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail, OrganicFacts } from "../../network/detail.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { formatDuration } from "../../format/index.js";
import { exact, many, percent } from "../words.js";

/** One thing that an innocent explanation would lead one to expect, and what is the case. */
interface Sign {
  readonly fact: string;
  readonly value: string;
  /** Whether it fits people who happen to like the same thing; null where it is unknown. */
  readonly organic: boolean | null;
  readonly reading: string;
}

/** The innocent explanation that was considered, and how the facts agree with it. */
export function organicCard(inputs: Inputs, overview: NetworkOverview, { facts }: NetworkDetail): CardSpec {
  const signs = signsOf(facts);
  const known = signs.filter(({ organic }) => organic !== null);
  const fitting = known.filter(({ organic }) => organic === true).length;
  return figureCard(
    inputs,
    {
      id: "organic",
      metric: "network_members",
      width: 6,
      title: `${exact(fitting)} of ${many(known.length, "sign")} ${fitting === 1 ? "fits" : "fit"} an innocent explanation: ${explanation(overview)}`,
      subtitle: "The organic alternative that was considered, sign by sign; no sign decides alone",
      notes: [
        "Coordination is not yet inauthenticity: look at accounts before acting, and say in the statement of reasons what was seen.",
      ],
    },
    null,
    tableOf(
      [
        ["sign", "Sign", "text"],
        ["value", "Here", "text"],
        ["fits", "Fits an innocent explanation", "text"],
        ["reading", "Why", "text"],
      ],
      signs.map(({ fact, value, organic, reading }) => [
        fact,
        value,
        organic === null ? "unknown" : organic ? "yes" : "no",
        reading,
      ]),
    ),
  );
}

function explanation({ signal }: NetworkOverview): string {
  if (signal === "follow" || signal === "like") return "fans of the same people, or friends";
  if (signal === "media") return "a picture that goes round";
  return "readers of the same news, news bots, or a campaign's volunteers";
}

function signsOf({
  medianDelay,
  popularObjects,
  objects,
  memberAge,
  platformAge,
  acts,
  allActs,
}: OrganicFacts): Sign[] {
  const popular = objects === 0 ? null : popularObjects / objects;
  const dedicated = allActs === 0 ? null : acts / allActs;
  return [
    {
      fact: "From one member to the next on the same object, the middle one",
      value: medianDelay === null ? "unknown" : formatDuration(medianDelay),
      organic: medianDelay === null ? null : medianDelay > 3600,
      reading: "People come by chance, hours apart; a schedule comes within minutes.",
    },
    {
      fact: "Objects that more than twice as many other accounts acted on",
      value: popular === null ? "unknown" : percent(popular),
      organic: popular === null ? null : popular > 0.5,
      reading: "Fans and readers share what is popular; a campaign's objects are its own.",
    },
    {
      fact: "Age of the middle member, against all accounts",
      value:
        memberAge === null || platformAge === null
          ? "unknown"
          : `${exact(memberAge)} against ${many(platformAge, "day")}`,
      organic: memberAge === null || platformAge === null ? null : memberAge > platformAge / 3,
      reading: "People joined at all times; accounts made for a purpose are young together.",
    },
    {
      fact: "Share of members' acts that the network shared",
      value: dedicated === null ? "unknown" : percent(dedicated),
      organic: dedicated === null ? null : dedicated < 0.3,
      reading: "People do other things too.",
    },
  ];
}
