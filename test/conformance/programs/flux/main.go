// How Flux assesses objects by `spec.healthCheckExprs` of a Kustomization, as a command for the checks. Input and output are JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

type input struct {
	HealthChecks []kustomize.CustomHealthCheck `json:"healthChecks"`
	Objects      []*unstructured.Unstructured  `json:"objects"`
}

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fail(err)
	}
	evaluators := map[schema.GroupKind]*cel.StatusEvaluator{}
	for _, check := range in.HealthChecks {
		evaluator, err := cel.NewStatusEvaluator(&check.HealthCheckExpressions)
		if err != nil {
			fail(err)
		}
		evaluators[schema.FromAPIVersionAndKind(check.APIVersion, check.Kind).GroupKind()] = evaluator
	}
	verdicts := []verdict{}
	for _, object := range in.Objects {
		evaluator, found := evaluators[object.GroupVersionKind().GroupKind()]
		if !found {
			verdicts = append(verdicts, verdict{})
			continue
		}
		result, err := evaluator.Evaluate(context.Background(), object)
		if err != nil {
			// Flux shows it, and waits.
			verdicts = append(verdicts, verdict{"Unknown", err.Error()})
			continue
		}
		verdicts = append(verdicts, verdict{string(result.Status), result.Message})
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
