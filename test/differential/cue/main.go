// Judges parameters as KubeVela does: the template, the parameters and the context are one file of CUE.
// Reads lines of JSON: first the template, then the parameters of one table a line. Answers each of these
// with a line of JSON: the errors, none if CUE takes it.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
)

const context = "\ncontext: {name: \"orders\"}\n"

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	answers := json.NewEncoder(os.Stdout)
	template := ""
	for first := true; lines.Scan(); first = false {
		if first {
			must(json.Unmarshal(lines.Bytes(), &template))
			continue
		}
		must(answers.Encode(judge(template, lines.Text())))
	}
	must(lines.Err())
}

func judge(template string, parameters string) []string {
	value := cuecontext.New().CompileString(template + "\nparameter: " + parameters + context)
	messages := []string{}
	for _, err := range errors.Errors(value.Validate()) {
		messages = append(messages, err.Error())
		if os.Getenv("DETAILS") != "" {
			messages = append(messages, errors.Details(err, nil))
		}
	}
	return messages
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
