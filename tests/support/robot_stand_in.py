"""Robots on loopback that keep to their public documents, and misbehave in every way that is told of real ones."""

import base64
import contextlib
import hashlib
import hmac
import json
import socket
import struct
import time
from urllib.parse import parse_qs, urlsplit

from tests.support.http_server import Handler, serving

KEY, SECRET, TOKEN = "k3y-0f-the-r0b0t", "SECs1gn1ng", "123456:T0KEN"
PATHS = {
    "wecom": f"/cgi-bin/webhook/send?key={KEY}",
    "feishu": f"/open-apis/bot/v2/hook/{KEY}",
    "dingtalk": f"/robot/send?access_token={KEY}",
    "telegram": f"/bot{TOKEN}?chat_id=-100987",
}
REFUSALS = {
    "wecom": ({"errcode": 93000, "errmsg": "invalid webhook url"}, 200),
    "feishu": ({"code": 19001, "msg": "param invalid: incoming webhook access token invalid", "data": {}}, 200),
    "dingtalk": ({"errcode": 300001, "errmsg": "token is not exist"}, 200),
    "telegram": ({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401),
}
"""What each says to a key that is wrong."""
BUSY = {
    "wecom": ({"errcode": 45009, "errmsg": "api freq out of limit"}, 200),
    "feishu": ({"code": 9499, "msg": "too many request", "data": {}}, 200),
    "dingtalk": ({"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}, 200),
    "telegram": (
        {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 34}},
        429,
    ),
}
FINE = {
    "wecom": {"errcode": 0, "errmsg": "ok"},
    "feishu": {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"},
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "telegram": {"ok": True, "result": {"message_id": 1}},
}


class Robots(Handler):
    """Answers each POST as the first of `manners` says, or properly; `told` are the messages that were taken."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, body))
        manner = self.server.manners.pop(0) if self.server.manners else ""
        kind = next(kind for kind, path in PATHS.items() if self.path.startswith(path.split("?")[0].split("/bot1")[0]))
        if manner == "refuses" or (not manner and fault(self.server, kind, self.path, json.loads(body))):
            self.server.faults.append(fault(self.server, kind, self.path, json.loads(body)))
            self.answer(*REFUSALS[kind])
        elif manner == "busy":
            self.answer(*BUSY[kind])
        elif manner == "429":
            self.answer({}, 429, {"Retry-After": "77"})
        elif manner == "html":
            self.answer(f"<html>please log in for {self.path}</html>", 200)
        elif manner == "elsewhere":
            self.answer("", 302, {"Location": f"{self.server.url}/stolen"})
        elif manner == "empty":
            self.answer("", 200)
        elif manner == "list":
            self.answer([FINE[kind]], 200)
        elif manner == "false":
            self.answer({"errcode": False, "code": False, "ok": 1}, 200)
        elif manner == "hangs":
            self.server.stopping.wait(60)
        elif manner == "reset":
            self.reset()
        elif manner == "huge":
            self.answer("x" * 200_000, 200)
        else:
            self.server.told.append((kind, json.loads(body)))
            self.answer(FINE[kind], 200)

    def answer(self, what, status, headers=None):
        body = (what if isinstance(what, str) else json.dumps(what)).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def reset(self):
        """Break the connection in mid-answer."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


def fault(server, kind, path, body):
    """What is wrong with a message, by the robot's public document; empty: nothing."""
    parts = urlsplit(path)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if kind == "wecom":
        content = body["markdown"]["content"]
        fits = body["msgtype"] == "markdown" and len(content.encode()) <= 4096
        return "" if fits and asked == {"key": KEY} else "form or key"
    if kind == "feishu":
        signed = sign(f"{body.get('timestamp')}\n{SECRET}", "")
        if server.signing and (body.get("sign") != signed or abs(int(body["timestamp"]) - time.time()) > 3600):
            return "sign"
        fits = body["msg_type"] == "interactive" and len(json.dumps(body, ensure_ascii=False).encode()) <= 20 * 1024
        return "" if fits and parts.path.endswith(f"/hook/{KEY}") else "form or key"
    if kind == "dingtalk":
        signed = sign(SECRET, f"{asked.get('timestamp')}\n{SECRET}")
        if server.signing and (asked.get("sign") != signed or abs(int(asked["timestamp"]) / 1000 - time.time()) > 3600):
            return "sign"
        fits = body["msgtype"] == "markdown" and body["markdown"]["title"] and len(body["markdown"]["text"]) <= 20_000
        return "" if fits and asked["access_token"] == KEY else "form or key"
    right = parts.path == f"/bot{TOKEN}/sendMessage" and body["chat_id"] == "-100987"
    return "" if right and 1 <= len(body["text"]) <= 4096 and body["parse_mode"] == "HTML" else "form or token"


def sign(key, text):
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


@contextlib.contextmanager
def robots(*manners, signing=False):
    """The stand-in; `hook(kind)` is the address of a robot there."""
    with serving(Robots, asked=[], told=[], faults=[], manners=list(manners), signing=signing) as server:
        server.hook = lambda kind: f"{kind}+{server.url}{PATHS[kind]}"
        yield server
