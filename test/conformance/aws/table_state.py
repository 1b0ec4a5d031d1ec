"""What AWS knows of a table and moto does not, and how a table looks when described with it.

The state hangs on moto's own Table object, so that moto's copies (backups, transactions) carry it along.
"""
import time
import uuid
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table


@dataclass
class Settings:
    """How long AWS takes, in seconds. Most are zero: a change is done when the call returns."""

    # A new table is CREATING, a new replica too; AWS: some seconds. Never none by default: where CreateTable answers
    # ACTIVE, as AWS never does, ACK does not look again, and what it sets after the creation (recovery) is never set.
    creatingSeconds: float = 1
    updatingSeconds: float = 0  # a table, an index's throughput or the encryption is UPDATING
    # A switch of the billing mode makes the table UPDATING; AWS: 4 to 170 seconds. Never none by default, since ACK sends
    # the new throughput a second time at once: AWS answers "in use" then, where a settled table would answer "the
    # throughput will not change", which ACK takes for final.
    billingSeconds: float = 1
    indexSeconds: float = 1  # an added index is CREATING, a removed one DELETING; AWS: 7 to 16 minutes
    liftedSeconds: float = 1  # a cap that was lifted is described as -1; AWS: about a second
    deletingSeconds: float = 0  # a table or replica is DELETING
    # After a change, another change of the same thing is refused for so long.
    ttlCooldownSeconds: float = 0  # AWS: about 30 minutes
    protectionCooldownSeconds: float = 0  # AWS: 15 seconds
    policyCooldownSeconds: float = 0  # AWS: 15 seconds
    tagLockSeconds: float = 0  # AWS: about 2 seconds

    def update(self, changes: dict[str, Any]) -> None:
        known = {f.name for f in fields(self)}
        for name, value in changes.items():
            if name not in known or isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
                raise ValueError(f"{name}={value!r}: expected one of {sorted(known)} with a number of seconds")
        for name, value in changes.items():
            setattr(self, name, value)


settings = Settings()


class Clock:
    """The time that all of this takes; a test lets it pass at once."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def now(self) -> float:
        return time.monotonic() + self.skipped

    def skip(self, seconds: float) -> None:
        self.skipped += seconds


clock = Clock()


@dataclass
class TableState:
    table_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    table_class: str | None = None
    on_demand: dict[str, int] = field(default_factory=dict)  # the table's caps; a lifted one is -1, and then left out
    index_on_demand: dict[str, dict[str, int]] = field(default_factory=dict)
    on_demand_since: datetime | None = None  # when the table was last switched to PAY_PER_REQUEST
    insights: dict[str, str] = field(default_factory=dict)  # by index name, "" for the table
    kinesis: dict[str, str] = field(default_factory=dict)  # stream ARN -> status
    replicas: dict[str, dict[str, Any]] = field(default_factory=dict)  # by region
    passing: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)  # (part, name) -> status, until
    cooling: dict[str, float] = field(default_factory=dict)

    def enter(self, part: str, name: str, status: str, seconds: float) -> None:
        self.passing[part, name] = (status, clock.now() + seconds)

    def status(self, part: str, name: str = "", settled: str = "ACTIVE") -> str:
        return self.passing.get((part, name), (settled, 0))[0]

    def is_cooling(self, what: str) -> bool:
        return self.cooling.get(what, 0) > clock.now()

    def cool(self, what: str, seconds: float) -> None:
        self.cooling[what] = clock.now() + seconds


def state_of(table: Table) -> TableState:
    if not hasattr(table, "aws_state"):
        table.aws_state = TableState()
    return table.aws_state


def leave_out_lifted(caps: dict[str, int]) -> None:
    for name in [name for name, value in caps.items() if value == -1]:
        del caps[name]


def settle(backend: DynamoDBBackend) -> None:
    """Completes what has taken its time. Called before each request, as nothing else can look at a table."""
    now = clock.now()
    for table in list(backend.tables.values()):
        state = state_of(table)
        for (part, name), (status, until) in list(state.passing.items()):
            if until > now:
                continue
            del state.passing[part, name]
            if status == "LIFTED":
                leave_out_lifted(state.index_on_demand.get(name, {}) if part == "index caps" else state.on_demand)
            if status != "DELETING":
                continue
            if part == "index":
                table.global_indexes = [index for index in table.global_indexes if index.name != name]
                state.index_on_demand.pop(name, None)
                drop_unused_attributes(table)
            elif part == "replica":
                del state.replicas[name]
            elif part == "table":
                backend.tables.pop(table.name, None)
                backend.resource_policies.pop(table.table_arn, None)


def drop_unused_attributes(table: Table) -> None:
    """AWS describes the attributes that are keys, whatever else an UpdateTable named."""
    used = set(table.attribute_keys)
    table.attr = [attribute for attribute in table.attr if attribute["AttributeName"] in used]


def told(table: Table) -> dict[str, Any]:
    """What AWS tells of each replica, whether or not somebody said it: all of its indexes."""
    indexes = [{"IndexName": index.name} for index in table.global_indexes]
    return {"GlobalSecondaryIndexes": indexes} if indexes else {}


def describe(self: Table, base_key: str = "TableDescription") -> dict[str, Any]:
    answer = moto_describe(self, base_key)
    table, state = answer[base_key], state_of(self)
    table["TableId"] = state.table_id
    table["TableStatus"] = state.status("table")
    if state.table_class:
        table["TableClassSummary"] = {"TableClass": state.table_class}
    if state.on_demand:
        table["OnDemandThroughput"] = dict(state.on_demand)
    if state.on_demand_since:
        table["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"] = state.on_demand_since
    elif self.billing_mode == "PROVISIONED":
        table.pop("BillingModeSummary", None)  # AWS shows it once a table has been on demand
    for index in [*table["GlobalSecondaryIndexes"], *table["LocalSecondaryIndexes"]]:
        index.update(IndexArn=f"{self.table_arn}/index/{index['IndexName']}", IndexSizeBytes=0, ItemCount=0)
    for index in table["GlobalSecondaryIndexes"]:
        index["IndexStatus"] = state.status("index", index["IndexName"])
        if index["IndexStatus"] == "CREATING":
            index["Backfilling"] = True
        if caps := state.index_on_demand.get(index["IndexName"]):
            index["OnDemandThroughput"] = dict(caps)
    for indexes in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        if not table[indexes]:
            del table[indexes]
    if ("sse", "") in state.passing:  # the table itself stays ACTIVE meanwhile
        table.setdefault("SSEDescription", {})["Status"] = state.status("sse")
    if state.replicas:
        table["GlobalTableVersion"] = "2019.11.21"
        table["Replicas"] = [
            {**told(self), **replica, "ReplicaStatus": state.status("replica", region)} for region, replica in state.replicas.items()
        ]
    return answer


moto_describe = Table.describe
Table.describe = describe
