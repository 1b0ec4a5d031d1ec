import { sharedIn } from './environments';
import { hasTables } from './nearly-ours';
import { Platform } from './platform';
import { providerConfigsIn } from './provider-configs';
import { connectionSecretsIn } from './secret-keys';
import { serviceAccountsIn } from './service-accounts';
import type { ValidationContext } from './tables';
import { Json } from '../contract/json';
import { DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';

/** What each object is validated with: the platform, and what the objects of all files say about each other. */
export function knownIn(objects: readonly Json[], platform: Platform): Pick<ValidationContext, 'platform' | 'shared' | 'tables' | 'secrets' | 'serviceAccounts'> {
  const { names: { componentName = DEFAULT_COMPONENT_NAME }, providers } = platform;
  const shared = sharedIn(objects);
  return {
    platform: { ...platform, providers: providerConfigsIn(objects, providers) },
    shared,
    tables: objects.filter((object) => object.kind === KIND || hasTables(object, componentName)),
    secrets: connectionSecretsIn(objects, componentName, shared),
    serviceAccounts: serviceAccountsIn(objects, shared, componentName),
  };
}
