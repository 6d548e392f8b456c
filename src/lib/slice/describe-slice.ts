import { formatDayRange } from "../format/date.js";
import type { SliceFrame } from "./slice-frame.js";
import { listKeys, type Slice } from "./slice.js";

const mostNamed = 3;

/**
 * The slice in words, for a subtitle: "link spam, Home feed, 3 Dec 2025 – 1 Mar 2026 (UTC)". Values are shown as
 * their filters show them; of a long list the first three and how many more.
 */
export function describeSlice(slice: Slice, { options }: Pick<SliceFrame, "options">): string {
  const lists = listKeys
    .filter((key) => slice[key].length > 0)
    .map((key) => {
      const labels = slice[key].map(
        (value) => options[key].find((option) => option.value === value)?.label ?? value,
      );
      const more = labels.length - mostNamed;
      const named = labels.slice(0, mostNamed).join(" or ");
      return more > 0 ? `${named} or ${more} more` : named;
    });
  const automation = slice.auto === "all" ? [] : [`${slice.auto} decisions`];
  return [...lists, ...automation, `${formatDayRange(slice.from, slice.to)} (${slice.tz})`].join(", ");
}
