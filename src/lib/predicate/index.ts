export { checkPredicate, type PredicateScope } from "./check.js";
export { evaluatePredicate, type Value } from "./evaluate.js";
export { functions, type ValueType } from "./functions.js";
export { parsePredicate } from "./parse.js";
export { printSql, type ParameterValues } from "./print-sql.js";
export { PredicateError, type Node } from "./tree.js";
