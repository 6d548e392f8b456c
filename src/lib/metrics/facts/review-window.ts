/** Days before a review within which hits of the account bear on it: what a reviewer of an account looks at. */
export const reviewWindowDays = 28;
