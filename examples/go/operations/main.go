// The operation of tables in Go: the same as ../../operations.ts, the same YAML as ../../operations.yaml. Prints the files of the platform.
package main

import (
	"encoding/json"
	"fmt"

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
	shop := dynamodbkro.NewDynamoDbApplication(chart, jsii.String("operated-shop-app"), nil)
	carts := shop.AddTable(&dynamodbkro.TableProps{
		TableName:        jsii.String("operated-carts"),
		Region:           jsii.String("us-east-1"),
		PartitionKey:     &dynamodbkro.Attribute{Name: jsii.String("cartId"), Type: dynamodbkro.AttributeType_STRING},
		ConnectionSecret: &dynamodbkro.ConnectionSecret{Name: jsii.String("operated-carts-table")},
	})
	shop.AddComponent(&dynamodbkro.ApplicationComponent{
		Name:       jsii.String("web"),
		Type:       jsii.String("webservice"),
		Properties: &map[string]interface{}{"image": "registry.example.com/shop:1.0.0"},
	})
	tables := &[]dynamodbkro.IDynamoDbTable{orders, customers, carts}

	role := dynamodbkro.NewWorkloadRole(chart, jsii.String("role"), &dynamodbkro.WorkloadRoleProps{
		Account:            jsii.String("123456789012"),
		ServiceAccountName: jsii.String("operated-shop"),
		ClusterName:        jsii.String("prod"),
	})
	orders.GrantReadWriteData(&dynamodbkro.GrantOptions{Grantee: role})
	customers.GrantReadData(&dynamodbkro.GrantOptions{Grantee: role})
	shop.GrantReadWriteData(&dynamodbkro.ApplicationGrantOptions{Grantee: role})
	role.AddToPolicy(&dynamodbkro.PolicyStatement{
		Effect:    jsii.String("Allow"),
		Actions:   jsii.Strings("sqs:SendMessage"),
		Resources: jsii.Strings("arn:aws:sqs:us-east-1:123456789012:orders"),
	})

	dynamodbkro.NewTableAlarms(chart, jsii.String("alarms"), &dynamodbkro.TableAlarmsProps{
		Tables:       tables,
		AlarmActions: topic,
		SystemErrors: &dynamodbkro.AlarmSettings{Threshold: jsii.Number(5)},
	})
	dynamodbkro.NewAccountAlarms(chart, jsii.String("account-alarms"), &dynamodbkro.AccountAlarmsProps{Region: jsii.String("us-east-1"), AlarmActions: topic})
	dynamodbkro.NewTableDashboard(chart, jsii.String("operated-shop"), &dynamodbkro.TableDashboardProps{Tables: tables})

	app.Synth()
	printPlatformFiles()
}

func printPlatformFiles() {
	account, path := jsii.String("123456789012"), jsii.String("/workloads/")
	boundary := jsii.String("arn:aws:iam::123456789012:policy/workloads")
	component := dynamodbkro.NewDynamoDbKroComponent(cdk8s.NewChart(cdk8s.NewApp(nil), jsii.String("platform"), nil), jsii.String("dynamodb"), &dynamodbkro.DynamoDbKroComponentProps{
		AccessTrait:   &dynamodbkro.AccessTraitOptions{Account: account, PermissionsBoundary: boundary, ClusterName: jsii.String("prod"), Path: path},
		Monitoring:    dynamodbkro.Monitoring_Prometheus(&dynamodbkro.PrometheusOptions{Namespace: jsii.String("monitoring")}),
		AccountAlarms: &[]*dynamodbkro.AccountAlarmsProps{{Region: jsii.String("eu-west-1")}},
	})
	policy := dynamodbkro.ControllerPolicy_ForRoles(&dynamodbkro.ControllerPolicyRolesProps{Account: account, Path: path, PermissionsBoundary: boundary})
	files := map[string]*string{"iam-controller-policy.json": policy.ToJson()}
	for _, more := range []*map[string]*string{component.TraitsToCue(), component.MonitoringFiles()} {
		for name, text := range *more {
			files[name] = text
		}
	}
	printed, err := json.Marshal(files)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(printed))
}
