// The validation plugin of cdk8s-cli, at a path that stays: `package: ./node_modules/cdk8s-dynamodb-kro/validation-plugin` in cdk8s.yaml.
module.exports = require('./lib/src/validation/plugin');
