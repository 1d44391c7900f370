"""A house that vouches and speaks OpenID Connect, on this machine: real keys, real signatures."""

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "hirondelle", "known to both"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_key(**changes):
    key = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    return key | {"kid": "house", "use": "sig"} | changes


class Issuer:
    """It answers as the standard says, until a test has it say something else."""

    def __init__(self):
        self.codes = {}
        self.asked = []
        self.claims = {}  # what it says otherwise than it should; None leaves a claim out
        self.metadata = {}
        self.userinfo = {"email": "nurse-7@chu-tours.fr"}
        self.key, self.algorithm, self.headers = KEY, "RS256", {"kid": "house"}
        self.instead = None  # an answer of the door for tokens: status, body
        self.tokens = {}  # what it hands out besides
        self.published = [public_key()]
        self.missing_bytes = 0  # of each answer
        self.pause = 0.0  # seconds before each byte of an answer

    def tells(self):
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.url,
            **{f"{name}_endpoint": f"{self.url}/{end}" for name, end in ends.items()},
            "jwks_uri": f"{self.url}/keys",
        } | self.metadata

    def log_in(self, address):
        """As the browser of somebody who logs in: what comes back with them."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def gives(self, said, basic):
        """Tokens for a code that is good once, to whoever sent the person here."""
        asked = self.codes.pop(said.get("code"), None)
        who = basic or (said.get("client_id"), said.get("client_secret"))
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or who != (CLIENT, SECRET)
            or said.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        tokens = {"access_token": "opens-userinfo", "id_token": self.signed(asked["nonce"])}
        return 200, tokens | self.tokens

    def signed(self, nonce):
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "nurse-7",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            "email": "nurse-7@chu-tours.fr",
        } | self.claims
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.key, algorithm=self.algorithm, headers=self.headers)

    def keys(self):
        return {"keys": self.published}


def door_of(issuer):
    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            issuer.asked.append(self.path)
            if self.path == "/userinfo" and "opens-userinfo" in self.headers["Authorization"]:
                return self.answer(200, {"sub": "nurse-7"} | issuer.userinfo)
            pages = {"/.well-known/openid-configuration": issuer.tells, "/keys": issuer.keys}
            return self.answer(200, pages[self.path]())

        def do_POST(self):
            issuer.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = {name: values[0] for name, values in parse_qs(body).items()}
            scheme, _space, told = self.headers.get("Authorization", "").partition(" ")
            basic = base64.b64decode(told).decode().split(":", 1) if scheme == "Basic" else None
            answer = issuer.gives(said, basic and tuple(basic))
            self.answer(*(issuer.instead or answer))

        def answer(self, status, told):
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            if status in {301, 302}:
                self.send_header("Location", f"{issuer.url}/keys")
            self.send_header("Content-Length", str(len(body) + issuer.missing_bytes))
            self.end_headers()
            for byte in body if issuer.pause else ():
                time.sleep(issuer.pause)
                self.wfile.write(bytes([byte]))
            self.wfile.write(b"" if issuer.pause else body)

        def handle(self):
            with suppress(ConnectionError):  # whoever asked waited no longer
                super().handle()

        def log_message(self, *args):
            """Tests read what was asked from `asked`."""

    return Door


@contextmanager
def standing():
    """An issuer that answers on this machine, until the test is over."""
    issuer = Issuer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), door_of(issuer))
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
