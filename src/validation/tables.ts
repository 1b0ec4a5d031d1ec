import { KINDS, validateShapeOf } from './application-shape';
import { Declaration, declarationsIn } from './documents';
import { Shared } from './environments';
import { validateTraitsElsewhere } from './foreign-component';
import { validateGraph } from './graphs';
import { validateHeld } from './held';
import { SourceOf, withHints } from './hints';
import { LocatedViolation, printPath } from './located';
import { hasTables, isOam, validateNearlyOurs } from './nearly-ours';
import { labelOf, WITH_EXPRESSIONS } from './objects';
import { validatePatches, validateSharedPatches } from './patches';
import { Platform } from './platform';
import { withQuoteHint } from './quote-hint';
import { validateReferences } from './references';
import { Registry } from './registry';
import { ConnectionSecrets, validateSecretKeys, validateSecretPlaces } from './secret-keys';
import { ServiceAccounts, validateMadeAccounts, validatePodAccount, validateServiceAccounts } from './service-accounts';
import { validateTypesInPolicies } from './types-in-policies';
import { Json } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME } from '../contract/names';

/** A table that was found, whoever wrote it, or an object that was meant as one, and what is wrong with it. */
export interface FoundTable {
  /** Kind, namespace and name of the object, and the component where it is an Application. */
  readonly resource: string;
  /** Where the spec of the table stands in the object: `spec`, or `spec.components[0].properties`. */
  readonly path: string;
  readonly object: Json;
  /** Whether it is a table for the cluster; else it was only meant as one. */
  readonly isTable: boolean;
  readonly violations: readonly LocatedViolation[];
}

export interface ValidationContext {
  readonly platform: Platform;
  readonly registry: Registry;
  /** The policies and workflows that are objects of their own, in whatever file. */
  readonly shared: Shared;
  /** The objects with tables, in whatever file. */
  readonly tables?: readonly Json[];
  /** Those of all tables, in whatever file. */
  readonly secrets: ConnectionSecrets;
  /** Those of all files, with the ones that traits make. */
  readonly serviceAccounts?: ServiceAccounts;
  /** The file, for messages. */
  readonly file: string;
  readonly sourceOf?: SourceOf;
}

/** Validates every table that these objects declare, as a `DynamoDBTable` or as a component of a KubeVela Application. */
export function validateObjects(objects: readonly Json[], context: ValidationContext): FoundTable[] {
  const { platform, registry, shared, file, sourceOf } = context;
  const declarations = new Map<Json, Declaration[]>();
  for (const declaration of declarationsIn(objects, platform.names, shared)) {
    const { object } = declaration;
    declarations.set(object, [...declarations.get(object) ?? [], declaration]);
  }
  const specs = new Set(objects.map(({ spec }) => spec));
  return objects.flatMap((object): FoundTable[] => {
    const seen = new Set<string>();
    const report = (violations: readonly LocatedViolation[]): LocatedViolation[] => violations
      // Each environment of an Application has the same faults, but for what it overrides.
      .filter(({ code, problem, fix, at }) => {
        const key = JSON.stringify([code, problem, fix, at]);
        return !seen.has(key) && seen.add(key);
      });
    const tables = (declarations.get(object) ?? []).map((declaration): FoundTable => {
      const { resource, path } = declaration;
      // What kro makes of expressions has its name later.
      const registered = WITH_EXPRESSIONS in object ? [] : registry.register(declaration, file);
      const violations = report(withHints([...declaration.validate(platform), ...registered], declaration, sourceOf));
      return { resource, path, object, isTable: true, violations };
    });
    const nearly = report(validateBesides(object, context, specs));
    const { componentName = DEFAULT_COMPONENT_NAME } = platform.names;
    const ofTables = tables.flatMap(({ violations }) => violations);
    const isApplication = object.kind === 'Application';
    const isOfInterest = isApplication ? hasTables(object, componentName) : Object.hasOwn(KINDS, String(object.kind)) && context.tables?.length;
    const ofPatches = !isOam(object) ? [] : isApplication ? isOfInterest ? validatePatches(object, componentName) : []
      : object.kind === 'Policy' && context.tables !== undefined ? validateSharedPatches(object, context.tables, componentName, shared) : [];
    if (isOam(object) && (isOfInterest || ofPatches.length > 0)) {
      // Where something is reported already, that is better.
      const places = new Set([...ofTables, ...nearly].map(({ at }) => printPath(at)));
      const unreported = [...validateShapeOf(object), ...ofPatches]
        .filter(({ property, at }) => !places.has(printPath(at)) && !nearly.some(({ meant }) => meant?.includes(property)));
      nearly.push(...report(unreported.map((violation) => withQuoteHint(violation, sourceOf?.(object, violation.at)))));
    }
    // What follows from a pattern tells of it.
    const besides = nearly.filter(({ code, fix }) => code !== 'PolicyPattern' || !ofTables.some((other) => other.code === 'DuplicateTable' && fix.endsWith(`${other.fix.split(' ')[1]}.`)));
    return besides.length === 0 ? tables : [...tables, { resource: labelOf(object), path: '', object, isTable: false, violations: besides }];
  });
}

/**
 * What is wrong with an object apart from each table in it.
 * @param specs those of all objects, which are validated by themselves
 */
export function validateBesides(
  object: Json, { platform: { names }, shared, tables = [], secrets, serviceAccounts }: Omit<ValidationContext, 'registry' | 'file'>, specs: ReadonlySet<unknown>,
): LocatedViolation[] {
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME } = names;
  const nearlyOurs = validateNearlyOurs(object, apiGroup, componentName, { tables, definitions: shared.definitions });
  // Of a component whose type is wrong, that alone is said.
  const isMeant = ({ at: [, , i] }: LocatedViolation): boolean => !nearlyOurs.some(({ code, at }) => code === 'UnknownComponentType' && at[2] === i);
  const found = [
    ...nearlyOurs,
    ...isOam(object) ? validateTraitsElsewhere(object, componentName).filter(isMeant) : [],
    ...validateReferences(object, componentName, shared),
    ...isOam(object) ? validateTypesInPolicies(object, componentName, shared, tables) : [],
    ...validateGraph(object),
    ...validateHeld(object, apiGroup, specs),
    ...validateSecretKeys(object, secrets),
    ...validateSecretPlaces(object, secrets, shared, componentName),
    ...serviceAccounts === undefined ? [] : [
      ...validateServiceAccounts(object, serviceAccounts, shared),
      ...validateMadeAccounts(object, serviceAccounts, shared),
      ...validatePodAccount(object, serviceAccounts),
    ],
  ];
  // One that is meant by a misspelt name is named.
  const meant = found.map(({ code, fix }) => /^Unknown(Policy|Component)$/.test(code) ? fix : '').join();
  return found.filter(({ code, value }) => (code !== 'NotApplied' && code !== 'UnusedPolicy') || !meant.includes(`mean ${JSON.stringify(value)}?`));
}
