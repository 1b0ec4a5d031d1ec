import { API, duplicates, Finding, GUIDE, Parts, Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';

/** Rules on secondary indexes. */
export const INDEX_RULES: readonly Rule[] = [
  {
    code: 'DuplicateIndexName',
    statement: 'Index names are unique over the global and the local indexes of a table.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-GlobalSecondaryIndexes`,
    check: (_, { indexes }) => duplicates(indexes.map(({ index }) => index.indexName), (i) => `${indexes[i].path}.indexName`,
      'is the name of another index too', 'Give each index a name of its own.'),
    cel: cel`variables.indexes.all(i, variables.indexes.exists_one(o, o.index.indexName == i.index.indexName)) ? [] : ["an index name is given twice: " + variables.indexes.map(i, i.index.indexName).join(", ")]`,
    cue: cue`for names in [[for i in _indexes {i.index.indexName}]] if !list.UniqueItems(names) {"an index name is given twice: " + strings.Join(names, ", ")},`,
  },
  {
    code: 'LocalIndexKeys',
    statement: 'The partition key of a local index is that of its table, and its table has a sort key.',
    source: `${GUIDE}LSI.html`,
    check: (spec) => (spec.localSecondaryIndexes ?? []).flatMap((index, i): Finding[] => {
      const path = `localSecondaryIndexes[${i}]`;
      const [hash, range] = spec.keySchema ?? [];
      const own = index.keySchema?.[0]?.attributeName;
      return [
        ...(hash && !range ? [{ property: path, ofList: true, problem: 'needs a table with a sort key', fix: 'Give the table a sort key, or make this a global index.' }] : []),
        ...(hash?.attributeName !== undefined && own !== undefined && own !== hash.attributeName
          ? [{ property: `${path}.keySchema[0].attributeName`, value: own, problem: 'is not the partition key of the table', fix: `Use ${hash.attributeName}.` }] : []),
      ];
    }),
    cel: cel`(size(variables.locals) > 0 && size(variables.spec.keySchema) < 2 ? ["localSecondaryIndexes need a table with a sort key"] : [])
+ variables.locals.filter(i, i.keySchema[0].attributeName != variables.spec.keySchema[0].attributeName).map(i, "localSecondaryIndexes " + i.indexName + ": " + i.keySchema[0].attributeName + " is not the partition key of the table")`,
    cue: cue`if len(_locals) > 0 if len(parameter.keySchema) < 2 {"localSecondaryIndexes need a table with a sort key"},
for i in _locals if i.keySchema[0].attributeName != parameter.keySchema[0].attributeName {"localSecondaryIndexes \\(i.indexName): \\(i.keySchema[0].attributeName) is not the partition key of the table"},`,
  },
  {
    code: 'NonKeyAttributes',
    statement: 'Non-key attributes are given exactly with an INCLUDE projection, each once, each of 1 to 255 characters; all indexes together project at most 100, repeats counted.',
    source: `${API}API_Projection.html`,
    check: (_, { indexes }) => [
      ...indexes.flatMap(({ path, index: { projection = {} } }): Finding[] => {
        const { projectionType: type, nonKeyAttributes: names } = projection;
        const property = `${path}.projection.nonKeyAttributes`;
        return [
          ...(type === 'INCLUDE' && names === undefined ? [{ property, problem: 'is missing with projection type INCLUDE', fix: 'Name the attributes to include.', typescript: { property: `${path}.projection`, problem: 'includes nothing', fix: 'Name attributes in Projection.include(), or use keysOnly().' } }] : []),
          ...(type !== undefined && type !== 'INCLUDE' && names !== undefined ? [{ property, problem: `cannot be given with projection type ${type}`, fix: 'Remove it, or use INCLUDE.', removes: true }] : []),
          ...duplicates(names ?? [], (i) => `${property}[${i}]`, 'is named twice', 'Name it once.'),
        ];
      }),
      ...tooManyProjected(indexes),
    ],
    // SimpleSchema cannot bound the text in a list of text, so the length is validated here too.
    cel: cel`variables.indexes.filter(i, (i.index.projection.projectionType == "INCLUDE") != has(i.index.projection.nonKeyAttributes)).map(i, i.path + ": nonKeyAttributes are given exactly with projection type INCLUDE, not " + i.index.projection.projectionType)
+ variables.indexes.filter(i, has(i.index.projection.nonKeyAttributes) && !i.index.projection.nonKeyAttributes.all(n, i.index.projection.nonKeyAttributes.exists_one(o, o == n) && size(n) >= 1 && size(n) <= 255)).map(i, i.path + ": nonKeyAttributes names an attribute twice, or one that has not 1 to 255 characters")
+ (variables.indexes.filter(i, has(i.index.projection.nonKeyAttributes)).map(i, size(i.index.projection.nonKeyAttributes)).sum() <= 100 ? [] : ["more than 100 nonKeyAttributes in all indexes together"])`,
    cue: cue`for i in _indexes if (i.index.projection.projectionType == "INCLUDE") != (i.index.projection.nonKeyAttributes != _|_) {"\\(i.path): nonKeyAttributes are given exactly with projection type INCLUDE, not \\(i.index.projection.projectionType)"},
for i in _indexes if i.index.projection.nonKeyAttributes != _|_ if !list.UniqueItems(i.index.projection.nonKeyAttributes) {"\\(i.path): nonKeyAttributes names an attribute twice"},
for projected in [[for i in _indexes if i.index.projection.nonKeyAttributes != _|_ for n in i.index.projection.nonKeyAttributes {n}]] if len(projected) > 100 {"\\(len(projected)) nonKeyAttributes in all indexes together, the limit is 100"},`,
  },
];

function tooManyProjected(indexes: Parts['indexes']): Finding[] {
  const count = indexes.reduce((sum, { index }) => sum + (index.projection?.nonKeyAttributes?.length ?? 0), 0);
  return count <= 100 ? [] : [{ property: 'globalSecondaryIndexes', problem: `project ${count} non-key attributes in all indexes together`, fix: 'Project at most 100, or use ALL.', typescript: { fix: 'Project at most 100, or use Projection.all().' } }];
}
