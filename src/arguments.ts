import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { KUBERNETES_LABEL } from './contract/fields';
import { validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';

/**
 * Throws where a construct is made of anything but a scope and an id: `constructs` would fail in its own code, with words of its own.
 * @param call what was called, without its arguments
 */
export function checkScope<T extends Construct>(call: string, scope: T, id: string): T {
  const given: readonly unknown[] = [scope, id];
  const violations: Violation[] = [];
  if (!Construct.isConstruct(given[0])) {
    violations.push({ code: 'InvalidType', property: 'scope', value: scope, problem: 'is not a construct', fix: 'Give the chart or the construct that it goes into.' });
  }
  if (typeof given[1] !== 'string') {
    violations.push({ code: 'InvalidType', property: 'id', value: id, problem: 'is not text', fix: 'Give the id of the construct; the properties come after it.' });
  }
  throwAll(`${call}(scope, id, …)`, violations);
  scope.node.scopes.filter(Chart.isChart).forEach(checkNamespace);
  return scope;
}

const checked = new WeakSet<Chart>();

/** cdk8s takes any namespace for a chart, and the API server rejects what is in it. */
function checkNamespace(chart: Chart): void {
  const { namespace } = chart;
  // An empty one says none: so a chart is made that goes to the namespace of kubectl, whatever the App has.
  if (namespace !== undefined && namespace !== '' && !checked.has(chart)) {
    checked.add(chart);
    chart.node.addValidation({ validate: () => formatViolations(validateValue('namespace', namespace, KUBERNETES_LABEL)) });
  }
}

/** Throws where an argument is not text. */
export function checkText(call: string, name: string, value: unknown, fix: string): void {
  throwAll(`${call}()`, typeof value === 'string' ? [] : [{ code: 'InvalidType', property: name, value, problem: 'is not text', fix }]);
}

/** Throws what is wrong with arguments. */
export function throwAll(call: string, violations: readonly Violation[]): void {
  if (violations.length > 0) {
    throw new Error([`${call}:`, ...formatViolations(violations)].join('\n  '));
  }
}
