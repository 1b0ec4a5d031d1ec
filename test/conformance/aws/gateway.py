"""Stands before moto: logs each AWS call, answers some with errors on demand, and takes the tests' orders.

POST   /_control/faults    a fault or a list of them, added to the others:
                           {"operation", "table", "region", "parameters", "error", "message", "status" (400), "times", "delay"}
                           operation, table, region: what to match, each "any" when left out; several names as a list.
                           parameters: those of the call that must be so, by name.
                           times: how many calls, all when left out. delay: seconds before the answer;
                           with delay and without error the call goes on to moto afterwards.
GET    /_control/faults    the faults that are left, with "hits"
DELETE /_control/faults    no more faults; with {"table"}, none that names this table
POST   /_control/settings  {"creatingSeconds": 5, ...}, see table_state.Settings;  GET answers them
POST   /_control/system-tags  {"table", "tags": {"aws:…": "…"}}: as CloudFormation sets them
POST   /_control/clock     {"seconds"}: so much time passes at once for what takes time
GET    /_control/health    {"status": "ok"}
"""
import io
import json
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.test import run_wsgi_app

from table_state import clock, settings

# Calls that change nothing at AWS start with one of these words; every other operation is taken for a change.
READING = ("Describe", "List", "Get", "BatchGet", "Query", "Scan", "TransactGet", "AssumeRole")
FAULT_FIELDS = {"operation", "table", "region", "parameters", "error", "message", "status", "times", "delay"}
Answer = tuple[str, list[tuple[str, str]], bytes]


class Call:
    """What can be read from a request before anybody answers it."""

    def __init__(self, environ: dict[str, Any], body: bytes):
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        self.is_json = bool(target)
        try:
            self.body = dict(json.loads(body) if target else parse_qsl(body.decode()))
        except (ValueError, TypeError):
            self.body = {"unreadable": repr(body[:200])}
        self.operation = target.split(".")[-1] if target else self.body.get("Action", "")
        scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        self.access_key, self.region, self.service = scope.groups() if scope else (None, None, None)
        self.table = self.table_name()
        # One call of an SDK's user, whatever number of times the SDK sends it: above 1 where no answer came.
        self.invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        attempt = re.match(r"attempt=(\d+)", environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        self.attempt = int(attempt.group(1)) if attempt else 1

    def table_name(self) -> str | None:
        for name in ("TableName", "ResourceArn", "BackupArn", "TargetTableName", "SourceTableName"):
            if value := self.body.get(name):
                arn = re.search(r":table/([^/]+)", value)
                return arn.group(1) if arn else value
        return None


class Gateway:
    def __init__(self, moto: Callable[..., Iterable[bytes]], log_path: str, set_system_tags: Callable[..., None]):
        self.moto = moto
        self.set_system_tags = set_system_tags
        self.log = open(log_path, "a", encoding="utf-8", buffering=1)
        self.faults: list[dict[str, Any]] = []
        self.answered: dict[str, Answer] = {}  # by invocation, what changed something
        self.sessions: dict[str, str] = {}  # access key -> the role session it was handed out for
        self.moto_lock = threading.Lock()  # moto's backends are plain dicts
        self.own_lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        path = environ.get("PATH_INFO", "")
        if path.startswith("/_control/"):
            status, headers, answer = self.control(environ["REQUEST_METHOD"], path.removeprefix("/_control/"), body)
        else:
            status, headers, answer = self.aws(environ, Call(environ, body))
        start_response(status, headers)
        return [answer]

    def aws(self, environ: dict[str, Any], call: Call) -> Answer:
        started, fault = datetime.now(timezone.utc), self.take_fault(call)
        if fault and fault.get("delay"):
            time.sleep(fault["delay"])
        injected = bool(fault and fault.get("error"))
        answer, again = (fault_answer(call, fault), False) if injected else self.ask_once(environ, call)
        if call.operation.startswith("AssumeRole"):
            self.remember_session(answer[2])
        if call.operation:  # moto's own pages have none
            self.write_log(call, started, answer, injected, again)
        return answer

    def ask_once(self, environ: dict[str, Any], call: Call) -> tuple[Answer, bool]:
        """Gives a change that is sent again the answer that was lost on the way the first time, and whether it is such a one.

        AWS would carry it out again. But here one answer in some thousands is lost on a busy machine, and what ACK makes
        of it ("already exists", for ever) would be the harness's doing.
        """
        with self.moto_lock:  # also around the look for the first answer, which moto may be about to give
            if call.attempt > 1 and call.invocation in self.answered:
                return self.answered[call.invocation], True
            answer = self.ask_moto(environ)
            if call.invocation and not call.operation.startswith(READING) and answer[0].startswith("2"):
                self.answered[call.invocation] = answer
            return answer, False

    def ask_moto(self, environ: dict[str, Any]) -> Answer:
        try:
            chunks, status, headers = run_wsgi_app(self.moto, environ, buffered=True)
            return status, list(headers), b"".join(chunks)
        except Exception as problem:  # moto has no such operation, or a bug: the log should tell
            traceback.print_exc()
            failure = {"__type": "InternalFailure", "message": repr(problem)}
            return json_answer("500 INTERNAL SERVER ERROR", failure)

    def remember_session(self, answer: bytes) -> None:
        key = re.search(rb"<AccessKeyId>(.*?)</AccessKeyId>", answer)
        arn = re.search(rb"<Arn>(.*?)</Arn>", answer)
        if key and arn:
            self.sessions[key.group(1).decode()] = arn.group(1).decode()

    def write_log(self, call: Call, started: datetime, answer: Answer, injected: bool, again: bool) -> None:
        status = int(answer[0].split()[0])
        code, message = error_of(answer[2]) if status >= 400 else (None, None)
        entry = {
            "time": started.isoformat(timespec="milliseconds"),
            "service": call.service,
            "operation": call.operation,
            "reads": call.operation.startswith(READING),
            "table": call.table,
            "region": call.region,
            "accessKey": call.access_key,
            "session": self.sessions.get(call.access_key or ""),
            "attempt": call.attempt,
            "again": again,  # the first answer once more: nothing was done
            "status": status,
            "error": code,
            "message": message,
            "injected": injected,
            "body": call.body,
        }
        with self.own_lock:
            self.log.write(json.dumps(entry) + "\n")

    def take_fault(self, call: Call) -> dict[str, Any] | None:
        with self.own_lock:
            for fault in self.faults if call.operation else ():
                if not all(matches(fault, name, getattr(call, name)) for name in ("operation", "table", "region")):
                    continue
                if any(call.body.get(name) != value for name, value in fault.get("parameters", {}).items()):
                    continue
                fault["hits"] += 1
                if fault.get("times") is not None:
                    fault["times"] -= 1
                    if fault["times"] <= 0:
                        self.faults.remove(fault)
                return dict(fault)
        return None

    def control(self, method: str, what: str, body: bytes) -> Answer:
        try:
            with self.own_lock:
                if (method, what) == ("POST", "faults"):
                    self.faults.extend(read_faults(json.loads(body)))
                elif (method, what) == ("DELETE", "faults"):
                    table = json.loads(body)["table"] if body else None
                    self.faults = [fault for fault in self.faults if table is not None and fault.get("table") != table]
                elif (method, what) == ("POST", "settings"):
                    settings.update(json.loads(body))
                elif (method, what) == ("POST", "system-tags"):
                    self.set_system_tags(**json.loads(body))
                elif (method, what) == ("POST", "clock"):
                    clock.skip(float(json.loads(body)["seconds"]))
                elif method != "GET" or what not in ("faults", "settings", "health"):
                    return json_answer("404 NOT FOUND", {"error": f"no {method} /_control/{what}"})
                answers = {"faults": self.faults, "settings": asdict(settings), "clock": {"skipped": clock.skipped}, "health": {"status": "ok"}, "system-tags": {}}
                return json_answer("200 OK", answers[what])
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            return json_answer("400 BAD REQUEST", {"error": str(problem)})


def read_faults(given: Any) -> list[dict[str, Any]]:
    faults = given if isinstance(given, list) else [given]
    for fault in faults:
        if unknown := set(fault) - FAULT_FIELDS:
            raise ValueError(f"unknown in a fault: {sorted(unknown)}")
        if not (fault.get("error") or fault.get("delay")) or fault.get("times", 1) < 1:
            raise ValueError("a fault needs an error or a delay, and times of at least 1")
    return [{**fault, "hits": 0} for fault in faults]


def matches(fault: dict[str, Any], name: str, actual: str | None) -> bool:
    wanted = fault.get(name)
    return wanted is None or actual in (wanted if isinstance(wanted, list) else [wanted])


def fault_answer(call: Call, fault: dict[str, Any]) -> Answer:
    status, message = f"{fault.get('status', 400)} INJECTED", fault.get("message", "injected by the test")
    if call.is_json:
        return json_answer(status, {"__type": "com.amazonaws.dynamodb.v20120810#" + fault["error"], "message": message})
    xml = f"<ErrorResponse><Error><Type>Sender</Type><Code>{fault['error']}</Code><Message>{message}</Message></Error></ErrorResponse>"
    return status, [("Content-Type", "text/xml")], xml.encode()


def json_answer(status: str, answer: Any) -> Answer:
    return status, [("Content-Type", "application/x-amz-json-1.0")], json.dumps(answer).encode()


def error_of(answer: bytes) -> tuple[str | None, str | None]:
    try:
        parsed = json.loads(answer)
        return parsed.get("__type", "").split("#")[-1] or None, parsed.get("message") or parsed.get("Message")
    except (ValueError, AttributeError):
        text = answer.decode(errors="replace")
        code, message = re.search(r"<Code>(.*?)</Code>", text), re.search(r"<Message>(.*?)</Message>", text, re.S)
        return code.group(1) if code else None, message.group(1) if message else text[:300]
