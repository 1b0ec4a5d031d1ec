// The code of Argo CD and of kstatus that assesses objects and brings them into a cluster, as a command for the checks.
// Input and output are JSON.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

type input struct {
	// Entries of the ConfigMap argocd-cm.
	Settings map[string]string            `json:"settings"`
	Objects  []*unstructured.Unstructured `json:"objects"`
}

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func main() {
	commands := map[string]func(input) (any, error){"kstatus": kstatus, "health": health, "sync": sync}
	command, known := commands[strings.Join(os.Args[1:], " ")]
	if !known {
		fail(fmt.Errorf("usage: argo-cd kstatus | health | sync"))
	}
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fail(err)
	}
	out, err := command(in)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func kstatus(in input) (any, error) {
	return each(in.Objects, func(object *unstructured.Unstructured) (verdict, error) {
		result, err := status.Compute(object)
		if err != nil {
			return verdict{}, err
		}
		return verdict{string(result.Status), result.Message}, nil
	})
}

func health(in input) (any, error) {
	overrides := healthOverrides(in.Settings)
	return each(in.Objects, func(object *unstructured.Unstructured) (verdict, error) {
		result, err := resourceHealth(object, overrides)
		if err != nil || result == nil {
			return verdict{}, err
		}
		return verdict{string(result.Status), result.Message}, nil
	})
}

func each(objects []*unstructured.Unstructured, judge func(*unstructured.Unstructured) (verdict, error)) ([]verdict, error) {
	verdicts := []verdict{}
	for _, object := range objects {
		result, err := judge(object)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", object.GetKind(), object.GetName(), err)
		}
		verdicts = append(verdicts, result)
	}
	return verdicts, nil
}

const healthKey = "resource.customizations.health."

// As Argo CD reads its ConfigMap (util/settings, which would bring its whole server with it).
func healthOverrides(settings map[string]string) lua.ResourceHealthOverrides {
	overrides := lua.ResourceHealthOverrides{}
	for key, script := range settings {
		if kind, found := strings.CutPrefix(key, healthKey); found {
			overrides[strings.Replace(kind, "_", "/", 1)] = v1alpha1.ResourceOverride{HealthLua: script}
		}
	}
	return overrides
}
