import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { appWithTable } from './app-with-table';
import { basic } from './basic';
import { environments } from './environments';
import { kroOnly } from './kro-only';
import { operations } from './operations';
import { plainApp } from './plain-app';
import { plainEnvironments } from './plain-environments';
import { platform } from './platform';
import { production } from './production';
import { provisioned } from './provisioned';
import { traits } from './traits';
import { traitsProvisioned } from './traits-provisioned';
import { withGsi } from './with-gsi';

// All examples, each chart in a file of its own.
const app = new App({ outputFileExtension: '.yaml' });
const dynamodb = platform(app);
basic(app);
withGsi(app);
provisioned(app);
production(app);
traits(app);
traitsProvisioned(app);
kroOnly(app);
appWithTable(app);
environments(app);
operations(app);
plainApp(app);
plainEnvironments(app);
app.synth();

// The definitions of KubeVela's once more, for `vela def vet` and `vela def apply`.
for (const [name, text] of Object.entries({ 'aws-dynamodb-kro': dynamodb.toCue(), ...dynamodb.traitsToCue() })) {
  writeFileSync(join(app.outdir, `${name}.cue`), text);
}
