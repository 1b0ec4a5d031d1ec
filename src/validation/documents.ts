import { rolesTooLong, ServiceAccountUse, serviceAccountsOf, validateAccess, validateAddedAccess, validateCreated, validateSharedAccess } from './access';
import { validateAckAnnotations } from './ack-annotations';
import { definitionOf } from './definition-of';
import { COMPONENT, innerIsMisnamed, isTableField, OF_SPEC, OUT_OF_COMPONENTS, TABLE_OBJECT, TRAIT, validateEnvelope } from './envelope';
import { Environment, environmentsOf, LOCAL, Place, Shared, sharedIn, workflowOf } from './environments';
import { certainWith, Inputs, inputsOf, UnknownValues, withUnknownValues } from './inputs';
import { validatePodTrait } from './kubevela-traits';
import { BUILD_FIRST } from './kustomize';
import { LocatedViolation, printPath } from './located';
import { OBJECT_NAME, validateMetadata } from './metadata';
import { isOam } from './nearly-ours';
import { nullsIn, withoutNulls } from './nulls';
import { labelOf, WITH_EXPRESSIONS } from './objects';
import { Origins, Path } from './origins';
import { isUnknownOutput, validateStatusOutputs } from './outputs';
import { validatePatchTrait } from './patch-traits';
import { namespaceOf, placesOf } from './places';
import { ANY_PLATFORM, Platform, withPlatformDefaults } from './platform';
import { PlatformNames } from './platform-names';
import { validateTraitType } from './unknown-traits';
import { rulesOf, validateTable } from './validate-table';
import { validateApart, wayOutOfTraits } from '../contract/component-apart';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { validateProviderOf } from '../contract/provider-config';
import { TableSpec } from '../contract/table-spec';
import { joinTable } from '../contract/trait-parts';
import { Trait, traitOfType, traitShape } from '../contract/traits';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { member, nameOf, show, Violation } from '../contract/violation';

export { objectsIn } from './objects';

/** A table as an object of the cluster declares it, in one environment. */
export interface Declaration {
  /** Kind, namespace and name of the object, and the component where it is an Application. */
  readonly resource: string;
  /** Where the spec of the table stands in the object: `spec`, or `spec.components[0].properties`. */
  readonly path: string;
  /** The namespace of the object; undefined where it says none. */
  readonly namespace?: string;
  /** The name of the DynamoDBTable: that of the object, or of the component, after which KubeVela names what it makes. */
  readonly name: string;
  /** Where this name stands in the object. */
  readonly placeOfName: Path;
  /** The object itself. */
  readonly object: Json;
  /** The Application, where the table is a component of one. */
  readonly application?: Json;
  /** The component as it is deployed, with what policies override. */
  readonly component?: Json;
  /** Where the table is deployed to, each environment in which it is the same; empty where that is not known. */
  readonly places: readonly Place[];
  /** The ServiceAccounts that the trait `access` gives access to it, each with its path in the object. */
  readonly serviceAccounts: readonly ServiceAccountUse[];
  /** The whole table, with override policies and the traits of the component; an empty object where there is none. */
  readonly spec: TableSpec;
  /** The path in the object of a property of the spec. */
  locate(property: string): Path;
  /** All that is wrong with it, on this platform if one is known. */
  validate(platform?: Platform): LocatedViolation[];
}

/**
 * Every table that these objects declare.
 * @param shared policies and workflows that are objects of their own
 */
export function declarationsIn(objects: readonly Json[], names: PlatformNames = {}, shared = sharedIn(objects)): Declaration[] {
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME, traitTypes } = names;
  const traits = traitTypes && new Set(traitTypes);
  return objects.flatMap((object) => {
    if (object.kind === KIND && object.apiVersion === `${apiGroup}/${API_VERSION}`) {
      return [tableDeclaration(object, shared)];
    }
    return object.kind === 'Application' && isOam(object) ? componentDeclarations(object, { componentName, traits, shared }) : [];
  });
}

/** A part of a table that kustomize puts together with the rest says so. */
function patchIn(object: Json): LocatedViolation[] {
  const at = [[], ['spec']].find((path) => PATCH in objectOf(path.length === 0 ? object : object.spec));
  return at === undefined ? [] : [{
    code: 'NotRendered',
    property: printPath([...at, PATCH]),
    problem: 'is a directive of Kustomize, so this is a patch and not a table',
    fix: BUILD_FIRST,
    at: [...at, PATCH],
  }];
}

const PATCH = '$patch';
const KRO = 'kro';

function hasText(value: unknown, is: (text: string) => boolean, within: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && is(value);
  }
  // An alias of YAML can put a value into itself.
  return !within.includes(value) && Object.values(value).some((each) => hasText(each, is, [...within, value]));
}

function tableDeclaration(object: Json, shared: Shared): Declaration {
  const origins = new Origins(object);
  // The line with spec may be forgotten.
  const isMoved = object.spec === undefined && Object.keys(object).some(isTableField);
  const base = isMoved ? [] : ['spec'];
  const beside = () => origins.merged(Object.fromEntries(Object.entries(object).filter(([name]) => isTableField(name))), object);
  const spec = withoutNulls(isMoved ? beside() : objectOf(object.spec), origins);
  const wrongSpec = notAnObject(object.spec, 'spec', ['spec']);
  const isExpression = (value: unknown): boolean => WITH_EXPRESSIONS in object && hasText(value, (text) => text.includes('${'));
  const unknown = { fields: new Map(Object.entries(spec).filter(([, value]) => isExpression(value)).map(([name]) => [name, KRO])), anyField: false };
  const patch = patchIn(object);
  const places = [{ cluster: LOCAL, ...namespaceOf(object) }];
  const found = (platform: Platform): Violation[] => [...validateTable(spec, platform), ...validateProvider(spec, platform, places)];
  const wrongFields = validateEnvelope(object, TABLE_OBJECT)
    .map((violation) => ({ ...violation, at: origins.locate(object, violation.property, []) }));
  return {
    resource: labelOf(object),
    path: 'spec',
    ...placeOf(object),
    placeOfName: ['metadata', 'name'],
    object,
    places: placesOf(object, shared),
    serviceAccounts: [],
    spec,
    locate: (property) => origins.locate(spec, property, base),
    validate: (platform = ANY_PLATFORM) => patch.length > 0 ? patch : [
      ...validateMetadata(object.metadata).filter(({ value }) => !isExpression(value)),
      ...annotationsOf(object),
      ...wrongFields,
      ...wrongSpec,
      ...wrongSpec.length > 0 || (!isMoved && innerIsMisnamed(object, TABLE_OBJECT)) ? []
        : certainWith(found(platform), spec, unknown, rulesOf(platform)).filter(notMoved(wrongFields)).map(maybePatch(spec))
          .map((violation) => ({ ...violation, at: origins.locate(spec, violation.property, base) })),
    ],
  };
}

/** What has some of a table, and neither its name nor its key, may be a patch. */
function maybePatch(spec: TableSpec): (violation: Violation) => Violation {
  const isPart = Object.keys(spec).length > 0 && !('keySchema' in spec);
  return (violation) => isPart && violation.property === 'tableName' && violation.code === 'Required'
    ? { ...violation, fix: `${violation.fix} If this is a patch: ${BUILD_FIRST}` } : violation;
}

interface ApplicationContext {
  readonly componentName: string;
  /** Types of traits that the platform has, if that is known. */
  readonly traits?: ReadonlySet<string>;
  readonly shared: Shared;
}

function componentDeclarations(application: Json, context: ApplicationContext): Declaration[] {
  const origins = new Origins(application);
  const written = listOf(objectOf(application.spec).components);
  const environments = environmentsOf(application, context.shared, origins);
  const isUnknown = isUnknownOutput(environments, workflowOf(application, context.shared));
  let found: ReturnType<typeof rolesTooLong> | undefined;
  const tooLong = (platform: Platform) => found ??= rolesTooLong(written.map(objectOf), context.componentName, platform);
  return deployedIn(environments, context).map(({ component, step, places, isUnknown: anyField }): Declaration => {
    const own = written.indexOf(component);
    const index = own >= 0 ? own : written.findIndex((each) => objectOf(each).name === component.name);
    const overridden = step !== undefined && !written.includes(component);
    const base: Path = index < 0 ? [...origins.locate(component.properties, '', ['spec', 'policies'])].slice(0, -1) : ['spec', 'components', index];
    const inputs = inputsOf(component, (i) => traitOfType(definitionOf(objectOf(listOf(component.traits)[i])), context.componentName), isUnknown);
    const unknown: UnknownValues = { fields: inputs.fields, anyField };
    const joined = joinComponent(origins.merged(component, objectOf(written[index])), base, { ...context, application, places }, origins, inputs);
    const label = [labelOf(application), component.name && nameOf(component.name), overridden ? `(${step})` : undefined].filter((part) => part !== undefined && part !== '').join(' ');
    const changed = ['tableName', 'region'].filter((field) => inputs.fields.has(field)
      || objectOf(component.properties)[field] !== objectOf(objectOf(written[index]).properties)[field]);
    const inTable = (property: string): Path => origins.locate(joined.spec, property, [...base, 'properties']);
    return {
      resource: label,
      path: printPath([...base, 'properties']),
      ...placeOf(application),
      name: nameOf(component.name ?? ''),
      placeOfName: [...base, 'name'],
      object: application,
      application,
      component,
      places,
      serviceAccounts: serviceAccountsOf(component, context.componentName)
        .map((use) => ({ ...use, at: origins.locate(component, use.property, base) })),
      spec: joined.spec,
      locate: inTable,
      validate: (platform = ANY_PLATFORM) => [
        ...validateMetadata(application.metadata),
        ...annotationsOf(application),
        ...validateRequired('name', component.name ?? undefined, OBJECT_NAME).map((violation) => ({ ...violation, at: [...base, 'name'] })),
        ...joined.violations(unknown, platform),
        ...[
          ...validateCreated(written.map(objectOf), index, context.componentName),
          ...validateAddedAccess(component, index < 0 ? undefined : objectOf(written[index]), context.componentName),
          ...tooLong(platform).flatMap(([first, violation]) => (first === index ? [violation] : [])),
        ].map(asWritten(component, base, origins)),
        ...validateSharedAccess(written.map(objectOf), index, context.componentName, joined.spec, changed)
          .map((violation) => ({ ...violation, at: inTable(violation.property) })),
      ],
    };
  });
}

interface DeployedComponent extends Pick<Environment, 'step' | 'isUnknown'> {
  readonly component: Json;
  readonly places: Place[];
}

/** The tables among the components, each once: what no policy changes is the same in every environment. */
function deployedIn(environments: readonly Environment[], { componentName }: ApplicationContext): DeployedComponent[] {
  const deployed = new Map<Json, DeployedComponent>();
  // Where one environment is known, the component is validated as it is there.
  const known = environments.filter(({ isUnknown }) => !isUnknown);
  for (const { components, places = [], ...environment } of [...known, ...environments.filter(({ isUnknown }) => isUnknown)]) {
    for (const component of components.filter((each) => definitionOf(each) === componentName)) {
      const same = deployed.get(component);
      if (same === undefined) {
        deployed.set(component, { component, ...environment, places: [...places] });
      } else {
        same.places.push(...places);
      }
    }
  }
  return [...deployed.values()];
}

/** The lists of a component, and what is in them. */
const LISTS: Readonly<Record<string, string>> = {
  traits: 'traits, each with type and properties',
  inputs: 'inputs, each with from and parameterKey',
  outputs: 'outputs, each with name and valueFrom',
  dependsOn: 'names of components',
};

const APART = ' in the component without its traits, which KubeVela validates first';

interface JoinedComponent {
  readonly spec: TableSpec;
  violations(unknown: UnknownValues, platform: Platform): LocatedViolation[];
}

interface DeclaredContext extends ApplicationContext {
  readonly application: Json;
  readonly places: readonly Place[];
}

/** The table that KubeVela makes of a component and its traits. */
function joinComponent(
  component: Json, base: Path, context: DeclaredContext, origins: Origins, inputs: Inputs,
): JoinedComponent {
  const { application, componentName, traits: known, places } = context;
  const policyAt = ([, list, i]: Path): string => list === 'policies' ? ` ${String(objectOf(listOf(objectOf(application.spec).policies)[Number(i)]).name)}` : '';
  const { properties, traits } = component;
  const own = [...base, 'properties'];
  const wrongLists = Object.entries(LISTS).flatMap(([name, of]): Violation[] => {
    const value = component[name];
    return value === undefined || value === null || Array.isArray(value) ? [] : [{ code: 'InvalidType', property: name, value, problem: 'is not a list', fix: `Give a list of ${of}.` }];
  });
  const attached = listOf(traits).flatMap((each, i) => isObject(each) ? [{ each, path: `traits[${i}]` }] : []);
  const ours = attached.flatMap(({ each, path }) => {
    const trait = traitOfType(definitionOf(each), componentName);
    const { properties: given = {} } = each;
    return trait === undefined ? [] : [{
      trait,
      properties: objectOf(given),
      violations: [
        ...validateEnvelope(each, TRAIT, path),
        // What comes from an input is not missing.
        ...innerIsMisnamed(each, TRAIT) ? [] : validateValue(`${path}.properties`, given, traitShape(trait)).filter(({ property }) => !inputs.ofTraits.has(property)),
        ...nothingIn(each, path, trait, inputs),
      ],
    }];
  });
  // A violation of a trait by itself is reported for the trait, and not again for the table.
  const sound = ours.filter((each) => each.violations.length === 0);
  const given = withoutNulls(objectOf(properties), origins);
  const { spec, violations: conflicts } = sound.length === 0 ? { spec: given, violations: [] }
    : joinTable({ properties: given, traits: sound }, componentName);
  if (sound.length > 0) {
    origins.merged(spec, ...sound.map((part) => part.properties), given);
  }
  const inComponent = asWritten(component, base, origins);
  const inTable = ({ because, against, ...violation }: Violation): LocatedViolation => {
    const { code, property, problem } = violation;
    const [at, reason, other] = [property, because ?? property, against ?? property].map((each) => origins.locate(spec, each, own));
    const isOfPolicy = (path: Path): boolean => !printPath(path).startsWith(printPath(base));
    if (against !== undefined && isOfPolicy(other) && !isOfPolicy(at)) {
      return {
        ...violation,
        problem: `is given, and the policy${policyAt(other)} sets ${against} to ${show(spec[against])}`,
        fix: `Leave ${property} out of the component, since no policy removes a value, and give it in the policies of the environments that have it.`,
        at: other,
      };
    }
    if (code === 'TraitConflict' && isOfPolicy(at)) {
      return { ...violation, fix: `In the policy, give traits: [{type: ${problem.split(' ').pop()}, disable: true}] instead.`, at };
    }
    if (code !== 'TraitConflict' && at[base.length] === 'traits') {
      // KubeVela validates the component alone first, where no key uses it.
      const fix = violation.fix.replace('Define it there.', 'Define it in attributeDefinitions of this trait.');
      return { ...violation, property: printPath(at.slice(base.length)), fix, at };
    }
    // What is missing is missing where a policy or a trait wants it.
    return { ...violation, at: printPath(reason).startsWith(printPath(own)) ? at : reason };
  };
  const wayOut = (violation: Violation): string => violation.code === 'UnusedAttribute' ? 'Define it in the trait of its index instead, or leave the index with the component.'
    : wayOutOfTraits(violation, given);
  // KubeVela rejects what is given for the sake of a trait, or of which a trait that is wrong has the rest, in the component.
  const notInComponent = (violation: Violation): Violation => {
    const { code, property, because, value, fix, problem } = violation;
    if (because !== undefined && because in spec && !(because in given) && property.split('[')[0] in given) {
      return { ...violation, fix: `${fix} ${wayOut(violation)}` };
    }
    const isInTrait = code === 'UnusedAttribute' && attached.some(({ each: { type, properties: wrong } }) => sound.every((part) => part.properties !== wrong)
      && /index|[gl]si/i.test([type, ...Object.keys(objectOf(wrong))].join()) && hasText(wrong, (text) => text === value));
    return isInTrait ? { ...violation, problem: problem + APART, fix: wayOut(violation) } : violation;
  };
  const inApart = (violation: Violation): LocatedViolation => ({ ...violation, at: origins.locate(given, violation.property, own) });
  return {
    spec,
    violations: (unknown, platform) => {
      const ofTraits = [
        ...validateEnvelope(component, COMPONENT),
        ...wrongLists,
        ...validateStatusOutputs(component),
        ...inputs.violations,
        ...attached.flatMap(({ each, path }) => [
          ...validateTraitType(path, each, componentName, known),
          ...validatePatchTrait(path, definitionOf(each), each.properties),
          ...validatePodTrait(path, definitionOf(each), known),
          ...definitionOf(each) === 'annotations' ? validateAckAnnotations(`${path}.properties`, each.properties) : [],
        ]),
        ...ours.flatMap((each) => each.violations),
        ...validateAccess(attached, componentName, { spec, places, platform }),
      ].map(inComponent);
      const wrong = notAnObject(properties, 'properties', own);
      if (wrong.length > 0 || innerIsMisnamed(component, COMPONENT)) {
        return [...wrong, ...ofTraits];
      }
      const found = [...validateTable(spec, platform), ...validateProvider(spec, platform, places)];
      const ofTable = withUnknownValues(found, spec, unknown, rulesOf(platform))
        .filter(notMoved(validateEnvelope(component, COMPONENT))).map(oneLevelOut).map(notInComponent);
      const alone = withPlatformDefaults(given, platform);
      const apart = sound.length === 0 ? [] : certainWith(validateApart(alone, platform.rules), given, unknown, rulesOf(platform))
        .filter(({ code, property }) => ![...conflicts, ...ofTable].some((other) => other.code === code && other.property === property))
        .map((violation) => ({ ...violation, problem: violation.problem + APART, fix: wayOut(violation) }));
      const nulls = nullsIn(properties).filter((path) => !ofTable.some(({ property }) => property === path)).map(nullValue);
      return [...ofTraits, ...[...conflicts, ...nulls, ...ofTable].map(inTable), ...apart.map(inApart)];
    },
  };
}

/** With the place where it is written: a policy has other traits than the component that it changes. */
function asWritten(component: Json, base: Path, origins: Origins): (violation: Violation) => LocatedViolation {
  return (violation) => {
    const at = origins.locate(component, violation.property, base);
    const end = at.indexOf('traits') + 2;
    const within = printPath(at.slice(0, base.length)) === printPath(base) ? base.length : 1;
    return { ...violation, ...typeof at[end - 1] === 'number' && { property: violation.property.replace(/^traits\[\d+\]/, printPath(at.slice(within, end))) }, at };
  };
}

/** KubeVela rejects a trait that neither sets nor asks for anything, and has nothing. */
function nothingIn({ properties }: Json, path: string, { required, sets, optional }: Trait, { ofTraits }: Inputs): Violation[] {
  const isEmpty = Object.keys(properties ?? {}).length + required.length + Object.keys(sets).length === 0;
  return !isEmpty || [...ofTraits].some((input) => input.startsWith(path)) ? [] : [{ code: 'Required', property: `${path}.properties`, problem: 'has nothing to set, for which KubeVela rejects the trait', fix: `Give one of ${optional.join(', ')}.` }];
}

function annotationsOf({ metadata }: Json): LocatedViolation[] {
  const { annotations } = objectOf(metadata);
  return validateAckAnnotations('metadata.annotations', annotations).map((violation) => {
    const name = Object.keys(objectOf(annotations)).find((each) => member('metadata.annotations', each) === violation.property);
    return { ...violation, at: ['metadata', 'annotations', String(name)] };
  });
}

/** What stands beside the fields of a table, where it is to be moved to them, is not missing besides. */
function notMoved(beside: readonly Violation[]): (violation: Violation) => boolean {
  return ({ code, property }) => code !== 'Required' || !beside.some((other) => other.property === property);
}

/** What keeps ACK from making a table with its provider configuration, where that is known. */
function validateProvider(spec: TableSpec, { providers }: Platform, places: readonly Place[]): Violation[] {
  const namespaces = places.flatMap(({ cluster, namespace }) => cluster !== LOCAL || namespace === undefined ? [] : [namespace]);
  return validateProviderOf(spec, providers?.get(String(objectOf(spec.providerConfigRef).name)) ?? [], namespaces);
}

/** What is of the component stands among the properties of the table. */
function oneLevelOut(violation: Violation): Violation {
  const { code, property } = violation;
  return code !== 'UnknownProperty' ? violation : Object.hasOwn(LISTS, property) ? { ...violation, fix: 'Move it one level out, beside properties.' }
    : OF_SPEC.includes(property) ? { ...violation, fix: OUT_OF_COMPONENTS } : violation;
}

function nullValue(property: string): Violation {
  return { code: 'InvalidType', property, value: null, problem: 'is no value for KubeVela', fix: 'Give a value, or remove the line.' };
}

/** Where there is nothing, the fields that are missing say more. */
function notAnObject(value: unknown, property: string, at: Path): LocatedViolation[] {
  return value === undefined || value === null || isObject(value) ? [] : [{
    code: 'InvalidType', property, value, problem: 'is not an object', fix: 'Give the fields of the table.', at,
  }];
}

function placeOf(object: Json): { namespace?: string; name: string } {
  return { ...namespaceOf(object), name: nameOf(objectOf(object.metadata).name ?? '') };
}
