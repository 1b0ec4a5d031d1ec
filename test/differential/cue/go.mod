module cdk8s-dynamodb-kro/test/differential/cue

go 1.23

// The version that KubeVela 1.10.9 is built with.
require cuelang.org/go v0.9.2

require (
	github.com/cockroachdb/apd/v3 v3.2.1 // indirect
	github.com/google/uuid v1.6.0 // indirect
	golang.org/x/net v0.25.0 // indirect
	golang.org/x/text v0.15.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
