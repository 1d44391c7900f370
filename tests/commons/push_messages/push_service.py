"""A push service on this machine, behind TLS with an authority of its own."""

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

HOST = "127.0.0.1"
SIGNING = {"key_cert_sign": True, "crl_sign": True}
USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


class PushService:
    """What was sent there, and what it answers: path to status, 201 where nothing is said."""

    def __init__(self):
        self.received = []  # path, headers, body
        self.statuses = {}

    def endpoint(self, path, status=201):
        self.statuses[path] = status
        return f"https://{HOST}:{self.port}{path}"


def handler_of(service):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.received.append((self.path, dict(self.headers), body))
            self.send_response(service.statuses.get(self.path, 201))
            self.send_header("Location", "https://127.0.0.1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            """Tests read `received`."""

    return Handler


@contextmanager
def running():
    """The service, until the test is over, and a context that trusts its authority."""
    service = PushService()
    serving, trusting = contexts()
    server = ThreadingHTTPServer((HOST, 0), handler_of(service))
    server.socket = serving.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    service.port, service.trusting = server.server_port, trusting
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


@cache
def contexts():
    """For the server, and for whoever trusts the authority that signed its certificate."""
    authority, key = (ec.generate_private_key(ec.SECP256R1()) for _number in range(2))
    root = certificate("Authority of tests", authority.public_key(), authority, authority)
    leaf = certificate("Push service of tests", key.public_key(), authority, authority, HOST)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        chain = Path(folder) / "chain.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        chain.write_bytes(secret + leaf.public_bytes(Encoding.PEM))
        serving.load_cert_chain(chain)
    pem = root.public_bytes(Encoding.PEM).decode()
    return serving, ssl.create_default_context(cadata=pem)


def certificate(name, public, issuer, signer, address=""):
    """With an address that of a server, else that of an authority."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    authority = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Authority of tests")])
    now = datetime.now(UTC)
    of_authority = not address
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=of_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(
                **dict.fromkeys(USAGES, False)
                | (SIGNING if of_authority else {"digital_signature": True})
            ),
            critical=True,
        )
    )
    if address:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
        built = built.add_extension(names, critical=False)
    return built.sign(signer, SHA256())
