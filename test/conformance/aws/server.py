"""An AWS for the ACK DynamoDB controller to talk to: moto's server with what it lacks, a call log and faults on demand.

    python server.py --port 15566 --log calls.jsonl [--control control.json] [--host 0.0.0.0]

Serves DynamoDB, STS and KMS on http://127.0.0.1:PORT in plain HTTP, any credentials; port 0 takes a free one. In a pod, --host 0.0.0.0
lets others reach it. Prints "listening on http://127.0.0.1:PORT" when it takes calls. control.json may hold {"settings": {...}, "faults": [...]},
what POST /_control/settings and /_control/faults take later (gateway.py).
"""
import argparse
import json
import logging
import signal
import sys

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

import dynamodb_handler  # put in the place of moto's by being imported
from gateway import Gateway, read_faults
from table_state import settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on, by default the loopback address")
    parser.add_argument("--log", required=True, help="file to which a line of JSON is added for each call")
    parser.add_argument("--control", help="file with the settings and faults to start with")
    options = parser.parse_args()

    gateway = Gateway(DomainDispatcherApplication(create_backend_app), options.log, set_system_tags=dynamodb_handler.set_system_tags)
    if options.control:
        with open(options.control, encoding="utf-8") as file:
            control = json.load(file)
        settings.update(control.get("settings", {}))
        gateway.faults.extend(read_faults(control.get("faults", [])))

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the call log tells more than a line for each request
    server = make_server(options.host, options.port, gateway, threaded=True, request_handler=MotoRequestHandler)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    print(f"listening on http://{options.host}:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
