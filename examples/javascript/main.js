// The basic example in plain JavaScript: the same table as ../basic.ts, the same YAML as ../basic.yaml.
const { App, Chart } = require('cdk8s');
const { AttributeType, DynamoDbApplication } = require('cdk8s-dynamodb-kro');

const app = new App({ outputFileExtension: '.yaml' });
const chart = new Chart(app, 'basic', { namespace: 'default' });

new DynamoDbApplication(chart, 'dynamodb-basic-example', {
  tables: [{
    tableName: 'users-table',
    region: 'us-east-1',
    partitionKey: { name: 'userId', type: AttributeType.STRING },
  }],
});

app.synth();
