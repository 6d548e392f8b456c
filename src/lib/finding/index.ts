export { findingFilters, isShown, readChoice, shownText, writeChoice } from "./filter.js";
export {
  type FindingTable,
  type FindingValue,
  type FrontMatter,
  frontMatterSchema,
  type ValueUnit,
} from "./front-matter.js";
export { literalDigits } from "./literal-digits.js";
export { nearest } from "../text/nearest.js";
export { type Inline, readInline } from "./inline.js";
export { type Block, inlinesOf, leavesOf, readProse } from "./prose.js";
export { preformatted, renderInline, renderProse, type ValueMarkup } from "./render-prose.js";
