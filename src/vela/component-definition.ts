import { definitionFile, definitionTemplate } from './definition';
import { CUSTOM_STATUS, HEALTH_POLICY } from './health';
import { parameterSchema } from './parameters';
import { ruleChecks } from './rules';
import { FIELDS } from '../contract/fields';
import { API_VERSION, KIND } from '../contract/names';
import { Rule } from '../contract/rules';
import { offeredFields } from '../contract/rules/connection-secrets';
import { SchemaDefaults, withDefaults } from '../contract/shape';
import { cue, Cue, cueBlock, cueFields, cueLines, cueStruct } from '../print/cue';

export interface ComponentDefinitionOptions {
  readonly apiGroup: string;
  /** Name of the definition: the `type` of a component in an Application. */
  readonly name: string;
  readonly defaults: SchemaDefaults;
  /** What this platform requires beyond DynamoDB's own rules. */
  readonly platformRules: readonly Rule[];
  /** Whether tables may have connection Secrets; they may without it. */
  readonly connectionSecrets?: boolean;
}

// Naming the kind instead would make KubeVela's webhook reject the definition until kro has made the CRD,
// which it does only after the ResourceGraphDefinition of the same `kubectl apply`.
const AUTODETECT = 'autodetects.core.oam.dev';

export const DESCRIPTION = 'DynamoDB table through kro and ACK';

/** The spec of the ComponentDefinition as an object of the cluster. */
export function componentDefinition(options: ComponentDefinitionOptions) {
  return {
    workload: { type: AUTODETECT },
    schematic: { cue: { template: definitionTemplate(template(options)) } },
    status: { healthPolicy: HEALTH_POLICY, customStatus: CUSTOM_STATUS },
  };
}

/** The same definition as a file for `vela def vet` and `vela def apply`. */
export function componentDefinitionCue(options: ComponentDefinitionOptions): string {
  return definitionFile({
    name: options.name,
    type: 'component',
    description: DESCRIPTION,
    attributes: [
      { label: 'workload', value: cueStruct([{ label: 'type', value: cue`${AUTODETECT}` }]) },
      { label: 'status', value: cueStruct([{ label: 'healthPolicy', value: cueBlock(HEALTH_POLICY) }, { label: 'customStatus', value: cueBlock(CUSTOM_STATUS) }]) },
    ],
    template: template(options),
  });
}

// All parameters are the spec, under the same names; what an Application leaves out, kro's schema fills in.
function template({ apiGroup, defaults, platformRules, connectionSecrets = true }: ComponentDefinitionOptions): Cue {
  return cueLines([
    cueFields([{
      label: 'output',
      value: cueStruct([
        { label: 'apiVersion', value: cue`${`${apiGroup}/${API_VERSION}`}` },
        { label: 'kind', value: cue`${KIND}` },
        { label: 'metadata', value: cue`name: context.name` },
        { label: 'spec', value: cue`parameter` },
      ]),
    }]),
    parameterSchema(withDefaults(offeredFields(FIELDS, connectionSecrets), defaults)),
    ruleChecks(platformRules),
  ]);
}
