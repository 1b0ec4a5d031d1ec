import { App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Violation } from '../contract/violation';

/** What is wrong where tables stand in the same output as the platform resources. */
export function tablesApart(platform: IConstruct): Violation[] {
  const { outputType, within } = output(platform);
  const found = within.node.findAll().filter((construct) => isTable(construct) && output(construct).within === within);
  return found.length === 0 ? [] : [{
    code: 'TablesNotApart',
    property: 'gitOps',
    problem: `is GitOps.flux(), which applies what stands in one ${outputType} at once, and ${paths(found)} needs the platform resources to be there first`,
    fix: outputType === 'file' ? 'Give each chart a file of its own (YamlOutputType.FILE_PER_CHART), in folders of their own.' : 'Put the tables in a chart of their own.',
  }];
}

// cdk8s takes every ApiObject for an instance of every class that extends it, so what declares tables is known by its method.
function isTable(construct: IConstruct): boolean {
  return '_declaredTables' in construct;
}

function output(construct: IConstruct): { outputType: 'file' | 'chart'; within: IConstruct } {
  const app = App.of(construct);
  return app.yamlOutputType === YamlOutputType.FILE_PER_APP ? { outputType: 'file', within: app } : { outputType: 'chart', within: Chart.of(construct) };
}

function paths(constructs: readonly IConstruct[]): string {
  const [first, ...rest] = constructs.map(({ node }) => node.path);
  return rest.length === 0 ? first : `${first} (and ${rest.length} more)`;
}
