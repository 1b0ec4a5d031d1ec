// Command cel evaluates expressions of the graph in kro's own CEL environment, for states that it reads as JSON, and tells what each costs.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/google/cel-go/cel"
	krocel "github.com/kubernetes-sigs/kro/pkg/cel"
	"github.com/kubernetes-sigs/kro/pkg/cel/conversion"
)

type input struct {
	Expressions map[string]string `json:"expressions"`
	// The names of variables that are lists of objects; all others are objects.
	Lists  []string         `json:"lists"`
	Names  []string         `json:"names"`
	States []map[string]any `json:"states"`
}

type result struct {
	Value any    `json:"value"`
	Cost  uint64 `json:"cost"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return err
	}
	env, err := krocel.DefaultEnvironment(krocel.WithResourceIDs(in.Names), krocel.WithListVariables(in.Lists))
	if err != nil {
		return err
	}
	programs := map[string]cel.Program{}
	for name, text := range in.Expressions {
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			return fmt.Errorf("%s: %w", name, issues.Err())
		}
		if programs[name], err = env.Program(ast, cel.EvalOptions(cel.OptTrackCost)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	results := []map[string]result{}
	for i, state := range in.States {
		of := map[string]result{}
		for name, program := range programs {
			value, details, err := program.Eval(integers(state))
			if err != nil {
				return fmt.Errorf("%s of state %d: %w", name, i, err)
			}
			native, err := conversion.GoNativeType(value)
			if err != nil {
				return fmt.Errorf("%s of state %d: %w", name, i, err)
			}
			of[name] = result{Value: native, Cost: *details.ActualCost()}
		}
		results = append(results, of)
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

// A number in an object of Kubernetes is an integer where it has no fraction; JSON knows none.
func integers(value any) any {
	switch typed := value.(type) {
	case float64:
		if typed == float64(int64(typed)) {
			return int64(typed)
		}
	case map[string]any:
		for key, item := range typed {
			typed[key] = integers(item)
		}
	case []any:
		for i, item := range typed {
			typed[i] = integers(item)
		}
	}
	return value
}
