import { OWNER_UID } from './owner';
import { awaitsRole } from './provider-role';
import { AWS_TABLE } from './shared-table';
import { ackAdoptionPolicy, inAws, looksOnly, takesOver } from '../ack/adoption';
import { observedTable } from '../ack/observed';
import { protectedInAws, TableDefaultsSpec, TableTemplate } from '../ack/table-template';
import {
  ACK_ADOPTED, ACK_ADOPTION_FIELDS, ACK_ADOPTION_POLICY, ACK_DELETION_POLICY, ACK_PROTECTED, ACK_READ_ONLY, ACK_REGION, API_GROUP_LABEL,
  AWS_TABLE_LABEL, OWNER_LABEL, PROVIDER_CONFIG_LABEL,
} from '../contract/names';
import { any, Cel, cel, CelEntry, celMap, expression, when } from '../print/cel';
import { usedFacts, withFacts } from '../print/facts';

/** What every ACK object of a table carries: its region, the label of its table, and that of its provider configuration. */
const region: CelEntry = { key: ACK_REGION, value: cel`schema.spec.region` };
const labels: CelEntry[] = [
  { key: OWNER_LABEL, value: OWNER_UID },
  { key: PROVIDER_CONFIG_LABEL, value: cel`schema.spec.?providerConfigRef.name`, optional: true },
];

/**
 * The deletion policy, as an optional. A table that was taken over was there before, and is retained unless the declaration says
 * delete; so a platform's default `delete` cannot be one of the schema, which would fill it in.
 */
function deletionPolicy(byDefault: TableDefaultsSpec['deletionPolicy']): Cel {
  const adopted = cel`${observedTable}.?metadata.?annotations[?${ACK_ADOPTED}].hasValue()`;
  // ACK has the annotation before it reports the table's status.
  const mayAdopt = cel`has(schema.spec.adoptionPolicy) && !${inAws}`;
  const otherwise = byDefault === undefined ? cel`optional.none()` : cel`optional.of(${byDefault})`;
  return cel`schema.spec.?deletionPolicy.or(${any([takesOver, mayAdopt, adopted])} ? optional.of("retain") : ${otherwise})`;
}

/** Who reads the labels of a Table. */
const LABELS: Readonly<Record<string, string>> = {
  [OWNER_LABEL]: 'The graph finds its own Table by it.',
  [PROVIDER_CONFIG_LABEL]: 'An IAMRoleSelector of ACK selects by it.',
  [API_GROUP_LABEL]: 'The admission policy against deletion selects by it.',
  [AWS_TABLE_LABEL]: 'Node sameTable finds others for the same table by this hash.',
};

const HOW_TO_READ = 'Facts, each used below: what ACK reports, what is to be turned off, and what is held. AWS rejects some changes together: those go in order.';

export interface TableMetadata {
  readonly metadata: object;
  /** The facts that its annotations explain. */
  readonly explained: readonly string[];
}

export function tableMetadata({ facts, pending }: TableTemplate, defaults: Pick<TableDefaultsSpec, 'deletionPolicy'>, apiGroup: string): TableMetadata {
  const annotations = celMap([
    { ...region, doc: 'Where AWS has the table.' },
    { key: ACK_DELETION_POLICY, value: deletionPolicy(defaults.deletionPolicy), optional: true, doc: 'An adopted table is retained, unless the declaration says delete.' },
    { key: ACK_ADOPTION_POLICY, value: ackAdoptionPolicy, optional: true },
    { key: ACK_READ_ONLY, value: when(cel`${looksOnly} && !${awaitsRole}`, cel`"true"`), optional: true, doc: 'ACK only looks for it.' },
    // A table name has no character that JSON would escape.
    {
      key: ACK_ADOPTION_FIELDS,
      value: cel`schema.spec.?adoptionPolicy.optMap(policy, ${'{"tableName":"'} + schema.spec.tableName + ${'"}'})`,
      optional: true,
    },
    ...Object.entries(pending.annotations).map(([key, entry]) => ({ key, optional: true, ...entry })),
    { key: ACK_PROTECTED, value: protectedInAws(), optional: true, doc: 'No DELETE then.' },
  ]);
  const metadata = {
    name: '${schema.metadata.name}',
    namespace: '${schema.metadata.namespace}',
    labels: expression(celMap([...labels, { key: API_GROUP_LABEL, value: cel`${apiGroup}` }, { key: AWS_TABLE_LABEL, value: AWS_TABLE }]
      .map((label) => ({ ...label, doc: LABELS[label.key] })))),
    annotations: expression(withFacts(facts, annotations, { intro: HOW_TO_READ })),
  };
  return { metadata, explained: usedFacts(facts, annotations).map(({ name }) => name) };
}

export function backupMetadata(): object {
  return {
    name: '${schema.metadata.name}-${backup.name}',
    namespace: '${schema.metadata.namespace}',
    labels: expression(celMap(labels)),
    annotations: expression(celMap([
      region,
      // kro deletes backups before a protected table can reject its deletion, so they stay by default.
      { key: ACK_DELETION_POLICY, value: cel`backup.deletionPolicy` },
    ])),
  };
}
