/** What a printed program of TypeScript synthesizes, compiled as it stands. */
import { runInNewContext } from 'node:vm';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import * as library from '../../src';

/** The specs of the tables of a program, by the names of their objects. */
export function specsOf(program: string): Map<string, any> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText, diagnostics = [] } = ts.transpileModule(program, { compilerOptions, reportDiagnostics: true });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return specsOfCompiled(outputText);
}

/** The same of a program that is compiled. */
export function specsOfCompiled(outputText: string): Map<string, any> {
  // Without validation: what is not valid is a finding.
  const objects = chartsOf(outputText).flatMap((chart) => chart.node.children).filter(cdk8s.ApiObject.isApiObject);
  return new Map(objects.map((object) => object.toJson()).map(({ metadata, spec }) => [metadata.name, spec]));
}

/** What a program of TypeScript is refused for when it is synthesized; what it cannot even be run for. */
export function refusalsOf(program: string): string[] {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  try {
    return chartsOf(outputText).flatMap((chart) => chart.node.findAll().flatMap((each) => each.node.validate()));
  } catch (error) {
    return [(error as Error).message];
  }
}

function chartsOf(outputText: string): cdk8s.Chart[] {
  const apps: cdk8s.App[] = [];
  class App extends cdk8s.App {
    public synth(): void {
      apps.push(this);
    }
  }
  const modules: Record<string, unknown> = { 'cdk8s': { ...cdk8s, App }, 'constructs': constructs, 'cdk8s-dynamodb-kro': library };
  runInNewContext(outputText, { require: (name: string) => modules[name], exports: {} });
  return apps.flatMap((app) => app.node.children).filter(cdk8s.Chart.isChart);
}
