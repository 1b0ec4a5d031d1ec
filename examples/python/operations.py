"""The operation of tables in Python: the same as ../operations.ts, the same YAML as ../operations.yaml. Prints the files of the platform."""

import json

from cdk8s import App, Chart
from cdk8s_dynamodb_kro import (
    AccessTraitOptions,
    AccountAlarms,
    AccountAlarmsProps,
    AlarmSettings,
    Attribute,
    AttributeType,
    ConnectionSecret,
    ControllerPolicy,
    DynamoDbApplication,
    DynamoDbKroComponent,
    DynamoDbTable,
    Monitoring,
    TableAlarms,
    TableDashboard,
    WorkloadRole,
)

TOPIC = "arn:aws:sns:us-east-1:123456789012:ops"

app = App(output_file_extension=".yaml")
chart = Chart(app, "operations", namespace="default")

orders = DynamoDbTable(
    chart,
    "orders",
    table_name="operated-orders",
    region="us-east-1",
    partition_key=Attribute(name="orderId", type=AttributeType.STRING),
)
customers = DynamoDbTable.from_table_name("customers", "us-east-1")

shop = DynamoDbApplication(chart, "operated-shop-app")
carts = shop.add_table(
    table_name="operated-carts",
    region="us-east-1",
    partition_key=Attribute(name="cartId", type=AttributeType.STRING),
    connection_secret=ConnectionSecret(name="operated-carts-table"),
)
shop.add_component(
    name="web",
    type="webservice",
    properties={"image": "registry.example.com/shop:1.0.0"},
)

role = WorkloadRole(
    chart,
    "role",
    account="123456789012",
    service_account_name="operated-shop",
    cluster_name="prod",
)
orders.grant_read_write_data(grantee=role)
customers.grant_read_data(grantee=role)
shop.grant_read_write_data(grantee=role)
role.add_to_policy(
    effect="Allow",
    actions=["sqs:SendMessage"],
    resources=["arn:aws:sqs:us-east-1:123456789012:orders"],
)

TableAlarms(
    chart,
    "alarms",
    tables=[orders, customers, carts],
    alarm_actions=[TOPIC],
    system_errors=AlarmSettings(threshold=5),
)
AccountAlarms(chart, "account-alarms", region="us-east-1", alarm_actions=[TOPIC])
TableDashboard(chart, "operated-shop", tables=[orders, customers, carts])

app.synth()

BOUNDARY = "arn:aws:iam::123456789012:policy/workloads"
component = DynamoDbKroComponent(
    Chart(App(), "platform"),
    "dynamodb",
    access_trait=AccessTraitOptions(
        account="123456789012",
        permissions_boundary=BOUNDARY,
        cluster_name="prod",
        path="/workloads/",
    ),
    monitoring=Monitoring.prometheus(namespace="monitoring"),
    account_alarms=[AccountAlarmsProps(region="eu-west-1")],
)
policy = ControllerPolicy.for_roles(
    account="123456789012", path="/workloads/", permissions_boundary=BOUNDARY
)
files = {
    "iam-controller-policy.json": policy.to_json(),
    **component.traits_to_cue(),
    **component.monitoring_files(),
}
print(json.dumps(files))
