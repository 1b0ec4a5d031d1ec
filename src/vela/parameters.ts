import { Field, ListShape, objectTypes, Shape, StringShape } from '../contract/shape';
import { cue, Cue, cueEither, CueField, cueFields, cueStruct } from '../print/cue';

/**
 * Fields of the contract as CUE: a definition for each object type, then `parameter`, closed so that no misspelt name gets lost.
 *
 * `vela show` finds `+immutable` here. The webhook of KubeVela 1.11 enforces it only in a struct literal `parameter: {…}`, and this is
 * none: it compares lists in their order, and the order of local indexes is no change. The admission policy rejects what is one.
 */
export function parameterSchema(fields: readonly Field[]): Cue {
  return cueFields([
    ...objectTypes(fields).map((type) => ({ label: `#${type.name}`, value: cueStruct(type.fields.map(printField)) })),
    { label: '#Parameter', value: cueStruct(fields.map(printField)) },
    { label: 'parameter', value: cue`#Parameter` },
  ]);
}

function printField(field: Field): CueField {
  return {
    label: field.name,
    optional: !field.required && field.default === undefined,
    usage: field.doc,
    immutable: field.immutable,
    value: printShape(field.shape, field.default),
  };
}

function printShape(shape: Shape, byDefault?: string | boolean): Cue {
  switch (shape.kind) {
    case 'boolean': return byDefault === undefined ? cue`bool` : cue`*${byDefault} | bool`;
    case 'integer': return printInteger(shape.minimum, shape.maximum);
    case 'string': return printString(shape, byDefault);
    case 'object': return new Cue(`#${shape.name}`);
    case 'list': return printList(shape);
  }
}

function printInteger(minimum?: number, maximum?: number): Cue {
  return both(cue`int`, [
    minimum === undefined ? undefined : cue`>=${minimum}`,
    maximum === undefined ? undefined : cue`<=${maximum}`,
  ]);
}

function printString({ enum: values, pattern, minLength, maxLength }: StringShape, byDefault?: string | boolean): Cue {
  if (values) {
    const either = cueEither(values.map((value) => cue`${value}`), byDefault === undefined ? undefined : cue`${byDefault}`);
    // A bare N is false in YAML: let through here, so that the rule can say what to do about it.
    return values.includes('N') ? cue`${either} | false` : either;
  }
  if (pattern !== undefined) {
    return cue`string & =~${pattern}`;
  }
  return both(cue`string`, [
    minLength === undefined ? undefined : cue`strings.MinRunes(${minLength})`,
    maxLength === undefined ? undefined : cue`strings.MaxRunes(${maxLength})`,
  ]);
}

// The first items are spelt out: with list.MinItems the empty list, CUE's default of an open list, is an error
// that `vela show` prints as the type.
function printList({ of, minItems = 0, maxItems }: ListShape): Cue {
  const item = printShape(of);
  const first = new Cue(`${item.text}, `.repeat(minItems));
  return both(cue`[${first}...${item}]`, [maxItems === undefined ? undefined : cue`list.MaxItems(${maxItems})`]);
}

function both(type: Cue, constraints: ReadonlyArray<Cue | undefined>): Cue {
  return constraints.reduce<Cue>((sum, constraint) => (constraint ? cue`${sum} & ${constraint}` : sum), type);
}
