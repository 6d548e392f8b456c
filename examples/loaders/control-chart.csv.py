"""Actions by day with an exponentially weighted moving average and its three-sigma limits (Roberts 1959), as CSV."""

import csv
import json
import os
import sys

LAMBDA = 0.3

with open(os.path.join(os.environ["SHRIKE_ARTIFACTS"], "actions.json"), encoding="utf-8") as file:
    cube = json.load(file)
if "missing" in cube:
    sys.exit("actions.json: the source has no " + ", ".join(cube["missing"]))

days = cube["dimensions"]["day"]
counts = {}
for code, actions in zip(days["codes"], cube["measures"]["actions"]):
    counts[days["values"][code]] = counts.get(days["values"][code], 0) + (actions or 0)
series = sorted(counts.items())
mean = sum(count for _, count in series) / len(series)
variance = sum((count - mean) ** 2 for _, count in series) / max(1, len(series) - 1)

writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["day", "actions", "average", "low", "high"])
average = mean
for step, (day, count) in enumerate(series, start=1):
    average = LAMBDA * count + (1 - LAMBDA) * average
    sigma = (variance * LAMBDA / (2 - LAMBDA) * (1 - (1 - LAMBDA) ** (2 * step))) ** 0.5
    writer.writerow([day, count, f"{average:.3f}", f"{mean - 3 * sigma:.3f}", f"{mean + 3 * sigma:.3f}"])
