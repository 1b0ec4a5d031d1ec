import { App } from 'cdk8s';
import { basic } from './basic';
import { kroOnly } from './kro-only';
import { platform } from './platform';
import { production } from './production';
import { provisioned } from './provisioned';
import { withGsi } from './with-gsi';

/** All examples, each in a file of its own. */
const app = new App({ outputFileExtension: '.yaml' });
for (const example of [platform, basic, withGsi, provisioned, production, kroOnly]) {
  example(app);
}
app.synth();
