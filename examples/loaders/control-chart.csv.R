# Actions by day with an exponentially weighted moving average and its three-sigma limits (Roberts 1959), as CSV.
# Needs the package jsonlite.

lambda <- 0.3
cube <- jsonlite::fromJSON(file.path(Sys.getenv("SHRIKE_ARTIFACTS"), "actions.json"))
if (!is.null(cube$missing)) stop("actions.json: the source has no ", paste(cube$missing, collapse = ", "))

days <- cube$dimensions$day$values[cube$dimensions$day$codes + 1]
actions <- cube$measures$actions
actions[is.na(actions)] <- 0
counts <- tapply(actions, days, sum)
counts <- counts[order(names(counts))]
center <- mean(counts)
variance <- sum((counts - center)^2) / max(1, length(counts) - 1)

cat("day,actions,average,low,high\n")
average <- center
for (step in seq_along(counts)) {
  average <- lambda * counts[[step]] + (1 - lambda) * average
  sigma <- sqrt(variance * lambda / (2 - lambda) * (1 - (1 - lambda)^(2 * step)))
  cat(sprintf("%s,%d,%.3f,%.3f,%.3f\n", names(counts)[step], as.integer(counts[[step]]), average, center - 3 * sigma, center + 3 * sigma))
}
