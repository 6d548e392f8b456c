export { describeSlice } from "./describe-slice.js";
export { readList, writeList } from "./list.js";
export { parseSlice, type SliceProblem } from "./parse-slice.js";
export { type Automation, type Comparison, type Grain, type Slice, type SliceKey } from "./slice.js";
export { isModified, writeSlice } from "./write-slice.js";
