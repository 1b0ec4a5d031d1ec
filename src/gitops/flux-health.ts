import { FluxHealthCheck } from './flux-health-check';
import { Application } from '../../imports/core.oam.dev';
import { ResourceGraphDefinition } from '../../imports/kro.run';
import { API_VERSION, KIND } from '../contract/names';
import { LOST } from '../contract/status';
import { all, any, Cel, cel } from '../print/cel';

/**
 * For each kind that Flux applies. Without these, Flux takes an object that has no status yet for healthy. While there is none, the
 * expressions give an error, and Flux waits. A table's `observedGeneration` it compares by itself.
 */
export function fluxHealthChecks(apiGroup: string): FluxHealthCheck[] {
  return [
    check(ResourceGraphDefinition.GVK, all([hasConditions, observed('Ready', 'True')]), all([hasConditions, observed('GraphAccepted', 'False')])),
    check(
      { apiVersion: `${apiGroup}/${API_VERSION}`, kind: KIND },
      all([hasConditions, is('Ready', 'True'), cel`has(status.tableStatus)`, cel`status.tableStatus == ${'ACTIVE'}`]),
      any([all([hasConditions, is('Stalled', 'True')]), all([cel`has(status.tableStatus)`, cel`status.tableStatus in ${LOST}`])]),
    ),
    check(
      Application.GVK,
      all([phase('running'), cel`(!has(status.services) || status.services.all(s, s.healthy))`]),
      all([cel`has(status.status)`, cel`status.status in ${['workflowFailed', 'workflowTerminated']}`]),
    ),
  ];
}

const hasConditions = cel`has(status.conditions)`;

function is(type: string, status: string): Cel {
  return cel`status.conditions.exists(c, c.type == ${type} && c.status == ${status})`;
}

/** Of this generation, and not of one before. */
function observed(type: string, status: string): Cel {
  return cel`status.conditions.exists(c, c.type == ${type} && c.status == ${status} && c.observedGeneration == metadata.generation)`;
}

function phase(name: string): Cel {
  return all([cel`has(status.status)`, cel`status.status == ${name}`]);
}

function check({ apiVersion, kind }: { apiVersion: string; kind: string }, current: Cel, failed: Cel): FluxHealthCheck {
  return { apiVersion, kind, current: current.text, failed: failed.text };
}
