import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { basic } from './basic';
import { kroOnly } from './kro-only';
import { platform } from './platform';
import { production } from './production';
import { provisioned } from './provisioned';
import { withGsi } from './with-gsi';

// All examples, each chart in a file of its own.
const app = new App({ outputFileExtension: '.yaml' });
const dynamodb = platform(app);
basic(app);
withGsi(app);
provisioned(app);
production(app);
kroOnly(app);
app.synth();

// The ComponentDefinition once more, for `vela def vet` and `vela def apply`.
writeFileSync(join(app.outdir, 'aws-dynamodb-kro.cue'), dynamodb.toCue());
