import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Declaration } from './documents';
import { Place } from './environments';
import { placeOf } from './kustomize-patches';
import { LocatedViolation } from './located';
import { MADE_BY, Maker } from './objects';
import { Path } from './origins';
import { matcher } from './override';
import { Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { TableSpec } from '../contract/table-spec';
import { show } from '../contract/violation';

interface Owner {
  readonly declaration: Declaration;
  readonly file: string;
  /** For what is in the cluster, where. */
  readonly place?: Place;
}

/**
 * What may be declared once only, over all files of a run: a table in AWS, and the objects that kro makes of tables. The second of two
 * is an error that names the first. Linear in the number of tables.
 */
export class Registry {
  private readonly owners = new Map<string, Owner>();
  private readonly objects = new Map<string, { readonly object: Json; readonly file: string }>();

  /** Registers all that a table takes, and returns what another one has already. */
  public register(declaration: Declaration, file: string): LocatedViolation[] {
    const twice = this.registerObject(declaration, file);
    return [
      ...twice.length > 0 ? twice : this.registerName(declaration, file),
      ...this.registerPlaces(declaration, file),
      ...this.registerTable(declaration, file),
      ...this.registerReplicas(declaration, file),
      ...this.registerSecret(declaration, file),
      ...this.registerBackups(declaration, file),
      ...this.registerServiceAccounts(declaration, file),
    ];
  }

  // The second takes the place of the first. Files of one folder are applied together, unless each is for a cluster of its own.
  private registerObject({ object, name: own, namespace = '' }: Declaration, file: string): LocatedViolation[] {
    const { kind } = object;
    const name = nameOf(object);
    if (own === '' || name === undefined) {
      return [];
    }
    const key = `${String(kind)} ${namespace}/${String(name)} in ${posix.dirname(placeOf(file))}`;
    const first = this.objects.get(key) ?? { object, file };
    this.objects.set(key, first);
    return first.object === object || isDeepStrictEqual(first.object, object) ? [] : [{
      code: 'DuplicateName',
      ...first.file === file ? {} : { severity: 'warning' as const },
      property: 'metadata.name',
      value: name,
      problem: `is the name of another ${String(kind)} in ${first.file === file ? 'this file' : first.file} too, and both make one object`,
      fix: `Give each a name of its own${first.file === file ? '' : ', or acknowledge this where the files are for two clusters'}.`,
      at: ['metadata', 'name'],
    }];
  }

  // KubeVela names what it makes after the component.
  private registerName(declaration: Declaration, file: string): LocatedViolation[] {
    const { name, namespace = '', application } = declaration;
    const key = `${KIND} ${namespace}/${name}`;
    const owner = this.owners.get(key);
    if (owner === undefined || name === '') {
      this.owners.set(key, { declaration, file });
      return [];
    }
    // Of the components of one Application, the Application tells; of objects of one name, the object.
    return sameObject(owner.declaration, declaration) ? [] : [{
      code: 'DuplicateName',
      // An Application with a topology may go to another cluster.
      ...[owner.declaration, declaration].some(hasTopology) ? { severity: 'warning' as const } : {},
      property: application === undefined ? 'metadata.name' : 'name',
      value: name,
      problem: `is the name of ${describeOwner(owner, file)} too, so that both make one ${KIND}`,
      fix: 'Give each a name of its own.',
      at: declaration.placeOfName,
    }];
  }

  // Of two steps that put one object into one place, the last says what it is.
  private registerPlaces(declaration: Declaration, file: string): LocatedViolation[] {
    const { object, name, namespace, spec, path } = declaration;
    const other = declaration.places.map((place) => {
      const key = `${KIND} ${String(namespace)}/${name} in ${place.cluster} ${String(place.namespace)}`;
      const first = this.owners.get(key)?.declaration;
      this.owners.set(key, this.owners.get(key) ?? { declaration, file });
      return first;
    }).find((first) => first?.object === object && (first.path === path || !isWritten(declaration)) && first.spec.tableName !== undefined);
    const field = Object.keys({ ...other?.spec, ...spec }).find((each) => !isDeepStrictEqual(other?.spec[each], spec[each]));
    return other === undefined || field === undefined || spec.tableName === undefined ? [] : [{
      code: 'DuplicateTable',
      severity: 'warning',
      property: field,
      value: spec[field],
      problem: `is ${other.spec[field] === undefined ? 'not given' : show(other.spec[field])} in another step that deploys to the same namespace, and the last of them wins`,
      fix: 'Deploy with the same override policies in both steps, or to a namespace of its own in each.',
      at: declaration.locate(field),
    }];
  }

  private registerTable(declaration: Declaration, file: string): LocatedViolation[] {
    const { spec } = declaration;
    if (typeof spec.tableName !== 'string' || typeof spec.region !== 'string') {
      return [];
    }
    const owner = this.owner(tableKey(spec, spec.region), { declaration, file });
    const found = { property: 'tableName', value: spec.tableName, what: 'is the table' };
    const replica = owner && asReplica(owner, spec.region);
    return [
      ...owner === undefined ? [] : duplicateTable(owner, declaration, file, {
        ...found, problem: (other) => `is declared in this region by ${other} too${replica && `,${replica}`}`, fix: replica ? 'Remove this table, or the replica.' : 'Declare each table once, or give it another name.',
      }),
      ...ofEnvironments(declaration, declaration, found),
    ].slice(0, 1);
  }

  private registerReplicas(declaration: Declaration, file: string): LocatedViolation[] {
    const { spec } = declaration;
    return typeof spec.tableName !== 'string' ? [] : listOf(spec.replicas).flatMap((replica, i): LocatedViolation[] => {
      const { regionName } = objectOf(replica);
      const owner = typeof regionName === 'string' ? this.owner(tableKey(spec, regionName), { declaration, file }) : undefined;
      return owner === undefined ? [] : duplicateTable(owner, declaration, file, {
        property: `replicas[${i}].regionName`,
        value: regionName,
        problem: (other) => `has a table ${JSON.stringify(spec.tableName)} already, which ${other} declares${asReplica(owner, regionName)}`,
        fix: 'Remove the replica, or the other table.',
        what: 'has the table',
      });
    });
  }

  private registerSecret(declaration: Declaration, file: string): LocatedViolation[] {
    const { name, namespace } = objectOf(declaration.spec.writeConnectionSecretToRef);
    const owner = typeof name === 'string' ? this.ownerIn(`Secret ${name}`, declaration, file, namespace) : undefined;
    const isOne = owner && sameObject(owner.declaration, declaration);
    const isOnePlace = owner && (isOne || inOnePlace(owner.declaration, declaration));
    return owner === undefined ? [] : [{
      code: 'DuplicateName',
      ...isOnePlace ? {} : { severity: 'warning' as const },
      property: 'writeConnectionSecretToRef.name',
      value: name,
      problem: `is the Secret of ${isOne ? 'another environment' : describeOwner(owner, file)} too`,
      fix: `Give each table a Secret of its own${isOnePlace ? '' : ', or acknowledge this where the namespaces are of two clusters'}.`,
      at: declaration.locate('writeConnectionSecretToRef.name'),
    }];
  }

  // kro names ACK's Backup after the table's object and the backup.
  private registerBackups(declaration: Declaration, file: string): LocatedViolation[] {
    return listOf(declaration.spec.backups).flatMap((backup, i) => {
      const { name } = objectOf(backup);
      const object = `${declaration.name}-${String(name)}`;
      const owner = typeof name === 'string' ? this.ownerIn(`Backup ${object}`, declaration, file) : undefined;
      return owner === undefined ? [] : [{
        code: 'DuplicateName',
        property: `backups[${i}].name`,
        value: name,
        problem: `gives the object ${object}, which a backup of ${describeOwner(owner, file)} has already`,
        fix: 'Give one of them another name.',
        at: declaration.locate(`backups[${i}].name`),
      }];
    });
  }

  // The trait makes objects of the name of the ServiceAccount, and KubeVela gives an object to one Application.
  private registerServiceAccounts(declaration: Declaration, file: string): LocatedViolation[] {
    const first = declaration.serviceAccounts.filter(({ name }, i, all) => all.findIndex((other) => other.name === name) === i);
    return first.flatMap(({ name, property, at }) => {
      const owner = this.ownerIn(`ServiceAccount ${name}`, declaration, file);
      return owner === undefined || isOneObject(owner.declaration, declaration) ? [] : [{
        code: 'DuplicateName',
        property,
        value: name,
        problem: `is a ServiceAccount to which ${describeOwner(owner, file)} gives access too, and two Applications cannot share its role`,
        fix: 'Give each Application a ServiceAccount of its own, or declare the tables in one.',
        at,
      }];
    });
  }

  /** The first that has it, this one or another. The same object in two files is one. */
  private owner(key: string, owner: Owner): Owner | undefined {
    const first = this.owners.get(key);
    if (first === undefined) {
      this.owners.set(key, owner);
      return undefined;
    }
    return first.declaration.object !== owner.declaration.object && sameObject(first.declaration, owner.declaration) ? undefined : first;
  }

  /** The first that has it in a place where the declaration is deployed to, if that is not the same object in the same place. */
  private ownerIn(key: string, declaration: Declaration, file: string, namespace?: unknown): Owner | undefined {
    const places = declaration.places.length === 0 ? [{ cluster: '', namespace: declaration.namespace }] : declaration.places;
    return places.map((place) => {
      const first = this.owner(`${key} ${place.cluster} ${String(namespace ?? place.namespace)}`, { declaration, file, place });
      return first !== undefined && sameObject(first.declaration, declaration) && first.place?.namespace === place.namespace ? undefined : first;
    }).find((first) => first !== undefined);
  }
}

interface FoundTwice {
  readonly property: string;
  readonly value: unknown;
  readonly problem: (other: string) => string;
  readonly fix: string;
  /** What it is of two environments. */
  readonly what: string;
}

function asReplica({ declaration: { spec } }: Owner, region: unknown): string {
  return spec.region === region ? '' : ' as a replica';
}

function duplicateTable(owner: Owner, declaration: Declaration, file: string, { problem, fix, ...found }: FoundTwice): LocatedViolation[] {
  const other = owner.declaration;
  if (sameObject(other, declaration)) {
    return ofEnvironments(other, declaration, found);
  }
  const at = declaration.locate(found.property);
  if (isDeepStrictEqual(other.locate(found.property), at) && isOfPattern(at, other, declaration)) {
    const [shorter] = [other.name, declaration.name].sort((a, b) => a.length - b.length);
    return [{
      code: 'DuplicateTable', property: found.property, value: found.value, problem: `is given to ${other.name} and ${declaration.name}, because the name in the policy, a pattern, matches both`, fix: `Write ^${shorter}$ to change that component alone.`, at,
    }];
  }
  // Namespaces may belong to different accounts in AWS, by IAMRoleSelectors, and so may clusters.
  const isOnePlace = other.places.length > 0 && declaration.places.length > 0 && inOnePlace(other, declaration);
  return [{
    code: 'DuplicateTable',
    ...isOnePlace ? {} : { severity: 'warning' as const },
    property: found.property,
    value: found.value,
    problem: problem(describeOwner(owner, file)),
    fix,
    at,
  }];
}

/** The policy that gives it changes both of one Application. An alias of YAML may stand in two components, or in two patches. */
function isOfPattern(at: Path, one: Declaration, other: Declaration): boolean {
  const patch = at.slice(0, at.lastIndexOf('components') + 2).reduce<unknown>((value, key) => (value as Json | undefined)?.[key], one.object);
  // One that is an object of its own has no place here.
  const matches = matcher(String(objectOf(patch).name ?? ''));
  return at[1] !== 'components' && one.object === other.object && matches(one.name) && matches(other.name);
}

/** One table for two environments of an Application in one cluster. Each cluster may have an AWS account of its own. */
function ofEnvironments(one: Declaration, other: Declaration, { property, value, what }: Pick<FoundTwice, 'property' | 'value' | 'what'>): LocatedViolation[] {
  const apart = pairs(one.places, other.places).find(([a, b]) => a.cluster === b.cluster && a.namespace !== b.namespace);
  return apart === undefined ? [] : [{
    code: 'DuplicateTable',
    severity: 'warning',
    property,
    value,
    problem: `${what} of two environments, in the namespaces ${apart.map(({ namespace }) => String(namespace ?? 'of kubectl')).join(' and ')}`,
    fix: 'Give each a table name of its own by an override policy, or acknowledge this where the namespaces have AWS accounts of their own.',
    at: other.locate(property),
  }];
}

function pairs(ones: readonly Place[], others: readonly Place[]): Array<[Place, Place]> {
  return ones.flatMap((one) => others.map((other): [Place, Place] => [one, other]));
}

function inOnePlace(one: Declaration, other: Declaration): boolean {
  return pairs(one.places, other.places).some(([a, b]) => a.cluster === b.cluster && a.namespace === b.namespace);
}

function tableKey({ providerConfigRef, tableName }: TableSpec, region: string): string {
  return `table ${region} ${String(objectOf(providerConfigRef).name)} ${String(tableName)}`;
}

/** It stands among the components, and no policy adds it. */
function isWritten({ path }: Declaration): boolean {
  return path.startsWith('spec.components[');
}

function hasTopology({ application, object }: Declaration): boolean {
  const maker = object[MADE_BY] as Maker | undefined;
  if (maker !== undefined && 'applied' in maker) {
    return typeof maker.applied.cluster === 'string' && maker.applied.cluster !== '';
  }
  const made = maker !== undefined && 'application' in maker ? maker.application : undefined;
  return listOf(objectOf((application ?? made)?.spec).policies).some((policy) => objectOf(policy).type === 'topology');
}

function sameObject(one: Declaration, other: Declaration): boolean {
  return one.name === other.name && isOneObject(one, other);
}

/** A DynamoDBTable, or an Application. */
function isOneObject(one: Declaration, other: Declaration): boolean {
  const owner = ({ object }: Declaration): string => `${String(object.kind)} ${String(nameOf(object))}`;
  return one.namespace === other.namespace && owner(one) === owner(other);
}

function nameOf({ metadata }: Json): unknown {
  return objectOf(metadata).name;
}

function describeOwner({ declaration: { resource }, file }: Owner, here: string): string {
  return file === here ? resource : `${resource} in ${file}`;
}
