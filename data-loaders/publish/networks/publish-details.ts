import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { detailFile, type NetworkDetails } from "../../../src/lib/network/detail.js";
import type { Engine } from "../../engine/engine.js";
import type { ArtifactFolder } from "../write-artifacts.js";
import { networkDetailsSchema } from "./details-schema.js";
import { readDetails } from "./read-details.js";

/**
 * Writes a file for each network that has a page of its own, so that a page fetches what it shows.
 *
 * @returns the first of them, which the page shows when none is asked for
 * @throws where a network breaks its schema
 */
export async function publishDetails(
  engine: Engine,
  folder: ArtifactFolder,
  present: ReadonlySet<string>,
  ids: readonly string[],
): Promise<NetworkDetails> {
  const { details } = await readDetails(engine, present, ids);
  for (const detail of details) {
    const own: NetworkDetails = networkDetailsSchema.parse({ details: [detail] });
    await folder.write(detailFile(detail.id), await promisify(gzip)(JSON.stringify(own), { level: 5 }));
  }
  return { details: details.slice(0, 1) };
}
