export { type AllocationStratum, neymanAllocation } from "./allocate.js";
export { fittingBudget, inclusionProbability, isDrawn } from "./poisson.js";
