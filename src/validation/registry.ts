import { isDeepStrictEqual } from 'node:util';
import { Declaration } from './documents';
import { LocatedViolation } from './located';
import { Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { TableSpec } from '../contract/table-spec';

interface Owner {
  readonly declaration: Declaration;
  readonly file: string;
}

/**
 * What may be declared once only, over all files of a run: a table in AWS, and the objects that kro makes of tables. The second of two
 * is an error that names the first. Linear in the number of tables.
 */
export class Registry {
  private readonly owners = new Map<string, Owner>();

  /** Registers all that a table takes, and returns what another one has already. */
  public register(declaration: Declaration, file: string): LocatedViolation[] {
    return [
      ...this.registerObject(declaration, file),
      ...this.registerTable(declaration, file),
      ...this.registerReplicas(declaration, file),
      ...this.registerSecret(declaration, file),
      ...this.registerBackups(declaration, file),
    ];
  }

  // KubeVela names what it makes after the component.
  private registerObject(declaration: Declaration, file: string): LocatedViolation[] {
    const { name, namespace = '', object, application, path } = declaration;
    const key = `${KIND} ${namespace}/${name}`;
    const owner = this.owners.get(key);
    if (owner === undefined || name === '') {
      this.owners.set(key, { declaration, file });
      return [];
    }
    const other = owner.declaration;
    const isSame = sameObject(other, declaration);
    // The same object in two files is for two clusters, or was rendered twice; a component may be in several environments.
    const isOne = other.object === object ? other.path === path || !isWritten(other) || !isWritten(declaration)
      : owner.file !== file || isDeepStrictEqual(other.object, object);
    if (isSame && isOne) {
      return [];
    }
    return [{
      code: 'DuplicateName',
      // An Application with a topology may go to another cluster.
      ...[other, declaration].some(hasTopology) && !isSame ? { severity: 'warning' as const } : {},
      property: application === undefined ? 'metadata.name' : 'name',
      value: name,
      problem: `is the name of ${isSame ? `another ${application === undefined ? KIND : 'component'} in this file` : describeOwner(owner, file)} too, so that both make one ${KIND}`,
      fix: 'Give each a name of its own.',
      at: declaration.placeOfName,
    }];
  }

  private registerTable(declaration: Declaration, file: string): LocatedViolation[] {
    const { spec, namespace } = declaration;
    if (typeof spec.tableName !== 'string' || typeof spec.region !== 'string') {
      return [];
    }
    const owner = this.owner(tableKey(spec, spec.region), declaration, file);
    if (owner === undefined) {
      return [];
    }
    // Namespaces may belong to different accounts in AWS, by IAMRoleSelectors.
    const severity = owner.declaration.namespace === namespace ? {} : { severity: 'warning' as const };
    return [{
      code: 'DuplicateTable',
      ...severity,
      property: 'tableName',
      value: spec.tableName,
      problem: `is declared in this region by ${describeOwner(owner, file)} too`,
      fix: 'Declare each table once, or give it another name.',
      at: declaration.locate('tableName'),
    }];
  }

  private registerReplicas(declaration: Declaration, file: string): LocatedViolation[] {
    const { spec, namespace } = declaration;
    return typeof spec.tableName !== 'string' ? [] : listOf(spec.replicas).flatMap((replica, i): LocatedViolation[] => {
      const { regionName } = objectOf(replica);
      const owner = typeof regionName === 'string' ? this.owner(tableKey(spec, regionName), declaration, file) : undefined;
      return owner === undefined ? [] : [{
        code: 'DuplicateTable',
        ...owner.declaration.namespace === namespace ? {} : { severity: 'warning' as const },
        property: `replicas[${i}].regionName`,
        value: regionName,
        problem: `has a table ${JSON.stringify(spec.tableName)} already, which ${describeOwner(owner, file)} declares`,
        fix: 'Remove the replica, or the other table.',
        at: declaration.locate(`replicas[${i}].regionName`),
      }];
    });
  }

  private registerSecret(declaration: Declaration, file: string): LocatedViolation[] {
    const { name, namespace = declaration.namespace ?? '' } = objectOf(declaration.spec.writeConnectionSecretToRef);
    const owner = typeof name === 'string' ? this.owner(`Secret ${String(namespace)}/${name}`, declaration, file) : undefined;
    return owner === undefined ? [] : [{
      code: 'DuplicateName',
      property: 'writeConnectionSecretToRef.name',
      value: name,
      problem: `is the Secret of ${describeOwner(owner, file)} too`,
      fix: 'Give each table a Secret of its own.',
      at: declaration.locate('writeConnectionSecretToRef.name'),
    }];
  }

  // kro names ACK's Backup after the table's object and the backup.
  private registerBackups(declaration: Declaration, file: string): LocatedViolation[] {
    return listOf(declaration.spec.backups).flatMap((backup, i) => {
      const { name } = objectOf(backup);
      const object = `${declaration.name}-${String(name)}`;
      const owner = typeof name === 'string' ? this.owner(`Backup ${declaration.namespace ?? ''}/${object}`, declaration, file) : undefined;
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

  /** The other object that has it. The same object in two files, or in two environments, is one. */
  private owner(key: string, declaration: Declaration, file: string): Owner | undefined {
    const owner = this.owners.get(key);
    if (owner === undefined) {
      this.owners.set(key, { declaration, file });
      return undefined;
    }
    return sameObject(owner.declaration, declaration) ? undefined : owner;
  }
}

function tableKey({ providerConfigRef, tableName }: TableSpec, region: string): string {
  return `table ${region} ${String(objectOf(providerConfigRef).name)} ${String(tableName)}`;
}

/** It stands among the components, and no policy adds it. */
function isWritten({ path }: Declaration): boolean {
  return path.startsWith('spec.components[');
}

function hasTopology({ application }: Declaration): boolean {
  return listOf(objectOf(application?.spec).policies).some((policy) => objectOf(policy).type === 'topology');
}

function sameObject(one: Declaration, other: Declaration): boolean {
  const owner = ({ object }: Declaration): string => `${String(object.kind)} ${String(nameOf(object))}`;
  return one.namespace === other.namespace && one.name === other.name && owner(one) === owner(other);
}

function nameOf({ metadata }: Json): unknown {
  return objectOf(metadata).name;
}

function describeOwner({ declaration: { resource }, file }: Owner, here: string): string {
  return file === here ? resource : `${resource} in ${file}`;
}
