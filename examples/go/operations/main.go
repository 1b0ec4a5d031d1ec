// The operation of a table in Go: the same as ../../operations.ts, the same YAML as ../../operations.yaml.
package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro-go/dynamodbkro"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(&cdk8s.AppProps{OutputFileExtension: jsii.String(".yaml")})
	chart := cdk8s.NewChart(app, jsii.String("operations"), &cdk8s.ChartProps{Namespace: jsii.String("default")})
	topic := jsii.Strings("arn:aws:sns:us-east-1:123456789012:ops")

	orders := dynamodbkro.NewDynamoDbTable(chart, jsii.String("orders"), &dynamodbkro.DynamoDbTableProps{
		TableName:    jsii.String("operated-orders"),
		Region:       jsii.String("us-east-1"),
		PartitionKey: &dynamodbkro.Attribute{Name: jsii.String("orderId"), Type: dynamodbkro.AttributeType_STRING},
	})
	customers := dynamodbkro.DynamoDbTable_FromTableName(jsii.String("customers"), jsii.String("us-east-1"))
	tables := &[]dynamodbkro.IDynamoDbTable{orders, customers}

	role := dynamodbkro.NewWorkloadRole(chart, jsii.String("role"), &dynamodbkro.WorkloadRoleProps{
		Account:            jsii.String("123456789012"),
		ServiceAccountName: jsii.String("operated-shop"),
		ClusterName:        jsii.String("prod"),
	})
	orders.GrantReadWriteData(&dynamodbkro.GrantOptions{Grantee: role})
	customers.GrantReadData(&dynamodbkro.GrantOptions{Grantee: role})

	dynamodbkro.NewTableAlarms(chart, jsii.String("alarms"), &dynamodbkro.TableAlarmsProps{
		Tables:       tables,
		AlarmActions: topic,
		SystemErrors: &dynamodbkro.AlarmSettings{Threshold: jsii.Number(5)},
	})
	dynamodbkro.NewAccountAlarms(chart, jsii.String("account-alarms"), &dynamodbkro.AccountAlarmsProps{Region: jsii.String("us-east-1"), AlarmActions: topic})
	dynamodbkro.NewTableDashboard(chart, jsii.String("operated-shop"), &dynamodbkro.TableDashboardProps{Tables: tables})

	app.Synth()
}
