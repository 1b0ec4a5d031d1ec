"""Each fix of the stand-in, seen through boto3. Run: python -m unittest test_server (or pytest test_server.py)."""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
ID = {"AttributeName": "id", "AttributeType": "S"}
UNITS = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}
CMK = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
STREAM = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
OFF = {"StreamEnabled": False}


def index(name: str, attribute: str, **more: Any) -> dict[str, Any]:
    keys = [{"AttributeName": attribute, "KeyType": "HASH"}]
    return {"IndexName": name, "KeySchema": keys, "Projection": {"ProjectionType": "ALL"}, **more}


class ServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.log_path = os.path.join(cls.folder.name, "calls.jsonl")
        command = [sys.executable, os.path.join(HERE, "server.py"), "--port", "0", "--log", cls.log_path]
        cls.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        cls.url = cls.server.stdout.readline().strip().removeprefix("listening on ")
        cls.count = 0

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.folder.cleanup()

    def setUp(self) -> None:
        self.db = self.client("dynamodb")
        self.control("POST", "settings", {"creatingSeconds": 0, "indexSeconds": 0})  # what takes time has tests of its own
        ServerTest.count += 1
        self.name = f"table-{ServerTest.count}"

    def client(self, service: str, region: str = "us-east-1", key: str = "AKIATEST", **more: str) -> Any:
        return boto3.client(
            service, endpoint_url=self.url, region_name=region, aws_access_key_id=key, aws_secret_access_key="x",
            config=Config(retries={"total_max_attempts": 1}, parameter_validation=False), **more,
        )  # fmt: skip

    def control(self, method: str, what: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_control/{what}", data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    @contextmanager
    def settings(self, **changes: float) -> Any:
        before = self.control("GET", "settings")
        self.control("POST", "settings", changes)
        try:
            yield
        finally:
            self.control("POST", "settings", before)

    def create(self, **more: Any) -> dict[str, Any]:
        body = {"AttributeDefinitions": [ID], "BillingMode": "PAY_PER_REQUEST", **KEYS, **more}
        return self.db.create_table(TableName=self.name, **body)["TableDescription"]

    def provisioned(self, **more: Any) -> dict[str, Any]:
        return self.create(BillingMode="PROVISIONED", ProvisionedThroughput=UNITS, **more)

    def update(self, **changes: Any) -> dict[str, Any]:
        """With no waiting for the billing mode, which otherwise takes a second."""
        with self.settings(billingSeconds=0):
            return self.db.update_table(TableName=self.name, **changes)["TableDescription"]

    def table(self) -> dict[str, Any]:
        return self.db.describe_table(TableName=self.name)["Table"]

    def refused(self, code: str, text: str, call: Any, **arguments: Any) -> None:
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        error = caught.exception.response["Error"]
        self.assertEqual(code, error["Code"], error["Message"])
        self.assertIn(text, error["Message"])

    def invalid(self, text: str, call: Any, **arguments: Any) -> None:
        self.refused("ValidationException", text, call, **arguments)

    def calls(self) -> list[dict[str, Any]]:
        with open(self.log_path, encoding="utf-8") as log:
            return [call for call in map(json.loads, log) if call["table"] == self.name]

    # Tables

    def test_description(self) -> None:
        first = self.create()
        self.assertEqual("ACTIVE", first["TableStatus"])
        self.assertEqual("PAY_PER_REQUEST", first["BillingModeSummary"]["BillingMode"])
        for absent in ("GlobalSecondaryIndexes", "StreamSpecification", "SSEDescription", "TableClassSummary", "Replicas"):
            self.assertNotIn(absent, self.table())
        self.assertEqual(first["TableId"], self.table()["TableId"])
        self.refused("ResourceInUseException", "already exists", self.create)
        self.db.delete_table(TableName=self.name)
        self.refused("ResourceNotFoundException", f"Table: {self.name} not found", self.table)
        self.assertNotEqual(first["TableId"], self.create()["TableId"])

    def test_update_needs_exactly_one_change(self) -> None:
        self.create()
        self.invalid("At least one of", self.update)
        self.invalid("At least one of", self.update, AttributeDefinitions=[ID])
        self.invalid("TableClass modification must be the only", self.update, TableClass="STANDARD", BillingMode="PAY_PER_REQUEST")
        self.invalid("DeletionProtection modification must be", self.update, DeletionProtectionEnabled=True, StreamSpecification=STREAM)
        self.invalid("Server-Side Encryption modification must", self.update, SSESpecification={"Enabled": True}, TableClass="STANDARD")
        self.invalid("can only be combined with BillingMode", self.update, OnDemandThroughput={"MaxReadRequestUnits": 5}, StreamSpecification=STREAM)
        self.invalid("while updating table IOPS", self.update, BillingMode="PROVISIONED", ProvisionedThroughput=UNITS, StreamSpecification=STREAM)
        self.assertNotIn("StreamSpecification", self.table())

    def test_table_class(self) -> None:
        infrequent = "STANDARD_INFREQUENT_ACCESS"
        self.create(TableClass=infrequent)
        self.assertEqual(infrequent, self.table()["TableClassSummary"]["TableClass"])
        self.assertEqual("STANDARD", self.update(TableClass="STANDARD")["TableClassSummary"]["TableClass"])

    def test_billing(self) -> None:
        self.provisioned()
        self.assertNotIn("BillingModeSummary", self.table())
        self.invalid("will not change", self.update, ProvisionedThroughput=UNITS)
        self.assertEqual(6, self.update(ProvisionedThroughput={**UNITS, "ReadCapacityUnits": 6})["ProvisionedThroughput"]["ReadCapacityUnits"])
        self.invalid("Neither", self.update, BillingMode="PAY_PER_REQUEST", ProvisionedThroughput=UNITS)
        self.invalid("greater than or equal to 1", self.update, ProvisionedThroughput={**UNITS, "ReadCapacityUnits": 0})
        on_demand = self.update(BillingMode="PAY_PER_REQUEST")
        self.assertEqual(0, on_demand["ProvisionedThroughput"]["ReadCapacityUnits"])
        self.invalid("must be specified when BillingMode is PROVISIONED", self.update, BillingMode="PROVISIONED")
        self.update(BillingMode="PROVISIONED", ProvisionedThroughput=UNITS)
        self.assertEqual("PROVISIONED", self.table()["BillingModeSummary"]["BillingMode"])
        switched = self.db.update_table(TableName=self.name, BillingMode="PAY_PER_REQUEST")["TableDescription"]
        self.assertEqual("UPDATING", switched["TableStatus"])
        none = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0}  # what ACK sends next
        self.invalid("greater than or equal to 1", self.update, ProvisionedThroughput=none)
        self.refused("ResourceInUseException", "being updated", self.update, BillingMode="PAY_PER_REQUEST")

    def test_on_demand_caps(self) -> None:
        reads, writes = {"MaxReadRequestUnits": 10}, {"MaxWriteRequestUnits": 20}
        lifted = {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": -1}
        self.invalid("outside of valid range", self.create, OnDemandThroughput=lifted)
        self.create(OnDemandThroughput=reads)
        self.update(OnDemandThroughput=writes)
        self.assertEqual({**reads, **writes}, self.table()["OnDemandThroughput"])
        self.update(OnDemandThroughput={"MaxReadRequestUnits": -1})
        self.assertEqual({"MaxReadRequestUnits": -1, **writes}, self.table()["OnDemandThroughput"])
        self.passes(1)
        self.assertEqual(writes, self.table()["OnDemandThroughput"])
        self.invalid("outside of valid range", self.update, OnDemandThroughput={"MaxReadRequestUnits": 0})
        self.update(OnDemandThroughput=lifted)
        self.assertEqual(lifted, self.table()["OnDemandThroughput"])
        self.passes(1)
        self.assertNotIn("OnDemandThroughput", self.table())
        self.update(OnDemandThroughput=reads)
        self.update(BillingMode="PROVISIONED", ProvisionedThroughput=UNITS)
        self.assertNotIn("OnDemandThroughput", self.table())
        self.invalid("when the table BillingMode is PROVISIONED", self.update, OnDemandThroughput=reads)

    def test_encryption(self) -> None:
        self.invalid("AES256 is not supported", self.create, SSESpecification={"Enabled": True, "SSEType": "AES256"})
        self.create(SSESpecification={"Enabled": False})
        self.assertNotIn("SSEDescription", self.table())
        self.invalid("already encrypted by default", self.update, SSESpecification={"Enabled": False})
        on = {"Enabled": True, "SSEType": "KMS"}
        self.update(SSESpecification=on)
        managed = self.table()["SSEDescription"]
        self.assertEqual(("ENABLED", "KMS"), (managed["Status"], managed["SSEType"]))
        self.assertIn(":key/", managed["KMSMasterKeyArn"])
        self.update(SSESpecification={**on, "KMSMasterKeyId": CMK.split("/")[1]})
        self.assertEqual(CMK, self.table()["SSEDescription"]["KMSMasterKeyArn"])
        self.invalid("already encrypted with given", self.update, SSESpecification={**on, "KMSMasterKeyId": CMK})
        self.invalid("KMS is required", self.update, SSESpecification={"Enabled": True, "KMSMasterKeyId": CMK})
        self.invalid("is not found", self.update, SSESpecification={**on, "KMSMasterKeyId": "alias/nobody"})
        self.update(SSESpecification={"Enabled": False})
        self.assertNotIn("SSEDescription", self.table())

    def test_deletion_protection(self) -> None:
        self.create()
        self.update(DeletionProtectionEnabled=True)
        self.assertTrue(self.table()["DeletionProtectionEnabled"])
        self.invalid("protected against deletion", self.db.delete_table, TableName=self.name)
        self.update(DeletionProtectionEnabled=False)
        self.db.delete_table(TableName=self.name)

    def test_stream(self) -> None:
        self.create(StreamSpecification=OFF)
        self.invalid("Table has no stream to disable", self.update, StreamSpecification=OFF)
        self.invalid("UpdateViewType is required", self.update, StreamSpecification={"StreamEnabled": True})
        first = self.update(StreamSpecification=STREAM)["LatestStreamArn"]
        self.invalid("Table already has an enabled stream", self.update, StreamSpecification=STREAM)
        off = self.update(StreamSpecification=OFF)
        self.assertNotIn("StreamSpecification", off)
        self.assertEqual(first, off["LatestStreamArn"])
        self.db.put_item(TableName=self.name, Item={"id": {"S": "1"}})
        self.assertNotEqual(first, self.update(StreamSpecification=STREAM)["LatestStreamArn"])

    def test_indexes(self) -> None:
        a, b = ({"AttributeName": name, "AttributeType": "S"} for name in "ab")
        self.create(AttributeDefinitions=[ID, a], GlobalSecondaryIndexes=[index("by-a", "a")])
        self.assertTrue(self.table()["GlobalSecondaryIndexes"][0]["IndexArn"].endswith(f"{self.name}/index/by-a"))
        create = [{"Create": index("by-b", "b", OnDemandThroughput={"MaxReadRequestUnits": 7})}]
        self.invalid("not defined in AttributeDefinitions", self.update, GlobalSecondaryIndexUpdates=create, AttributeDefinitions=[ID, a])
        self.update(GlobalSecondaryIndexUpdates=create, AttributeDefinitions=[ID, a, b])
        self.assertEqual([None, {"MaxReadRequestUnits": 7}], [i.get("OnDemandThroughput") for i in self.table()["GlobalSecondaryIndexes"]])
        self.invalid("already exists", self.update, GlobalSecondaryIndexUpdates=create, AttributeDefinitions=[ID, a, b])
        remove = [{"Delete": {"IndexName": name}} for name in ("by-a", "by-b")]
        self.refused("LimitExceededException", "Only 1 online index", self.update, GlobalSecondaryIndexUpdates=remove)
        self.update(GlobalSecondaryIndexUpdates=remove[:1], AttributeDefinitions=[ID, b])
        self.assertEqual(["id", "b"], [attribute["AttributeName"] for attribute in self.table()["AttributeDefinitions"]])
        self.refused("ResourceNotFoundException", "not found", self.update, GlobalSecondaryIndexUpdates=remove[:1])
        self.invalid("must be specified for index: by-b", self.update, BillingMode="PROVISIONED", ProvisionedThroughput=UNITS)
        units = [{"Update": {"IndexName": "by-b", "ProvisionedThroughput": UNITS}}]
        self.update(BillingMode="PROVISIONED", ProvisionedThroughput=UNITS, GlobalSecondaryIndexUpdates=units)
        self.assertEqual(5, self.table()["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"])
        self.invalid("will not change", self.update, GlobalSecondaryIndexUpdates=units)

    def test_replicas(self) -> None:
        create = [{"Create": {"RegionName": "eu-west-1", "TableClassOverride": "STANDARD_INFREQUENT_ACCESS"}}]
        self.create()
        self.invalid("NEW_AND_OLD_IMAGES", self.update, ReplicaUpdates=create)
        self.update(StreamSpecification=STREAM)
        self.update(ReplicaUpdates=create)
        replica = self.table()["Replicas"][0]
        self.assertEqual(("eu-west-1", "ACTIVE"), (replica["RegionName"], replica["ReplicaStatus"]))
        self.assertEqual("STANDARD_INFREQUENT_ACCESS", replica["ReplicaTableClassSummary"]["TableClass"])
        self.invalid("Disabling Stream is not allowed", self.update, StreamSpecification=OFF)
        self.invalid("already existed", self.update, ReplicaUpdates=create)
        there = self.client("dynamodb", "eu-west-1")
        self.assertIn(":eu-west-1:", there.describe_table(TableName=self.name)["Table"]["TableArn"])
        update = {"RegionName": "eu-west-1", "TableClassOverride": "STANDARD"}
        self.update(ReplicaUpdates=[{"Update": update}])
        self.assertEqual("STANDARD", self.table()["Replicas"][0]["ReplicaTableClassSummary"]["TableClass"])
        update = {"RegionName": "eu-west-1", "KMSMasterKeyId": "abc"}
        self.invalid("must be specified for each replica", self.update, ReplicaUpdates=[{"Update": update}])
        self.assertNotIn("KMSMasterKeyId", self.table()["Replicas"][0])
        self.update(ReplicaUpdates=[{"Delete": {"RegionName": "eu-west-1"}}])
        self.assertNotIn("Replicas", self.table())
        self.refused("ResourceNotFoundException", "", there.describe_table, TableName=self.name)

    def test_indexes_of_replicas(self) -> None:
        self.create(StreamSpecification=STREAM)
        self.update(ReplicaUpdates=[{"Create": {"RegionName": "eu-west-1"}}])
        self.assertNotIn("GlobalSecondaryIndexes", self.table()["Replicas"][0])
        index = {"IndexName": "by-at", "KeySchema": [{"AttributeName": "at", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}}
        attributes = [{"AttributeName": "at", "AttributeType": "S"}]
        self.update(AttributeDefinitions=attributes, GlobalSecondaryIndexUpdates=[{"Create": index}])
        self.assertEqual([{"IndexName": "by-at"}], self.table()["Replicas"][0]["GlobalSecondaryIndexes"])

    def test_keys_of_replicas(self) -> None:
        without = {"ReplicaUpdates": [{"Create": {"RegionName": "eu-west-1"}}]}
        there = CMK.replace("us-east-1", "eu-west-1")
        with_key = {"ReplicaUpdates": [{"Create": {"RegionName": "eu-west-1", "KMSMasterKeyId": there}}]}
        self.create(StreamSpecification=STREAM)
        for sse in (None, {"Enabled": True, "SSEType": "KMS"}):
            if sse:
                self.update(SSESpecification=sse)
            self.invalid("without a customer managed key", self.update, **with_key)
        self.update(SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": CMK})
        self.invalid("must be specified for each replica", self.update, **without)
        self.update(**with_key)
        self.assertEqual(there, self.table()["Replicas"][0]["KMSMasterKeyId"])

    # What hangs on a table

    def test_time_to_live(self) -> None:
        def set_ttl(enabled: bool, attribute: str = "until") -> None:
            spec = {"Enabled": enabled, "AttributeName": attribute}
            self.db.update_time_to_live(TableName=self.name, TimeToLiveSpecification=spec)

        self.create()
        self.invalid("TimeToLive is already disabled", set_ttl, enabled=False)
        self.invalid("length greater than or equal to 1", set_ttl, enabled=False, attribute="")
        set_ttl(True)
        self.invalid("TimeToLive is already enabled", set_ttl, enabled=True)
        self.invalid("current AttributeName is until", set_ttl, enabled=True, attribute="other")
        set_ttl(False)
        self.assertEqual({"TimeToLiveStatus": "DISABLED"}, self.db.describe_time_to_live(TableName=self.name)["TimeToLiveDescription"])
        with self.settings(ttlCooldownSeconds=60):
            set_ttl(True)
            self.invalid("modified multiple times within a fixed interval", set_ttl, enabled=False)

    def test_tags(self) -> None:
        arn = self.create(Tags=[{"Key": "a", "Value": "1"}])["TableArn"]

        def tag(**tags: str) -> None:
            self.db.tag_resource(ResourceArn=arn, Tags=[{"Key": key, "Value": value} for key, value in tags.items()])

        def tags() -> dict[str, str]:
            return {t["Key"]: t["Value"] for t in self.db.list_tags_of_resource(ResourceArn=arn)["Tags"]}

        tag(a="2", b="3")
        self.db.untag_resource(ResourceArn=arn, TagKeys=["b"])
        self.assertEqual({"a": "2"}, tags())
        self.invalid("exceed the current limit", tag, **{f"t{number}": "" for number in range(50)})
        self.invalid("prefixed with aws:", tag, **{"aws:x": ""})
        self.refused("ResourceNotFoundException", "not found", self.db.list_tags_of_resource, ResourceArn=arn + "x")
        with self.settings(tagLockSeconds=60):
            tag(c="4")
            self.refused("LimitExceededException", "tags are being updated", tag, c="5")

    def test_insights(self) -> None:
        def status() -> str:
            return self.db.describe_contributor_insights(TableName=self.name)["ContributorInsightsStatus"]

        self.refused("ResourceNotFoundException", "not found", status)
        self.create()
        self.assertEqual("DISABLED", status())
        for action in ("ENABLE", "DISABLE"):
            self.db.update_contributor_insights(TableName=self.name, ContributorInsightsAction=action)
            self.assertEqual(action + "D", status())

    def test_resource_policy(self) -> None:
        policy = json.dumps({"Version": "2012-10-17", "Statement": []})
        arn = self.create(ResourcePolicy=policy)["TableArn"]
        self.assertEqual(policy, self.db.get_resource_policy(ResourceArn=arn)["Policy"])
        self.db.delete_resource_policy(ResourceArn=arn)
        self.db.delete_resource_policy(ResourceArn=arn)
        self.refused("PolicyNotFoundException", "not found", self.db.get_resource_policy, ResourceArn=arn)
        self.invalid("invalid Json", self.db.put_resource_policy, ResourceArn=arn, Policy="{")
        self.invalid("Maximum policy size", self.db.put_resource_policy, ResourceArn=arn, Policy=" " * 20481)
        self.db.put_resource_policy(ResourceArn=arn, Policy=policy)
        self.db.delete_table(TableName=self.name)
        self.create()
        self.refused("PolicyNotFoundException", "not found", self.db.get_resource_policy, ResourceArn=arn)

    def test_backups(self) -> None:
        self.create(TableClass="STANDARD")
        pitr = {"PointInTimeRecoveryEnabled": True}
        self.db.update_continuous_backups(TableName=self.name, PointInTimeRecoverySpecification=pitr)
        described = self.db.describe_continuous_backups(TableName=self.name)["ContinuousBackupsDescription"]
        self.assertEqual("ENABLED", described["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"])
        arn = self.db.create_backup(TableName=self.name, BackupName="first")["BackupDetails"]["BackupArn"]
        backup = self.db.describe_backup(BackupArn=arn)["BackupDescription"]
        self.assertEqual("AVAILABLE", backup["BackupDetails"]["BackupStatus"])
        self.assertEqual(self.table()["TableId"], backup["SourceTableDetails"]["TableId"])
        self.db.delete_backup(BackupArn=arn)
        self.refused("BackupNotFoundException", "", self.db.describe_backup, BackupArn=arn)
        self.refused("TableNotFoundException", "", self.db.create_backup, TableName="nobody", BackupName="none")

    # What takes time

    def test_states(self) -> None:
        with self.settings(creatingSeconds=60, updatingSeconds=60, indexSeconds=100, deletingSeconds=60):
            arn = self.create()["TableArn"]
            self.assertEqual("CREATING", self.table()["TableStatus"])
            self.refused("ResourceInUseException", "being created", self.update, TableClass="STANDARD")
            self.refused("ResourceInUseException", "", self.db.delete_table, TableName=self.name)
            self.refused("ResourceNotFoundException", "", self.db.list_tags_of_resource, ResourceArn=arn)
            self.settled()
            self.assertEqual("UPDATING", self.update(StreamSpecification=STREAM)["TableStatus"])
            self.refused("ResourceInUseException", "being updated", self.update, BillingMode="PAY_PER_REQUEST")
            self.update(DeletionProtectionEnabled=False)
            self.settled()
            encrypting = self.update(SSESpecification={"Enabled": True})
            self.assertEqual(("ACTIVE", "UPDATING"), (encrypting["TableStatus"], encrypting["SSEDescription"]["Status"]))
            new = {"AttributeName": "a", "AttributeType": "S"}
            self.update(AttributeDefinitions=[ID, new], GlobalSecondaryIndexUpdates=[{"Create": index("by-a", "a")}])
            self.settled()
            self.assertEqual("CREATING", self.table()["GlobalSecondaryIndexes"][0]["IndexStatus"])
            self.passes(60)
            self.assertEqual("ACTIVE", self.table()["GlobalSecondaryIndexes"][0]["IndexStatus"])
            self.db.delete_table(TableName=self.name)
            self.assertEqual("DELETING", self.table()["TableStatus"])
            self.passes(61)
            self.refused("ResourceNotFoundException", "", self.table)

    def passes(self, seconds: float) -> None:
        self.control("POST", "clock", {"seconds": seconds})

    def settled(self) -> None:
        self.passes(61)
        self.assertEqual("ACTIVE", self.table()["TableStatus"])

    # Control and log

    def test_faults(self) -> None:
        self.create()
        fault = {"operation": "DescribeTable", "table": self.name, "error": "ThrottlingException", "message": "slow", "times": 2}
        outage = {"operation": ["ListTables", "GetCallerIdentity"], "error": "InternalServerError", "status": 500}
        self.control("POST", "faults", [fault, outage])
        for _ in range(2):
            self.refused("ThrottlingException", "slow", self.table)
        self.table()
        self.refused("InternalServerError", "injected", self.db.list_tables)
        self.refused("InternalServerError", "injected", self.client("sts").get_caller_identity)
        self.assertEqual([2], [left["hits"] for left in self.control("GET", "faults")])
        self.assertEqual([], self.control("DELETE", "faults"))
        self.db.list_tables()
        self.control("POST", "faults", {"table": self.name, "delay": 0.3, "times": 1})
        before = time.monotonic()
        self.table()
        self.assertGreater(time.monotonic() - before, 0.3)
        logged = [(call["status"], call["error"], call["injected"]) for call in self.calls()[1:4]]
        self.assertEqual([(400, "ThrottlingException", True)] * 2 + [(200, None, False)], logged)

    def test_call_sent_again(self) -> None:
        """A change gets its first answer, unless it is a call of its own; what was refused is tried."""
        body = {"TableName": self.name, "AttributeDefinitions": [ID], "BillingMode": "PAY_PER_REQUEST", **KEYS}

        def create(invocation: str, attempt: int) -> int:
            headers = {
                "X-Amz-Target": "DynamoDB_20120810.CreateTable", "Content-Type": "application/x-amz-json-1.0",
                "Authorization": "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/dynamodb/aws4_request, Signature=none",
                "amz-sdk-invocation-id": invocation, "amz-sdk-request": f"attempt={attempt}; max=3",
            }  # fmt: skip
            try:
                with urllib.request.urlopen(urllib.request.Request(self.url, json.dumps(body).encode(), headers)) as answer:
                    self.assertEqual(self.name, json.load(answer)["TableDescription"]["TableName"])
                    return answer.status
            except urllib.error.HTTPError as refused:
                refused.close()
                return refused.code

        self.assertEqual([200, 200, 400, 400], [create("a", 1), create("a", 2), create("b", 1), create("b", 2)])
        self.assertEqual([(1, False), (2, True), (1, False), (2, False)], [(call["attempt"], call["again"]) for call in self.calls()])

    def test_control(self) -> None:
        self.assertEqual({"status": "ok"}, self.control("GET", "health"))
        wrong = ("settings", {"creatingMinutes": 1}), ("faults", {"eror": "X"}), ("faults", {}), ("clock", {}), ("nothing", {})
        for what, body in wrong:
            with self.assertRaises(urllib.error.HTTPError) as caught:
                self.control("POST", what, body)
            caught.exception.close()

    def test_log_and_callers(self) -> None:
        sts = self.client("sts")
        self.assertEqual("123456789012", sts.get_caller_identity()["Account"])
        handed = sts.assume_role(RoleArn="arn:aws:iam::123456789012:role/ack", RoleSessionName="me")["Credentials"]
        self.create()
        other = self.client("dynamodb", key=handed["AccessKeyId"], aws_session_token=handed["SessionToken"])
        arn = other.describe_table(TableName=self.name)["Table"]["TableArn"]
        other.list_tags_of_resource(ResourceArn=arn)
        self.invalid("", self.update)
        create, describe, tags, refused = self.calls()
        self.assertEqual(("dynamodb", "CreateTable", False), (create["service"], create["operation"], create["reads"]))
        self.assertEqual(("AKIATEST", None, "us-east-1"), (create["accessKey"], create["session"], create["region"]))
        self.assertEqual("PAY_PER_REQUEST", create["body"]["BillingMode"])
        self.assertEqual((True, "arn:aws:sts::123456789012:assumed-role/ack/me"), (describe["reads"], describe["session"]))
        self.assertEqual(("ListTagsOfResource", self.name), (tags["operation"], tags["table"]))
        self.assertEqual((400, "ValidationException"), (refused["status"], refused["error"]))


if __name__ == "__main__":
    unittest.main()
