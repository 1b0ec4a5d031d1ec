// Judges parameters as KubeVela does: the template, the parameters and the context are one file of CUE.
// Reads lines of JSON: first the template, then the parameters of one table a line. Answers each of these
// with a line of JSON: the errors, none if CUE takes it.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"cuelang.org/go/cue"
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
	err := value.Validate()
	if err == nil {
		// The output becomes an object of the cluster, so all of it must be there.
		err = value.LookupPath(cue.ParsePath("output")).Validate(cue.Concrete(true))
	}
	messages := []string{}
	for _, each := range errors.Errors(err) {
		messages = append(messages, each.Error())
	}
	return messages
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
