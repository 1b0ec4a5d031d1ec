"""What AWS rejects and moto lets pass. Nothing here changes a table.

The texts are AWS's own where they have been published by people who tried (catalogues of "ack-api-quirks", issues of
the Terraform provider), because ACK and our own expressions look at some of them.
"""
import json
import re
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.dynamodb.models.table import Table

from table_state import state_of

Body = dict[str, Any]
CHANGES = (
    "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexUpdates", "OnDemandThroughput",
    "ProvisionedThroughput", "ReplicaUpdates", "SSESpecification", "StreamSpecification", "TableClass", "WarmThroughput",
)  # fmt: skip
# In the order in which AWS names them when a request holds several.
ONLY_ALONE = {
    "SSESpecification": "Server-Side Encryption modification",
    "TableClass": "TableClass modification",
    "DeletionProtectionEnabled": "DeletionProtection modification",
    "ReplicaUpdates": "Replica modification",
    "WarmThroughput": "WarmThroughput",
}
ADMITTED_WHILE_UPDATING = {"DeletionProtectionEnabled", "SSESpecification", "WarmThroughput"}
WILL_NOT_CHANGE = "will not change. The requested value equals the current value."
# A key whose ID begins so does not exist; all others do.
NO_KEY = "00000000-"
CAPS = ("MaxReadRequestUnits", "MaxWriteRequestUnits")
NO_UNITS = "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"


def error(code: str, message: str, status: int = 400) -> JsonRESTError:
    refusal = JsonRESTError("com.amazonaws.dynamodb.v20120810#" + code, message)
    refusal.code = status
    return refusal


def invalid(message: str) -> JsonRESTError:
    return error("ValidationException", message)


def bad_value(message: str) -> JsonRESTError:
    return invalid("One or more parameter values were invalid: " + message)


def in_use(message: str) -> JsonRESTError:
    return error("ResourceInUseException", "Attempt to change a resource which is still in use: " + message)


def check_create(body: Body) -> None:
    if not re.fullmatch(r"[a-zA-Z0-9_.-]{3,255}", body["TableName"]):
        raise invalid(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain "
            "only the characters a-z, A-Z, 0-9, '_', '-', and '.'"
        )
    on_demand = body.get("BillingMode") == "PAY_PER_REQUEST"
    stream = body.get("StreamSpecification")
    if stream and stream.get("StreamEnabled") and not stream.get("StreamViewType"):
        raise bad_value("Table is being created with a stream enabled, UpdateViewType is required")
    if stream and not stream.get("StreamEnabled") and stream.get("StreamViewType"):
        raise bad_value("Table is being created with a stream disabled, UpdateViewType should not be specified")
    check_units(body.get("ProvisionedThroughput"))
    check_encryption(body.get("SSESpecification") or {})
    check_caps(body.get("OnDemandThroughput"), on_demand, lowest=1)
    for index in body.get("GlobalSecondaryIndexes") or []:
        check_index_throughput(index, on_demand)
        check_caps(index.get("OnDemandThroughput"), on_demand, lowest=1, where=f"index {index['IndexName']}")
    check_tags(body.get("Tags") or [])
    if body.get("ResourcePolicy") is not None:
        check_policy(body["ResourcePolicy"])


def check_update(table: Table, changes: Body, attributes: list[Body]) -> None:
    if not changes:
        raise invalid(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, "
            "SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, "
            "MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is "
            "required"
        )
    check_units(changes.get("ProvisionedThroughput"))  # AWS looks at the bare values before anything else
    check_combination(changes)
    check_state(table, changes)
    on_demand = changes.get("BillingMode", table.billing_mode) == "PAY_PER_REQUEST"
    check_provisioned(table, changes, on_demand)
    check_caps(changes.get("OnDemandThroughput"), on_demand, lowest=-1)
    if "StreamSpecification" in changes:
        check_stream(table, changes["StreamSpecification"])
    if "SSESpecification" in changes:
        check_encryption(changes["SSESpecification"])
    check_indexes(table, changes, attributes, on_demand)


def check_combination(changes: Body) -> None:
    if len(changes) > 1:
        for name, text in ONLY_ALONE.items():
            if name in changes:
                raise bad_value(f"{text} must be the only operation in the request")
    if "OnDemandThroughput" in changes and set(changes) - {"OnDemandThroughput", "BillingMode"}:
        raise bad_value("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request")
    units = "ProvisionedThroughput" in changes or changes.get("BillingMode") == "PROVISIONED"
    if "StreamSpecification" in changes and units:
        raise bad_value("You cannot modify stream status while updating table IOPS")
    if any("Update" not in update for update in changes.get("GlobalSecondaryIndexUpdates", [])):
        if units:
            raise bad_value("You cannot create or delete index while updating table IOPS")
        if "StreamSpecification" in changes:
            raise bad_value("You cannot create or delete index while changing stream status")


def check_state(table: Table, changes: Body) -> None:
    status = state_of(table).status("table")
    if status == "UPDATING" and set(changes) <= ADMITTED_WHILE_UPDATING:
        return
    if status != "ACTIVE":
        raise in_use(f"Table is being {status.lower().replace('ing', 'ed')}: {table.name}")


def check_units(units: Body | None) -> None:
    for name in ("ReadCapacityUnits", "WriteCapacityUnits") if units is not None else ():
        where = f"at 'provisionedThroughput.{name[0].lower()}{name[1:]}' failed to satisfy constraint: Member must"
        if units.get(name) is None:
            raise invalid(f"1 validation error detected: Value null {where} not be null")
        if units[name] < 1:
            raise invalid(f"1 validation error detected: Value '{units[name]}' {where} have value greater than or equal to 1")


def check_provisioned(table: Table, changes: Body, on_demand: bool) -> None:
    units = changes.get("ProvisionedThroughput")
    if units is None:
        if changes.get("BillingMode") == "PROVISIONED":
            raise bad_value("ProvisionedThroughput must be specified when BillingMode is PROVISIONED")
        return
    if on_demand:
        raise bad_value(f"{NO_UNITS} when BillingMode is PAY_PER_REQUEST")
    if same_units(units, table.throughput) and "GlobalSecondaryIndexUpdates" not in changes:
        read, write = units["ReadCapacityUnits"], units["WriteCapacityUnits"]
        raise invalid(
            f"The provisioned throughput for the table {WILL_NOT_CHANGE} Current ReadCapacityUnits provisioned for the "
            f"table: {read}. Requested ReadCapacityUnits: {read}. Current WriteCapacityUnits provisioned for the table: "
            f"{write}. Requested WriteCapacityUnits: {write}. Refer to the Amazon DynamoDB Developer Guide for current "
            "limits and how to request higher limits."
        )


def same_units(one: Body, other: Body) -> bool:
    return all(one.get(name) == other.get(name) for name in ("ReadCapacityUnits", "WriteCapacityUnits"))


def check_caps(caps: Body | None, on_demand: bool, lowest: int, where: str = "table") -> None:
    """lowest: -1 lifts a cap by UpdateTable, but means nothing in CreateTable."""
    if caps == {} and lowest < 0:
        raise error("InternalFailure", "", 500)  # AWS does that, each time
    for name in CAPS:
        value = (caps or {}).get(name)
        if value is None:
            continue
        if not on_demand:
            raise bad_value(f"{name} for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED")
        if value < lowest or value == 0:
            raise bad_value(f"Requested {name} for OnDemandThroughput for {where} is outside of valid range")


def check_stream(table: Table, stream: Body) -> None:
    is_on = bool((table.stream_specification or {}).get("StreamEnabled"))
    if stream.get("StreamEnabled"):
        if not stream.get("StreamViewType"):
            raise bad_value("If stream is being enabled then UpdateViewType is required")
        if is_on:
            raise invalid(f"Table already has an enabled stream: TableName: {table.name}")
    else:
        if stream.get("StreamViewType"):
            raise bad_value("If stream is being disabled, then UpdateViewType must not be specified")
        if not is_on:
            raise invalid(f"Table has no stream to disable: TableName: {table.name}")
        if state_of(table).replicas:
            raise bad_value("Disabling Stream is not allowed for a Global Table replica.")


def wants_encryption(sse: Body) -> bool:
    return sse.get("Enabled", sse.get("SSEType") == "KMS")


def check_encryption(sse: Body) -> None:
    if sse.get("SSEType") == "AES256":
        raise bad_value("SSEType AES256 is not supported")
    key = sse.get("KMSMasterKeyId") or ""
    if key.split("/")[-1].startswith(NO_KEY):
        model = "com.amazonaws.services.kms.model.NotFoundException"
        raise invalid(f"KMS validation error: {model}: Key '{key}' does not exist")
    for name in ("SSEType", "KMSMasterKeyId"):
        if sse.get(name) and sse.get("Enabled") is False:
            raise bad_value(f"{name} can not be specified if Enabled is false")
    if sse.get("KMSMasterKeyId") and not sse.get("SSEType"):
        raise bad_value("SSEType KMS is required if KMSMasterKeyId is specified")


def check_index_throughput(index: Body, on_demand: bool) -> None:
    check_units(index.get("ProvisionedThroughput"))
    if on_demand and index.get("ProvisionedThroughput"):
        raise bad_value(
            f"ProvisionedThroughput should not be specified for index: {index['IndexName']} when BillingMode is "
            "PAY_PER_REQUEST"
        )
    if not on_demand and not index.get("ProvisionedThroughput"):
        raise bad_value(f"ProvisionedThroughput is not specified for index: {index['IndexName']}")


def check_indexes(table: Table, changes: Body, attributes: list[Body], on_demand: bool) -> None:
    updates = changes.get("GlobalSecondaryIndexUpdates", [])
    existing = {index.name: index for index in table.global_indexes}
    if changes.get("BillingMode") == "PROVISIONED" and table.billing_mode == "PAY_PER_REQUEST":
        given = {update["Update"]["IndexName"] for update in updates if "Update" in update}
        for name in existing.keys() - given:
            raise bad_value(f"ProvisionedThroughput must be specified for index: {name}")
    online = [update for update in updates if "Update" not in update]
    for update in online:
        if "Create" in update:
            index = update["Create"]
            name = index["IndexName"]
            if name in existing:
                raise invalid("Attempting to create an index which already exists")
            known = {attribute["AttributeName"] for attribute in [*table.attr, *attributes]}
            missing = [key["AttributeName"] for key in index["KeySchema"] if key["AttributeName"] not in known]
            if not attributes:
                raise bad_value(f"AttributeDefinitions is not specified for index: {name}")
            if missing:
                raise bad_value(
                    f"Some index key attributes are not defined in AttributeDefinitions. Keys: [{', '.join(missing)}], "
                    f"AttributeDefinitions: [{', '.join(a['AttributeName'] for a in attributes)}]"
                )
            check_index_throughput(index, on_demand)
            check_caps(index.get("OnDemandThroughput"), on_demand, lowest=1, where=f"index {name}")
        elif update["Delete"]["IndexName"] not in existing:
            raise error("ResourceNotFoundException", "Requested resource not found")
    unsettled = any(state_of(table).status("index", name) in ("CREATING", "DELETING") for name in existing)
    if len(online) > 1 or (online and unsettled):
        raise error(
            "LimitExceededException",
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
        )
    for update in updates:
        if "Update" in update:
            check_index_update(existing, update["Update"], on_demand)


def check_index_update(existing: Body, update: Body, on_demand: bool) -> None:
    name, units, caps = update["IndexName"], update.get("ProvisionedThroughput"), update.get("OnDemandThroughput")
    if name not in existing:
        raise error("ResourceNotFoundException", "Requested resource not found")
    check_units(units)
    check_caps(caps, on_demand, lowest=-1, where=f"index {name}")
    if on_demand and units:
        raise bad_value(f"{NO_UNITS} for index: {name} when BillingMode is PAY_PER_REQUEST")
    if on_demand and not caps and not update.get("WarmThroughput"):
        raise bad_value(
            f"The only Updates for index: {name} when TableThroughputMode is PAY_PER_REQUEST can be to "
            "OnDemandThroughput, WarmThroughput"
        )
    if not on_demand and not units:
        raise bad_value(f"ProvisionedThroughput must be specified for index: {name}")
    if units and same_units(units, existing[name].throughput):
        raise invalid(f"The provisioned throughput for the index {name} {WILL_NOT_CHANGE}")


def check_tags(tags: list[Body]) -> None:
    keys = [tag["Key"] for tag in tags]
    for key in keys:
        if not 1 <= len(key) <= 128:
            raise invalid(f"The Tag Key provided is invalid, Key: {key}")
        if key.lower().startswith("aws:"):
            raise invalid(f"Tag Key cannot be prefixed with aws:, Key: {key}")
        if keys.count(key) > 1:
            raise invalid(f"Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}")
    for tag in tags:
        if tag.get("Value") is None or len(tag["Value"]) > 256:
            raise invalid(f"The Tag Value provided is invalid, Value: {tag.get('Value')}")
    if len(keys) > 50:
        raise invalid("Number of Tags exceed the current limit for the provided ResourceArn")


def check_policy(policy: str) -> None:
    if len(policy.encode()) > 20480:
        raise bad_value("Maximum policy size of 20480 bytes exceeded")
    try:
        json.loads(policy)
    except ValueError:
        raise bad_value("Invalid policy document: This policy contains invalid Json")
