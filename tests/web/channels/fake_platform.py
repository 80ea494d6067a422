"""A local server that other fakes build upon: it answers as told, keeps silent, limits, or breaks the line."""

import json
import threading
import urllib.parse
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Platform:
    """`behaviour`: what the next calls of a path do: `silent` (accepts, then breaks the line), `busy` (HTTP 429), or a
    number: that error code. Each is used up once."""

    def __init__(self) -> None:
        self.behaviour: dict[str, list[Any]] = {}
        self.calls: list[str] = []
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                platform._serve(self, body)

            def do_GET(self) -> None:
                platform._serve(self, b"")

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _serve(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        parts = urllib.parse.urlsplit(handler.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        self.calls.append(parts.path)
        wanted = self.behaviour.get(parts.path) or []
        how = wanted.pop(0) if wanted else None
        if how == "busy":
            handler.send_response(429)
            handler.send_header("Retry-After", "120")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        fields = read(handler.headers.get("Content-Type", ""), body)
        answer = self.failing(how) if isinstance(how, int) else self.answer(parts.path, query, fields)
        if how == "silent":
            handler.close_connection = True
            handler.connection.close()
            return
        told = json.dumps(answer, ensure_ascii=False).encode()
        handler.send_response(self.status_of(answer))
        handler.send_header("Content-Length", str(len(told)))
        handler.end_headers()
        handler.wfile.write(told)

    def status_of(self, answer: dict[str, Any]) -> int:
        return 200

    def failing(self, code: int) -> dict[str, Any]:
        raise NotImplementedError

    def answer(self, path: str, query: dict[str, str], fields: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError


def read(kind: str, body: bytes) -> dict[str, Any]:
    """JSON, a form, or a form with files, as the real ones take them."""
    if kind.startswith("application/json"):
        return json.loads(body)
    if kind.startswith("multipart/"):
        message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        return {
            part.get_param("name", header="content-disposition"): part.get_content() for part in message.iter_parts()
        }
    return dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
