/** npx projen released: keeps the ResourceGraphDefinition of a release, against which the next one is held. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { DynamoDbKroComponent } from '../src';

const { resourceGraph } = new DynamoDbKroComponent(new Chart(Testing.app(), 'platform'), 'dynamodb');
writeFileSync(
  join(__dirname, '../test/upgrade/released.yaml'),
  `# The ResourceGraphDefinition of the last release. Written by \`npx projen released\`, which belongs to a release.\n${Yaml.stringify(resourceGraph!.toJson())}`,
);
