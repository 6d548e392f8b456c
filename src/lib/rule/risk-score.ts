/** The feature that holds the score of the risk model, for rules of kind `ml` about accounts. */
export const riskScore = "risk_score";
