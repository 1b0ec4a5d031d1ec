"""Replicas of global tables (version 2019.11.21): described on the source, and a table of their own in their region.

Items and later changes are not carried over; the controller asks for neither.
"""
import copy
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table

from dynamodb_rules import bad_value, invalid
from table_state import TableState, settings, state_of

ACTIONS = ("Create", "Update", "Delete")


def update_replica(table: Table, updates: list[dict[str, Any]]) -> None:
    actions = [(kind, update[kind]) for update in updates for kind in ACTIONS if update.get(kind)]
    if not actions:
        raise invalid("There are no actions specified in the Replica Update Action of the request.")
    if len(actions) > 1:
        raise invalid("Update table operation with more than one create or delete replica actions not allowed")
    kind, action = actions[0]
    region, state = action["RegionName"], state_of(table)
    there = dynamodb_backends[table.account_id][region].tables
    if region == table.region_name:
        raise invalid(
            "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or "
            "UpdateTable as required."
        )
    if kind == "Create":
        check_source(table)
        check_key(table, action)
        if region in state.replicas or table.name in there:
            raise invalid(
                f"Failed to create a the new replica of table with name: ‘{table.name}’ because one or more replicas "
                "already existed as tables."
            )
        state.replicas[region] = described(table, action)
        there[table.name] = copied(table, region)
        state.enter("replica", region, "CREATING", settings.creatingSeconds)
        return
    if region not in state.replicas:
        raise invalid(
            "Update global table operation failed because one or more replicas were not part of the global table. "
            f"Please retry the request without these replicas: [{region}]."
        )
    if kind == "Update":
        if len(action) == 1:
            raise invalid("There are no actions specified in the Replica Update Action of the request.")
        if action.get("KMSMasterKeyId"):  # nor by way of replacing it
            raise bad_value("KMSMasterKeyId must be specified for each replica.")
        state.replicas[region].update(described(table, action))
        state.enter("replica", region, "UPDATING", settings.updatingSeconds)
    else:
        there.pop(table.name, None)
        state.enter("replica", region, "DELETING", settings.deletingSeconds)


def check_source(table: Table) -> None:
    if table.billing_mode != "PAY_PER_REQUEST":  # there is no auto scaling here that could be set up instead
        raise invalid("Table write capacity should either be Pay-Per-Request or AutoScaled.")
    if (table.stream_specification or {}).get("StreamViewType") != "NEW_AND_OLD_IMAGES":
        raise invalid("Table must have a stream with the view type NEW_AND_OLD_IMAGES")  # our words


def check_key(table: Table, action: dict[str, Any]) -> None:
    key = (table.sse_specification or {}).get("KMSMasterKeyId")
    own = key and key != table._get_default_encryption_key(table.account_id, table.region_name)
    if own and not action.get("KMSMasterKeyId"):
        raise bad_value("KMSMasterKeyId must be specified for each replica.")
    if not own and action.get("KMSMasterKeyId"):
        raise bad_value("KMSMasterKeyId cannot be specified for a replica of a table without a customer managed key")  # our words


def described(table: Table, action: dict[str, Any]) -> dict[str, Any]:
    replica = {name: value for name, value in action.items() if name != "TableClassOverride"}
    if action.get("TableClassOverride"):
        replica["ReplicaTableClassSummary"] = {"TableClass": action["TableClassOverride"]}
    key = action.get("KMSMasterKeyId")
    if key and not key.startswith("arn:"):
        replica["KMSMasterKeyId"] = f"arn:aws:kms:{action['RegionName']}:{table.account_id}:key/{key}"
    return replica


def copied(table: Table, region: str) -> Table:
    replica = copy.deepcopy(table)
    replica.region_name = region
    replica.table_arn = replica._generate_arn(replica.name)
    replica.tags = []
    replica.aws_state = TableState(on_demand_since=state_of(table).on_demand_since)
    replica.aws_state.replicas[table.region_name] = {"RegionName": table.region_name}
    replica.aws_state.enter("table", "", "CREATING", settings.creatingSeconds)
    return replica
