import { Table } from '../../imports/dynamodb.services.k8s.aws';

/**
 * The two snippets of CUE with which KubeVela assesses the health of a table. They are compiled only when they run, and
 * `&&` does not short-circuit in CUE, so every read of a status that may be absent is guarded by itself.
 */

const READ_STATE = `\
_state: *"" | string
if context.output.status.state != _|_ {
	_state: context.output.status.state
}
_tableStatus: *"" | string
if context.output.status.tableStatus != _|_ {
	_tableStatus: context.output.status.tableStatus
}`;

/** Healthy: kro has everything in place, and DynamoDB says that the table is active. */
export const HEALTH_POLICY = `\
${READ_STATE}
isHealth: _state == "ACTIVE" && _tableStatus == "ACTIVE"`;

const ACK_TABLES = `${Table.GVK.kind.toLowerCase()}s.${Table.GVK.apiVersion.split('/')[0]}`;

/**
 * What `vela status` and `kubectl get app` show: state, ARN, and why AWS rejected, or kro could not, in their own words. While an
 * instance is deleted, kro leaves its status as it last was, so that the message says where to look instead.
 */
export const CUSTOM_STATUS = `\
${READ_STATE}
_arn: *"" | string
if context.output.status.tableArn != _|_ {
	_arn: " " + context.output.status.tableArn
}
_conditions: *[] | [...]
if context.output.status.conditions != _|_ {
	_conditions: context.output.status.conditions
}
_telling: [["ProviderConfig", "False"], ["ACK.Terminal", "True"], ["ACK.Recoverable", "True"], ["Adopted", "False"], if _state == "ERROR" {["Ready", "False"]}]
_problems: [ for c in _conditions if c.message != _|_ for t in _telling if c.type == t[0] if c.status == t[1] {c.message}]
_problem: *"" | string
if _state != "DELETING" if len(_problems) > 0 {
	_problem: ": " + _problems[0]
}
if _state == "DELETING" {
	_problem: ": what AWS says to it: kubectl describe ${ACK_TABLES} " + context.output.metadata.name
}
_shown: string
if _state == "DELETING" {
	_shown: _state
}
if _state != "DELETING" if _tableStatus != "" {
	_shown: _tableStatus
}
if _state != "" if _state != "DELETING" if _tableStatus == "" {
	_shown: _state
}
if _tableStatus == "" if _state == "" {
	_shown: "waiting for kro"
}
message: _shown + _arn + _problem`;
