import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail } from "../../network/detail.js";
import type { RulesArtifact } from "../../rule/overview.js";
import { figureCard, tableOf } from "../cards.js";
import { missingTables, type Inputs } from "../inputs.js";
import type { CardSpec, TableView } from "../page-view.js";
import { dayText, many } from "../words.js";
import { signalNames } from "./artifact.js";

/** The members as files for other programs: a selection for `shrike enforce`, and indicators to share. */
export function fileCards(inputs: Inputs, overview: NetworkOverview, { members }: NetworkDetail): CardSpec[] {
  const { id, peak, signal } = overview;
  const why = `Member of network ${id}: ${many(peak.size, "account")} that ${signalNames[signal]} in the 28 days to ${dayText(peak.date)}`;
  const policy = policyOf(inputs, overview);
  const batch = tableOf(
    [
      ["account_id", "Account", "text"],
      ["action", "Action", "text"],
      ["policy_id", "Policy", "text"],
      ["reason", "Reason", "text"],
      ["automated_detection", "Found by a machine", "boolean"],
    ],
    members.map((member) => [member.id, "challenge", policy, why, true]),
  );
  const indicators = tableOf(
    [
      ["indicator_type", "Type", "text"],
      ["indicator_value", "Value", "text"],
      ["comment", "Comment", "text"],
      ["ds", "Day", "date"],
    ],
    members.map((member) => ["account_id", member.id, `network ${id}, ${member.role}`, peak.date]),
  );
  return [
    fileCard(
      inputs,
      "batch",
      "The members as a selection to act on",
      `CSV for shrike enforce --accounts: ${many(members.length, "account")}, each to be challenged${policy === "" ? "; fill in the policy" : ` under the policy ${policy}`}`,
      batch,
    ),
    fileCard(
      inputs,
      "indicators",
      "The members as indicators",
      `CSV of type, value, comment and day: ${many(members.length, "account")}, to be named in a finding`,
      indicators,
    ),
  ];
}

function fileCard(inputs: Inputs, id: string, title: string, subtitle: string, table: TableView): CardSpec {
  return figureCard(inputs, { id, metric: "network_members", width: 6, title, subtitle }, null, {
    ...table,
    exact: true,
  });
}

/** Policy of the rule that hits most of the members; empty where none does. */
function policyOf(inputs: Inputs, { rules }: NetworkOverview): string {
  const published = inputs.artifacts["rules"];
  if (missingTables(published) !== null) return "";
  const first = rules?.[0]?.rule;
  return (published as RulesArtifact).rules.find(({ rule }) => rule === first)?.policy ?? "";
}
