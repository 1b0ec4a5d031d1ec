import { Finding, TABLE_FINDINGS } from './fleet';
import { PREFIX } from './metrics';

const COLUMNS = 24;
const COLOR: Readonly<Record<Finding['severity'], string>> = { critical: 'red', warning: 'orange', info: 'blue' };
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const NAMESPACES = '{namespace=~"$namespace"}';

/** Only tables of the namespaces that are chosen; the query is of all. */
const chosen = (expr: string): string => `(${expr}) and on (namespace, name) ${PREFIX}_table_info${NAMESPACES}`;
const counted = (expr: string): string => `count(${chosen(expr)}) or vector(0)`;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function panel(id: number, type: string, title: string, gridPos: Place, targets: readonly object[], more: object): object {
  const named = targets.map((target, i) => ({ refId: String.fromCharCode(65 + i), datasource: DATASOURCE, ...target }));
  return { id, type, title, gridPos, datasource: DATASOURCE, targets: named, ...more };
}

function stat(id: number, title: string, gridPos: Place, expr: string, color: string): object {
  const steps = [{ color: 'green', value: null }, ...color === 'green' ? [] : [{ color, value: 1 }]];
  return panel(id, 'stat', title, gridPos, [{ expr, instant: true }], { fieldConfig: { defaults: { thresholds: { mode: 'absolute', steps } }, overrides: [] } });
}

/** The Grafana dashboard of all tables of a cluster: how many are in order, and which are not. */
export function grafanaDashboard(): object {
  const w = Math.floor(COLUMNS / (TABLE_FINDINGS.length + 1));
  const variable = (name: string, more: object): object => ({ name, ...more });
  return {
    title: 'DynamoDB tables',
    uid: 'dynamodb-kro',
    tags: ['dynamodb', 'kro'],
    schemaVersion: 39,
    editable: true,
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    templating: {
      list: [
        variable('datasource', { type: 'datasource', query: 'prometheus', label: 'Data source' }),
        variable('namespace', {
          type: 'query',
          label: 'Namespace',
          datasource: DATASOURCE,
          query: { query: `label_values(${PREFIX}_table_info, namespace)`, refId: 'namespaces' },
          refresh: 2,
          multi: true,
          includeAll: true,
          allValue: '.*',
          current: { text: 'All', value: '$__all' },
        }),
      ],
    },
    panels: [
      stat(1, 'Tables', { x: 0, y: 0, w, h: 4 }, `count(${PREFIX}_table_info${NAMESPACES}) or vector(0)`, 'green'),
      ...TABLE_FINDINGS.map(({ title, expr, severity }, i) => stat(i + 2, title, { x: (i + 1) * w, y: 0, w, h: 4 }, counted(expr), COLOR[severity])),
      panel(20, 'timeseries', 'Tables by state', { x: 0, y: 4, w: COLUMNS, h: 8 }, [
        { expr: `sum by (state) (${PREFIX}_table_state${NAMESPACES})`, legendFormat: '__auto' },
      ], { fieldConfig: { defaults: { custom: { fillOpacity: 60, stacking: { mode: 'normal' } } }, overrides: [] } }),
      ...TABLE_FINDINGS.map(({ title, expr }, i) => panel(i + 30, 'table', `${title}: which`, { x: (i % 2) * 12, y: 12 + Math.floor(i / 2) * 7, w: 12, h: 7 }, [
        { expr: `group by (namespace, name) (${chosen(expr)})`, instant: true, format: 'table' },
      ], { transformations: [{ id: 'organize', options: { excludeByName: { Time: true, Value: true } } }] })),
    ],
  };
}
