"""moto's DynamoDB, answering as AWS does where moto is silent, lenient or wrong (moto 5.2.5).

Importing this module puts the handler in the place of moto's. What is not overridden here is moto's own.
"""
import copy
from datetime import datetime, timezone
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.common_types import TYPE_RESPONSE
from moto.dynamodb import urls
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import ResourcePolicy, Table
from moto.dynamodb.responses import DynamoHandler, DynamoResult
from moto.kms import kms_backends

import dynamodb_rules as rules
from dynamodb_rules import bad_value, error, in_use, invalid
from replicas import update_replica
from table_state import TableState, drop_unused_attributes, settings, settle, state_of


class AwsDynamoHandler(DynamoHandler):
    def call_action(self) -> TYPE_RESPONSE:
        settle(self.dynamodb_backend)
        return super().call_action()

    # Tables

    def create_table(self) -> ActionResult:
        body = self.body
        rules.check_create(body)
        super().create_table()
        table = self.dynamodb_backend.get_table(body["TableName"])
        state = table.aws_state = TableState()
        sse = body.get("SSESpecification") or {}
        table.sse_specification = encryption(table, sse) if rules.wants_encryption(sse) else {}
        state.table_class = body.get("TableClass")
        state.on_demand = dict(body.get("OnDemandThroughput") or {})
        if table.billing_mode == "PAY_PER_REQUEST":
            state.on_demand_since = datetime.now(timezone.utc)
        for index in body.get("GlobalSecondaryIndexes") or []:
            if index.get("OnDemandThroughput"):
                state.index_on_demand[index["IndexName"]] = dict(index["OnDemandThroughput"])
        if body.get("ResourcePolicy") is not None:
            policy = ResourcePolicy(table.table_arn, body["ResourcePolicy"])
            self.dynamodb_backend.resource_policies[table.table_arn] = policy
        state.enter("table", "", "CREATING", settings.creatingSeconds)
        return self._described(table)

    def update_table(self) -> ActionResult:
        table = self._table()
        changes = {name: self.body[name] for name in rules.CHANGES if self.body.get(name) not in (None, [])}
        attributes = self.body.get("AttributeDefinitions") or []
        rules.check_update(table, changes, attributes)
        state = state_of(table)
        switches = changes.get("BillingMode", table.billing_mode) != table.billing_mode
        if "SSESpecification" in changes:
            change_encryption(table, changes["SSESpecification"])
            state.enter("sse", "", "UPDATING", settings.updatingSeconds)
        if "DeletionProtectionEnabled" in changes:
            change_protection(table, changes["DeletionProtectionEnabled"])
        if "TableClass" in changes and changes["TableClass"] != (state.table_class or "STANDARD"):
            state.table_class = changes["TableClass"]
        if "ReplicaUpdates" in changes:
            update_replica(table, changes["ReplicaUpdates"])
        if "WarmThroughput" in changes:
            table.warm_throughput = {**table.warm_throughput, **changes["WarmThroughput"]}
        if "StreamSpecification" in changes:
            table.set_stream_specification(dict(changes["StreamSpecification"]))
            if not table.stream_specification["StreamEnabled"]:
                table.stream_shard = None  # or moto would write to it still
        change_throughput(table, changes)
        self._change_indexes(table, changes.get("GlobalSecondaryIndexUpdates", []), attributes)
        # Protection, encryption, caps and warm throughput don't make the table UPDATING.
        if set(changes) & {"ProvisionedThroughput", "ReplicaUpdates", "StreamSpecification", "TableClass"}:
            state.enter("table", "", "UPDATING", settings.updatingSeconds)
        if switches:
            state.enter("table", "", "UPDATING", max(settings.updatingSeconds, settings.billingSeconds))
        return self._described(table)

    def _change_indexes(self, table: Table, updates: list[dict[str, Any]], attributes: list[dict[str, str]]) -> None:
        state = state_of(table)
        for update in updates:
            if "Delete" in update:
                state.enter("index", update["Delete"]["IndexName"], "DELETING", settings.indexSeconds)
                continue
            index = update.get("Create") or update["Update"]
            if "Create" in update:
                known = {attribute["AttributeName"] for attribute in table.attr}
                table.attr = [*table.attr, *(a for a in attributes if a["AttributeName"] not in known)]
                state.enter("index", index["IndexName"], "CREATING", settings.indexSeconds)
            else:
                state.enter("index", index["IndexName"], "UPDATING", settings.updatingSeconds)
            self.dynamodb_backend.update_table_global_indexes(table, [copy.deepcopy(update)])
            if index.get("OnDemandThroughput"):
                caps = state.index_on_demand.setdefault(index["IndexName"], {})
                merge_caps(state, "index caps", index["IndexName"], caps, index["OnDemandThroughput"])
        if any("Update" not in update for update in updates):
            drop_unused_attributes(table)
            state.enter("table", "", "UPDATING", settings.updatingSeconds)

    def delete_table(self) -> ActionResult:
        table = self._table()
        state = state_of(table)
        if table.deletion_protection_enabled:
            raise invalid(
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection "
                "first."
            )
        if state.status("table") == "DELETING":
            raise in_use(f"Table is being deleted: {table.name}")
        if any(status != "LIFTED" for status, _ in state.passing.values()):
            raise in_use(f"Table: {table.name} is in the process of being updated.")
        if state.is_cooling("tags"):
            raise in_use(f"Table tags are being updated: {table.name}")
        state.enter("table", "", "DELETING", settings.deletingSeconds)
        answer = DynamoResult(table.describe())
        settle(self.dynamodb_backend)
        return answer

    # Time to live, backups

    def update_time_to_live(self) -> ActionResult:
        table = self._table()
        state, spec = state_of(table), self.body["TimeToLiveSpecification"]
        if state.status("table") in ("CREATING", "DELETING"):
            raise in_use(f"Table {table.name} is being {state.status('table').lower().replace('ing', 'ed')}")
        if not spec.get("AttributeName"):
            raise invalid(
                "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy "
                "constraint: Member must have length greater than or equal to 1"
            )
        current = table.ttl.get("AttributeName") if table.ttl["TimeToLiveStatus"] == "ENABLED" else None
        if current and current != spec["AttributeName"]:
            raise invalid(f"TimeToLive is active on a different AttributeName: current AttributeName is {current}")
        if spec["Enabled"] == bool(current):
            raise invalid(f"TimeToLive is already {'enabled' if current else 'disabled'}")
        if state.is_cooling("ttl"):
            raise invalid("Time to live has been modified multiple times within a fixed interval")
        state.cool("ttl", settings.ttlCooldownSeconds)
        on = {"TimeToLiveStatus": "ENABLED", "AttributeName": spec["AttributeName"]}
        table.ttl = on if spec["Enabled"] else {"TimeToLiveStatus": "DISABLED"}
        return ActionResult({"TimeToLiveSpecification": spec})

    def describe_time_to_live(self) -> ActionResult:
        table = self._table()
        status = state_of(table).status("table")
        if status in ("CREATING", "DELETING"):
            raise invalid(f"Cannot describe time to live while table is in {status} state: Current table state is {status}")
        return ActionResult({"TimeToLiveDescription": table.ttl})

    def update_continuous_backups(self) -> ActionResult:
        self._refuse_backups_while_creating()
        return super().update_continuous_backups()

    def create_backup(self) -> ActionResult:
        self._refuse_backups_while_creating()
        return super().create_backup()

    def _refuse_backups_while_creating(self) -> None:
        table = self.dynamodb_backend.tables.get(self.body["TableName"])
        if table and state_of(table).status("table") == "CREATING":
            message = f"Backups are being enabled for the table: {table.name}. Please retry later"
            raise error("ContinuousBackupsUnavailableException", message)

    # Restores, which moto makes of keys, indexes and items alone

    def restore_table_from_backup(self) -> ActionResult:
        source = self.dynamodb_backend.describe_backup(self.body["BackupArn"]).table
        super().restore_table_from_backup()
        return self._restored(source)

    def restore_table_to_point_in_time(self) -> ActionResult:
        source = self.dynamodb_backend.get_table(self.body["SourceTableName"])
        super().restore_table_to_point_in_time()
        return self._restored(source)

    def _restored(self, source: Table) -> ActionResult:
        table, was = self.dynamodb_backend.get_table(self.body["TargetTableName"]), state_of(source)
        table.billing_mode, table.throughput = source.billing_mode, copy.deepcopy(source.throughput)
        table.sse_specification = copy.deepcopy(source.sse_specification)
        table.aws_state = TableState(table_class=was.table_class, on_demand=dict(was.on_demand), on_demand_since=was.on_demand_since)
        table.aws_state.enter("table", "", "CREATING", settings.creatingSeconds)
        return self._described(table)

    # Contributor insights

    def describe_contributor_insights(self) -> ActionResult:
        return self._insights(self._table())

    def update_contributor_insights(self) -> ActionResult:
        table = self._table()
        state, index = state_of(table), self.body.get("IndexName") or ""
        if state.status("table") != "ACTIVE":
            raise invalid(
                "Table or Index is not in a valid state to update Key Access Insights: TableStatus must be ACTIVE to "
                "enable ContributorInsights."
            )
        action = self.body["ContributorInsightsAction"]
        state.insights[index] = action + "D"
        state.enter("insights", index, action[:-1] + "ING", settings.updatingSeconds)
        settle(self.dynamodb_backend)
        return self._insights(table)

    def _insights(self, table: Table) -> ActionResult:
        state, index = state_of(table), self.body.get("IndexName") or ""
        status = state.status("insights", index, settled=state.insights.get(index, "DISABLED"))
        answer = {"TableName": table.name, "ContributorInsightsStatus": status, "ContributorInsightsRuleList": []}
        return ActionResult({**answer, **({"IndexName": index} if index else {})})

    # Kinesis

    def enable_kinesis_streaming_destination(self) -> ActionResult:
        table, arn = self._table(), self.body["StreamArn"]
        state_of(table).kinesis[arn] = "ACTIVE"
        return ActionResult({"TableName": table.name, "StreamArn": arn, "DestinationStatus": "ENABLING"})

    def describe_kinesis_streaming_destination(self) -> ActionResult:
        table = self._table()
        destinations = [{"StreamArn": arn, "DestinationStatus": status} for arn, status in state_of(table).kinesis.items()]
        return ActionResult({"TableName": table.name, "KinesisDataStreamDestinations": destinations})

    # Tags

    def tag_resource(self) -> ActionResult:
        table = self._table_by_arn()
        rules.check_tags(self.body["Tags"])
        merged = {tag["Key"]: tag["Value"] for tag in [*table.tags, *self.body["Tags"]]}  # moto adds a second one
        return self._change_tags(table, merged)

    def untag_resource(self) -> ActionResult:
        table = self._table_by_arn()
        removed = self.body["TagKeys"]
        return self._change_tags(table, {t["Key"]: t["Value"] for t in table.tags if t["Key"] not in removed})

    def _change_tags(self, table: Table, tags: dict[str, str]) -> ActionResult:
        wanted = [{"Key": key, "Value": value} for key, value in tags.items()]
        own = [tag for tag in wanted if tag["Key"].startswith("aws:")]  # AWS set them, and nobody removes them
        if own != [tag for tag in table.tags if tag["Key"].startswith("aws:")]:
            raise rules.invalid("Tag keys that begin with aws: are reserved for AWS")
        rules.check_tags([tag for tag in wanted if tag not in own])
        if wanted != table.tags:
            state = state_of(table)
            if state.is_cooling("tags"):
                message = f"Subscriber limit exceeded: Table tags are being updated: {table.name}"
                raise error("LimitExceededException", message)
            state.cool("tags", settings.tagLockSeconds)
            table.tags = wanted
        return EmptyResult()

    def list_tags_of_resource(self) -> ActionResult:
        self._table_by_arn()
        return super().list_tags_of_resource()

    # Resource policies

    def put_resource_policy(self) -> ActionResult:
        table = self._table_by_arn()
        rules.check_policy(self.body["Policy"])
        self._refuse_policy_too_soon(table)
        return super().put_resource_policy()

    def delete_resource_policy(self) -> ActionResult:
        table = self._table_by_arn()
        if table.table_arn not in self.dynamodb_backend.resource_policies and not self.body.get("ExpectedRevisionId"):
            return EmptyResult()
        self._refuse_policy_too_soon(table)
        return super().delete_resource_policy()

    def _refuse_policy_too_soon(self, table: Table) -> None:
        refuse_too_soon(table, "policy", f"Resource-based policy for table {table.name}", settings.policyCooldownSeconds)

    # Helpers

    def _table(self) -> Table:
        name = self.body["TableName"]
        table = self.dynamodb_backend.tables.get(name.split("/")[-1])
        if table is None:
            raise error("ResourceNotFoundException", f"Requested resource not found: Table: {name} not found")
        return table

    def _table_by_arn(self) -> Table:
        arn = self.body["ResourceArn"]
        for table in self.dynamodb_backend.tables.values():
            if table.table_arn == arn and state_of(table).status("table") != "CREATING":
                return table
        raise error("ResourceNotFoundException", f"Requested resource not found: ResourceArn: {arn} not found")

    def _described(self, table: Table) -> ActionResult:
        settle(self.dynamodb_backend)  # what takes no time is done in this very answer
        return DynamoResult(table.describe())


def set_system_tags(table: str, tags: dict[str, str]) -> None:
    """Gives a table tags that only AWS's own services can set, as CloudFormation does."""
    for regions in dynamodb_backends.values():
        for backend in regions.values():
            if found := backend.tables.get(table):
                found.tags = [*found.tags, *({"Key": key, "Value": value} for key, value in tags.items())]


def refuse_too_soon(table: Table, what: str, text: str, seconds: float) -> None:
    state = state_of(table)
    if state.is_cooling(what):
        raise error("ThrottlingException", f"{text} modified within the previous {int(seconds * 1000)} milliseconds.")
    state.cool(what, seconds)


def change_protection(table: Table, wanted: bool) -> None:
    if wanted != bool(table.deletion_protection_enabled):
        text = f"Deletion protection setting for table {table.name}"
        refuse_too_soon(table, "protection", text, settings.protectionCooldownSeconds)
    table.deletion_protection_enabled = wanted


def change_throughput(table: Table, changes: dict[str, Any]) -> None:
    state, mode = state_of(table), changes.get("BillingMode")
    if changes.get("ProvisionedThroughput"):
        table.throughput = {**changes["ProvisionedThroughput"], "NumberOfDecreasesToday": 0}
    if mode == "PROVISIONED":
        state.on_demand, state.index_on_demand = {}, {}
    if mode == "PAY_PER_REQUEST" and table.billing_mode != mode:
        state.on_demand_since = datetime.now(timezone.utc)
        for part in (table, *table.global_indexes):
            part.throughput = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0, "NumberOfDecreasesToday": 0}
    table.billing_mode = mode or table.billing_mode
    merge_caps(state, "caps", "", state.on_demand, changes.get("OnDemandThroughput") or {})


def merge_caps(state: TableState, part: str, name: str, caps: dict[str, int], wanted: dict[str, int]) -> None:
    """A cap that isn't named stays; -1 lifts it, and after a moment AWS no longer describes it."""
    caps.update(wanted)
    if -1 in wanted.values():
        state.enter(part, name, "LIFTED", settings.liftedSeconds)


def change_encryption(table: Table, sse: dict[str, Any]) -> None:
    current = table.sse_specification or {}
    if not rules.wants_encryption(sse):
        if not current.get("Enabled"):
            raise bad_value("Table is already encrypted by default")
        table.sse_specification = {}
        return
    if current.get("Enabled") and sse.get("KMSMasterKeyId") == current["KMSMasterKeyId"]:
        raise bad_value(
            "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change "
            "Master Key"
        )
    table.sse_specification = encryption(table, sse)


def encryption(table: Table, sse: dict[str, Any]) -> dict[str, Any]:
    """AWS takes a key's ARN, id or alias and describes its ARN. Keys need not exist here, aliases must."""
    key = sse.get("KMSMasterKeyId")
    if not key or key.endswith("alias/aws/dynamodb"):
        arn = table._get_default_encryption_key(table.account_id, table.region_name)
    elif "alias/" in key:
        kms = kms_backends[table.account_id][table.region_name]
        alias = key[key.index("alias/") :]
        if not kms.alias_exists(alias):
            model = "com.amazonaws.services.kms.model.NotFoundException"
            raise invalid(f"KMS validation error: {model}: Alias {key} is not found.")
        arn = kms.describe_key(alias).arn
    else:
        arn = key if key.startswith("arn:") else f"arn:aws:kms:{table.region_name}:{table.account_id}:key/{key}"
    return {"Enabled": True, "KMSMasterKeyId": arn}


urls.url_paths["{0}/"] = AwsDynamoHandler.dispatch
