import type { NetworkOverview, NetworksArtifact } from "../../network/artifact.js";
import { lacking, missingTables, type Inputs } from "../inputs.js";
import type { Missing } from "../page-view.js";

/** All networks as they were published, or why there are none to show. */
export function networksOf({ artifacts }: Inputs): NetworksArtifact | Missing {
  const missing = missingTables(artifacts["networks"]);
  return missing === null
    ? (artifacts["networks"] as NetworksArtifact)
    : lacking(missing, "Coordinated networks");
}

/** What the members of a network did together. */
export const signalNames: Readonly<Record<NetworkOverview["signal"], string>> = {
  share: "shared the same objects at the same moments",
  follow: "followed the same accounts",
  like: "liked the same targets",
  url: "shared the same URLs",
  media: "shared the same media",
};

/** The same in two words, for cells. */
export const signalLabels: Readonly<Record<NetworkOverview["signal"], string>> = {
  share: "shared moments",
  follow: "same follows",
  like: "same likes",
  url: "same URLs",
  media: "same media",
};

export const evolutionNames: Readonly<Record<NetworkOverview["evolution"], string>> = {
  born: "new",
  grown: "growing",
  shrunk: "shrinking",
  steady: "steady",
  merged: "merged",
  split: "split off",
  gone: "gone",
};

/** The page of a network. */
export function networkHref(id: string): string {
  return `/analyst/network?id=${id}`;
}
