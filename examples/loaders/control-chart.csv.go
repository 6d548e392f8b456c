// Actions by day with an exponentially weighted moving average and its three-sigma limits (Roberts 1959), as CSV.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
)

const lambda = 0.3

type cube struct {
	Missing    []string
	Dimensions map[string]struct {
		Values []string
		Codes  []int
	}
	Measures map[string][]*float64
}

func main() {
	bytes, err := os.ReadFile(filepath.Join(os.Getenv("SHRIKE_ARTIFACTS"), "actions.json"))
	if err != nil {
		log.Fatal(err)
	}
	var actions cube
	if err := json.Unmarshal(bytes, &actions); err != nil {
		log.Fatal(err)
	}
	if actions.Missing != nil {
		log.Fatalf("actions.json: the source has no %v", actions.Missing)
	}
	counts := map[string]float64{}
	for row, code := range actions.Dimensions["day"].Codes {
		if count := actions.Measures["actions"][row]; count != nil {
			counts[actions.Dimensions["day"].Values[code]] += *count
		}
	}
	days := make([]string, 0, len(counts))
	total := 0.0
	for day, count := range counts {
		days = append(days, day)
		total += count
	}
	sort.Strings(days)
	mean := total / float64(len(days))
	squares := 0.0
	for _, day := range days {
		squares += (counts[day] - mean) * (counts[day] - mean)
	}
	variance := squares / math.Max(1, float64(len(days)-1))

	fmt.Println("day,actions,average,low,high")
	average := mean
	for step, day := range days {
		average = lambda*counts[day] + (1-lambda)*average
		sigma := math.Sqrt(variance * lambda / (2 - lambda) * (1 - math.Pow(1-lambda, float64(2*(step+1)))))
		fmt.Printf("%s,%.0f,%.3f,%.3f,%.3f\n", day, counts[day], average, mean-3*sigma, mean+3*sigma)
	}
}
