"""The operation of a table in Python: the same as ../operations.ts, the same YAML as ../operations.yaml."""

from cdk8s import App, Chart
from cdk8s_dynamodb_kro import (
    AccountAlarms,
    AlarmSettings,
    Attribute,
    AttributeType,
    DynamoDbTable,
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

role = WorkloadRole(
    chart,
    "role",
    account="123456789012",
    service_account_name="operated-shop",
    cluster_name="prod",
)
orders.grant_read_write_data(grantee=role)
customers.grant_read_data(grantee=role)

TableAlarms(
    chart,
    "alarms",
    tables=[orders, customers],
    alarm_actions=[TOPIC],
    system_errors=AlarmSettings(threshold=5),
)
AccountAlarms(chart, "account-alarms", region="us-east-1", alarm_actions=[TOPIC])
TableDashboard(chart, "operated-shop", tables=[orders, customers])

app.synth()
