import { Application } from '../../imports/core.oam.dev';
import { Table } from '../../imports/dynamodb.services.k8s.aws';
import { ResourceGraphDefinition } from '../../imports/kro.run';
import { KIND } from '../contract/names';
import { LOST } from '../contract/status';

/**
 * How Argo CD assesses the health of the kinds of this library, in Lua. It opens none of Lua's libraries but `table`, and assesses what is being
 * deleted by itself. What AWS or kro tries again is Progressing, with its message; Degraded is what needs a change.
 */

const PRELUDE = `\
local conditions = {}
for _, condition in ipairs(obj.status ~= nil and obj.status.conditions or {}) do
  conditions[condition.type] = condition
end
local function is(type, status)
  return conditions[type] ~= nil and conditions[type].status == status
end
local function message(type)
  return conditions[type] ~= nil and conditions[type].message or ""
end
`;

const lost = `(${LOST.map((status) => `obj.status.tableStatus == "${status}"`).join(' or ')})`;

// kro sets observedGeneration, and with it whatever else it says of this generation.
const TABLE = `\
${PRELUDE}
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "waiting for kro" }
end
if is("Stalled", "True") then
  return { status = "Degraded", message = message("Stalled") }
end
if ${lost} then
  return { status = "Degraded", message = "the table is " .. obj.status.tableStatus }
end
if is("Ready", "True") and obj.status.tableStatus == "ACTIVE" then
  return { status = "Healthy", message = obj.status.tableArn or "" }
end
if is("ACK.Recoverable", "True") then
  return { status = "Progressing", message = message("ACK.Recoverable") }
end
return { status = "Progressing", message = message("Ready") }
`;

const ACK_TABLE = `\
${PRELUDE}
if is("ACK.Terminal", "True") then
  return { status = "Degraded", message = message("ACK.Terminal") }
end
if obj.status ~= nil and ${lost} then
  return { status = "Degraded", message = "the table is " .. obj.status.tableStatus }
end
if is("ACK.ResourceSynced", "True") and obj.status.tableStatus == "ACTIVE" then
  return { status = "Healthy", message = "" }
end
if is("ACK.Recoverable", "True") then
  return { status = "Progressing", message = message("ACK.Recoverable") }
end
return { status = "Progressing", message = message("ACK.ResourceSynced") }
`;

// kro stamps each condition with the generation that it holds for.
const GRAPH = `\
${PRELUDE}
local ready = conditions["Ready"]
if ready == nil or ready.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "waiting for kro" }
end
if ready.status == "True" then
  return { status = "Healthy", message = "" }
end
if is("GraphAccepted", "False") then
  return { status = "Degraded", message = message("GraphAccepted") }
end
return { status = "Progressing", message = ready.message or "" }
`;

const APPLICATION = `\
local status = obj.status or {}
local messages = {}
local healthy = true
for _, service in ipairs(status.services or {}) do
  healthy = healthy and service.healthy == true
  table.insert(messages, service.name .. ": " .. (service.message or ""))
end
local message = table.concat(messages, "; ")
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "waiting for KubeVela" }
end
if status.status == "running" and healthy then
  return { status = "Healthy", message = message }
end
if status.status == "workflowFailed" or status.status == "workflowTerminated" then
  return { status = "Degraded", message = status.status .. " " .. message }
end
if status.status == "workflowSuspending" then
  return { status = "Suspended", message = message }
end
return { status = "Progressing", message = message }
`;

/** The entries of Argo CD's ConfigMap `argocd-cm`. */
export function argoCdHealthChecks(apiGroup: string): Record<string, string> {
  const checks: ReadonlyArray<readonly [string, string, string]> = [
    [apiGroup, KIND, TABLE],
    [groupOf(Table.GVK), Table.GVK.kind, ACK_TABLE],
    [groupOf(ResourceGraphDefinition.GVK), ResourceGraphDefinition.GVK.kind, GRAPH],
    [groupOf(Application.GVK), Application.GVK.kind, APPLICATION],
  ];
  return Object.fromEntries(checks.map(([group, kind, lua]) => [`resource.customizations.health.${group}_${kind}`, lua]));
}

function groupOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.split('/')[0];
}
