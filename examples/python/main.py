"""The basic example in Python: the same table as ../basic.ts, the same YAML as ../basic.yaml."""

from cdk8s import App, Chart
from cdk8s_dynamodb_kro import Attribute, AttributeType, DynamoDbApplication, TableProps

app = App(output_file_extension=".yaml")
chart = Chart(app, "basic", namespace="default")

DynamoDbApplication(
    chart,
    "dynamodb-basic-example",
    tables=[
        TableProps(
            table_name="users-table",
            region="us-east-1",
            partition_key=Attribute(name="userId", type=AttributeType.STRING),
        )
    ],
)

app.synth()
