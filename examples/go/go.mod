// `go mod tidy` adds what these need in turn, and go.sum.
module example

go 1.25.0

require (
	github.com/aws/jsii-runtime-go v1.140.0
	// The version that you want: v0.0.0 stands for the one that this repository builds.
	github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro-go/dynamodbkro v0.0.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.70.0
)
