/** Writes the platform resources of the examples as a KubeVela add-on, for `vela addon enable dist/addons/aws-dynamodb-kro`. */
import { App } from 'cdk8s';
import { platform } from '../examples/platform';

console.log(`Written to ${platform(new App()).writeAddon('dist/addons')}`);
