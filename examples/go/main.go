// The basic example in Go: the same table as ../basic.ts, the same YAML as ../basic.yaml.
package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro-go/dynamodbkro"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(&cdk8s.AppProps{OutputFileExtension: jsii.String(".yaml")})
	chart := cdk8s.NewChart(app, jsii.String("basic"), &cdk8s.ChartProps{Namespace: jsii.String("default")})

	dynamodbkro.NewDynamoDbApplication(chart, jsii.String("dynamodb-basic-example"), &dynamodbkro.DynamoDbApplicationProps{
		Tables: &[]*dynamodbkro.TableProps{{
			TableName: jsii.String("users-table"),
			Region:    jsii.String("us-east-1"),
			PartitionKey: &dynamodbkro.Attribute{
				Name: jsii.String("userId"),
				Type: dynamodbkro.AttributeType_STRING,
			},
		}},
	})

	app.Synth()
}
