import { definitionFile, definitionTemplate } from './definition';
import { parameterSchema } from './parameters';
import { PLURAL } from '../contract/names';
import { Field, keyOfItems } from '../contract/shape';
import { Trait, traitFields, traitType } from '../contract/traits';
import { Cue, cue, cueBody, cueFields, CueLiteral, cueLines } from '../print/cue';

export interface TraitDefinitionOptions {
  readonly apiGroup: string;
  /** Name of the ComponentDefinition. */
  readonly componentName: string;
}

/** The spec of a TraitDefinition as an object of the cluster. */
export function traitDefinition(trait: Trait, { apiGroup }: TraitDefinitionOptions) {
  return {
    appliesToWorkloads: [workload(apiGroup)],
    schematic: { cue: { template: definitionTemplate(template(trait)) } },
  };
}

/** The same definition as a file for `vela def vet` and `vela def apply`. */
export function traitDefinitionCue(trait: Trait, { apiGroup, componentName }: TraitDefinitionOptions): string {
  return definitionFile({
    name: traitType(trait, componentName),
    type: 'trait',
    description: trait.doc,
    attributes: [
      { label: 'appliesToWorkloads', value: cue`${[workload(apiGroup)]}` },
    ],
    template: template(trait),
  });
}

export function workload(apiGroup: string): string {
  return `${PLURAL}.${apiGroup}`;
}

// The patch is unified with what the component gives: a list gets more items, and what contradicts it is rejected by name.
function template(trait: Trait): Cue {
  const fields = traitFields(trait);
  const patch = [
    ...Object.entries(trait.sets).map(([label, value]) => cueFields([{ label, value: cue`${value as CueLiteral}` }])),
    ...fields.map(patchField),
  ];
  return cueLines([
    cueFields([{ label: 'patch', value: cue`spec: ${cueBody(cueLines(patch))}` }]),
    parameterSchema(fields),
    ...somethingGiven(trait),
  ]);
}

function patchField({ name, shape, required }: Field): Cue {
  const field = cueFields([{ label: name, value: new Cue(`parameter.${name}`), patchKey: keyOfItems(shape) }]);
  return required ? field : cue`if ${new Cue(`parameter.${name}`)} != _|_ ${cueBody(field)}`;
}

// A trait that neither sets nor asks for anything would silently do nothing where nothing is given.
function somethingGiven({ sets, required, optional }: Trait): Cue[] {
  return required.length + Object.keys(sets).length > 0 ? [] : [
    cueFields([{ label: 'errs', value: cue`[if len(parameter) == 0 {${`give one of ${optional.join(', ')}`}}]` }]),
  ];
}
