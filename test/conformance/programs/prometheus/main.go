// Prometheus' own scraping, storage and query engine, as a command for the checks: scrapes what is configured until it has answered, then
// answers queries. Input and output are JSON. The whole server takes twice as long to build, and no check needs the rest of it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/tsdb"
)

type input struct {
	// Config as in prometheus.yml; targets apart, because no discovery runs here.
	Config  string            `json:"config"`
	Targets map[string]string `json:"targets"`
	Queries []string          `json:"queries"`
}

type answer struct {
	Error  string          `json:"error,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
}

func main() {
	var in input
	check(json.NewDecoder(os.Stdin).Decode(&in))
	folder, err := os.MkdirTemp("", "prometheus-")
	check(err)
	defer os.RemoveAll(folder)
	logger := promslog.NewNopLogger()
	db, err := tsdb.Open(folder, logger, nil, tsdb.DefaultOptions(), nil)
	check(err)
	defer db.Close()
	parsed, err := config.Load(in.Config, logger)
	check(err)
	manager, err := scrape.NewManager(nil, logger, nil, db, nil, prometheus.NewRegistry())
	check(err)
	check(manager.ApplyConfig(parsed))
	targets := map[string][]*targetgroup.Group{}
	for job, address := range in.Targets {
		targets[job] = []*targetgroup.Group{{Targets: []model.LabelSet{{model.AddressLabel: model.LabelValue(address)}}}}
	}
	updates := make(chan map[string][]*targetgroup.Group, 1)
	updates <- targets
	go manager.Run(updates)
	defer manager.Stop()

	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1_000_000, Timeout: 10 * time.Second, Parser: parser.NewParser(parser.Options{})})
	ask := func(expr string) (parser.Value, error) {
		query, err := engine.NewInstantQuery(context.Background(), db, nil, expr, time.Now())
		if err != nil {
			return nil, err
		}
		defer query.Close()
		result := query.Exec(context.Background())
		return result.Value, result.Err
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		up, err := ask(fmt.Sprintf("sum(up) == %d", len(in.Targets)))
		check(err)
		if vector, ok := up.(promql.Vector); ok && len(vector) > 0 {
			break
		}
		if time.Now().After(deadline) {
			check(fmt.Errorf("no answer to a scrape of %v", in.Targets))
		}
	}
	answers := []answer{}
	for _, expr := range in.Queries {
		value, err := ask(expr)
		if err != nil {
			answers = append(answers, answer{Error: err.Error()})
			continue
		}
		result, err := json.Marshal(value)
		check(err)
		answers = append(answers, answer{Result: result})
	}
	check(json.NewEncoder(os.Stdout).Encode(answers))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
