import { cue, Cue, CueField, cueFields, cueLines, cueStruct } from '../print/cue';

/** A definition of KubeVela's, as a file of CUE holds it. */
export interface DefinitionFile {
  readonly name: string;
  readonly type: 'component' | 'trait';
  readonly description: string;
  readonly attributes: readonly CueField[];
  readonly template: Cue;
}

/** The text for `vela def vet` and `vela def apply`. */
export function definitionFile({ name, type, description, attributes, template }: DefinitionFile): string {
  const header = cueStruct([
    { label: 'type', value: cue`${type}` },
    { label: 'description', value: cue`${description}` },
    { label: 'annotations', value: cue`{}` },
    { label: 'labels', value: cue`{}` },
    { label: 'attributes', value: cueStruct(attributes) },
  ]);
  return withImports(template, cueFields([
    { label: name, value: header },
    { label: 'template', value: cue`{\n${template}\n}` },
  ]));
}

/** The template as an object of the cluster holds it. */
export function definitionTemplate(template: Cue): string {
  return withImports(template, template);
}

const PACKAGES = ['crypto/sha256', 'encoding/hex', 'encoding/json', 'list', 'strings'];

// CUE takes a package that is not used for an error, as Go does.
function withImports({ text }: Cue, content: Cue): string {
  const used = PACKAGES.filter((path) => new RegExp(`\\b${path.split('/').pop()}\\.[A-Z]`).test(text));
  return `${cueLines([...used.map((path) => cue`import ${path}`), content]).text}\n`;
}
