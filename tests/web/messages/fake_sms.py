"""A local 阿里云短信服务, faithful to what its documentation says of SendSms and QuerySendDetails: it checks
the signature by
its own arithmetic, refuses what the real one refuses, limits, keeps silent, and accepts and then breaks the line."""

import base64
import hashlib
import hmac
import json
import re
import threading
import urllib.parse
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY, SECRET = "LTAI-fake", "fake-secret"


class Gateway:
    """What was accepted, and how the gateway behaves just now."""

    def __init__(self):
        self.accepted = []
        self.nonces = set()
        self.behaviour = "ok"
        self.calls = 0
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                fields = urllib.parse.parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)
                status, answer = gateway.answer(dict(fields))
                if answer is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                body = json.dumps(answer).encode()
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "120")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def answer(self, fields):
        self.calls += 1
        if fault := self.fault(fields):
            return fault
        if fields["Action"] == "QuerySendDetails":
            found = [
                {"OutId": sent["OutId"], "PhoneNum": sent["PhoneNumbers"], "SendStatus": 3}
                for sent in self.accepted
                if sent["PhoneNumbers"] == fields["PhoneNumber"] and sent["day"] == fields["SendDate"]
            ]
            return 200, {"Code": "OK", "TotalCount": len(found), "SmsSendDetailDTOs": {"SmsSendDetailDTO": found}}
        return self.send(fields)

    def fault(self, fields):
        told = dict(fields)
        given = told.pop("Signature", "")
        quote = lambda text: urllib.parse.quote(text, safe="~")  # noqa: E731
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(told.items()))
        base = "&".join(("POST", quote("/"), quote(query)))
        right = base64.b64encode(hmac.digest((SECRET + "&").encode(), base.encode(), hashlib.sha1)).decode()
        sent_at = datetime.strptime(fields["Timestamp"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if fields["AccessKeyId"] != KEY:
            return 404, {"Code": "InvalidAccessKeyId.NotFound", "Message": "Specified access key is not found."}
        if given != right:
            return 400, {"Code": "SignatureDoesNotMatch", "Message": "Specified signature is not matched."}
        if abs(datetime.now(UTC) - sent_at) > timedelta(minutes=15):
            return 400, {"Code": "InvalidTimeStamp.Expired", "Message": "expired"}
        if fields["SignatureNonce"] in self.nonces:
            return 400, {"Code": "SignatureNonceUsed", "Message": "used"}
        self.nonces.add(fields["SignatureNonce"])
        return None

    def send(self, fields):
        behaviour = self.behaviour
        if behaviour == "silent":
            return 0, None
        if behaviour == "throttled":
            return 429, {"Code": "Throttling", "Message": "Request was denied due to request throttling."}
        if behaviour == "limited":
            return 200, {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发小时级流控Permits:5"}
        if behaviour == "broken":
            return 503, "<html>"
        if not re.fullmatch(r"1[3-9]\d{9}", fields["PhoneNumbers"]):
            return 200, {"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "invalid"}
        assert set(json.loads(fields["TemplateParam"])) == {"text"}
        china = datetime.now(UTC) + timedelta(hours=8)
        self.accepted.append(fields | {"day": f"{china:%Y%m%d}"})
        if behaviour == "accepts and breaks":
            return 0, None
        return 200, {"Code": "OK", "Message": "OK", "RequestId": "r", "BizId": f"{len(self.accepted)}^0"}
