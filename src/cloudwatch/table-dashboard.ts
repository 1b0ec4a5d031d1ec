import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import type { DashboardBody } from './dashboard-body';
import { render } from './load-render';
import { reportViolations } from '../app/show-warnings';
import { checkScope } from '../arguments';
import { REGION } from '../contract/fields';
import { listOf, objectOf } from '../contract/json';
import { ACK_REGION } from '../contract/names';
import { unknownRegion } from '../contract/rules/region';
import { StringShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { once } from '../once';
import { Options } from '../props/options';
import { IDynamoDbTable } from '../table-interface';

/** A CloudWatch dashboard of tables. */
export interface TableDashboardProps {
  /**
   * The tables, in this order.
   * @default - those of `scopes`
   */
  readonly tables?: IDynamoDbTable[];

  /**
   * Constructs whose tables count, with all that is in them: a `DynamoDbApplication`, a chart, an app. Tables that are added
   * later count, too.
   * @default - none
   */
  readonly scopes?: IConstruct[];

  /**
   * Name of the dashboard: 1 to 255 of `a-z A-Z 0-9 _ -`, unique in the account. Cannot change.
   * @default - the id of the construct
   */
  readonly dashboardName?: string;

  /**
   * AWS region by way of which the dashboard is made. Dashboards belong to all regions of an account.
   * @default - the region that the ACK CloudWatch controller is set to
   */
  readonly region?: string;
}

const NAME: StringShape = { kind: 'string', pattern: '^[a-zA-Z0-9_-]{1,255}$', meaning: '1 to 255 of a-z A-Z 0-9 _ -' };

/** What a dashboard holds. */
const MAX_WIDGETS = 500;
const MAX_METRICS = 2_500;

/**
 * A CloudWatch dashboard of tables, as ACK's `Dashboard`: consumed and provisioned capacity, throttling, latency and errors of
 * each. Needs the ACK CloudWatch controller.
 *
 * What is wrong with the options is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class TableDashboard extends Construct {
  /** ACK's `Dashboard`. */
  public readonly dashboard: ApiObject;

  public constructor(scope: Construct, id: string, props: TableDashboardProps) {
    super(checkScope('new TableDashboard', scope, id), id);
    const { dashboardBody, inOnePartition, inOtherAccounts, readTables, registerNames, watchedTable } = render();
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const tables = readTables(options, problems);
    // A scope may have more tables later.
    const body = () => dashboardBody(tables.now().map(watchedTable));
    const dashboardName = options.take('dashboardName') ?? id;
    problems.push(...validateValue('dashboardName', dashboardName, NAME));
    const region = options.take('region');
    problems.push(...(region === undefined ? [] : validateValue('region', region, REGION)), ...unknownRegion('region', region));
    options.finish();
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Dashboard } = require('./l1') as typeof import('./l1');
    this.dashboard = new ApiObject(this, 'Dashboard', Dashboard.manifest({
      metadata: { annotations: region === undefined ? {} : { [ACK_REGION]: String(region) } },
      spec: { dashboardName: String(dashboardName), dashboardBody: Lazy.any({ produce: () => JSON.stringify(body()) }) as unknown as string },
    }));
    problems.push(...registerNames(this, [{ name: String(dashboardName), tables: tables.now() }], 'dashboardName', 'dashboard'));
    const violations = () => [...problems, ...tables.validate(), ...inOnePartition(tables.now(), 'a dashboard'), ...tooMany(body()), ...tooLarge(this.dashboard.toJson()), ...inOtherAccounts(tables, 'dashboard')];
    this.node.addValidation({ validate: once(() => reportViolations(this, violations())) });
  }
}

/** What `kubectl apply` notes in an annotation: with it, the annotations of an object have so many bytes at most. */
const MAX_APPLIED = 262_144;

function tooLarge(dashboard: object): Violation[] {
  const bytes = Buffer.byteLength(JSON.stringify(dashboard));
  return bytes <= MAX_APPLIED ? [] : [{
    code: 'LargeObject', severity: 'warning', property: 'tables', problem: `make an object of ${bytes} bytes, and a client-side \`kubectl apply\` takes ${MAX_APPLIED}`, fix: 'Use `kubectl apply --server-side`, with Argo CD the sync option ServerSideApply=true, or a dashboard for each part of the tables.',
  }];
}

function tooMany({ widgets }: DashboardBody): Violation[] {
  const metrics = widgets.flatMap(({ properties }) => listOf(objectOf(properties).metrics)).length;
  const found = (count: number, what: string, most: number): Violation[] => count <= most ? [] : [{
    code: 'InvalidCount', property: 'tables', problem: `make ${count} ${what}, and CloudWatch takes ${most}`, fix: 'Make a dashboard for each part of the tables.',
  }];
  return [...found(widgets.length, 'widgets', MAX_WIDGETS), ...found(metrics, 'metrics', MAX_METRICS)].slice(0, 1);
}
