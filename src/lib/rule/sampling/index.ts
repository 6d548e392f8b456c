export { type AllocationStratum, neymanAllocation, smoothedSpread } from "./allocate.js";
export { drawNumber, fittingBudget, inclusionProbability, isDrawn } from "./poisson.js";
export { reviewWindowDays } from "./window.js";
