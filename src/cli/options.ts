import { CommandOption } from './command';

/** The options that several commands have: named as kubectl and Flux name theirs, and of one meaning everywhere. */

/** The format of what is printed. */
export function outputOption<const F extends readonly string[]>(formats: F) {
  return { type: 'string', short: 'o', formerly: 'format', choices: formats, default: formats[0] as string, doc: 'output format' } as const satisfies CommandOption;
}

export const FILENAME = {
  type: 'string', short: 'f', multiple: true, placeholder: 'FILE', doc: 'file, folder or pattern to read, like an argument; can be repeated',
} as const satisfies CommandOption;

export const API_GROUP = {
  type: 'string', placeholder: 'GROUP', problem: (value) => value.includes('/') ? `is no API group. Give the group alone: ${value.split('/')[0] || 'kro.run'}` : undefined, doc: 'API group of DynamoDBTable (default that of the platform resources, or kro.run)',
} as const satisfies CommandOption;

export const COMPONENT_NAME = {
  type: 'string', placeholder: 'NAME', doc: 'name of the ComponentDefinition (default that of the platform resources, or aws-dynamodb-kro)',
} as const satisfies CommandOption;

export const PLATFORM = {
  type: 'string', placeholder: 'FILE', doc: 'the platform resources, with the names, defaults and required tags of the cluster; without it, those among the files',
} as const satisfies CommandOption;

export const KUBECONFIG = { type: 'string', placeholder: 'FILE', doc: 'kubeconfig file (default that of kubectl)' } as const satisfies CommandOption;

export const CONTEXT = { type: 'string', placeholder: 'NAME', doc: 'context in the kubeconfig (default the current one)' } as const satisfies CommandOption;

export const NAMESPACE = { type: 'string', short: 'n', placeholder: 'NAME', doc: 'look at the tables of this namespace only (default all namespaces)' } as const satisfies CommandOption;

export const ALL_NAMESPACES = { type: 'boolean', short: 'A', doc: 'look at the tables of all namespaces, which is the default' } as const satisfies CommandOption;
