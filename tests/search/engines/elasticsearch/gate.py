"""Before the node: TLS with certificates of our own, and a door that asks who comes."""

import json
import ssl
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SIGNING = {5, 6}  # of certificates and of lists of revoked ones, among the nine uses of a key
DAY = timedelta(days=1)
REFUSED = {"error": {"type": "security_exception", "reason": "who are you?"}, "status": 401}


class Authority:
    """Signs certificates; `file` is what its friends trust."""

    def __init__(self, folder, name):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = named(name)
        self.file = folder / f"{name}.pem"
        limits = x509.BasicConstraints(ca=True, path_length=None)
        uses = x509.KeyUsage(*(place in SIGNING for place in range(9)))
        self.file.write_bytes(pem(self.sign(self.name, self.key.public_key(), limits, uses)))

    def sign(self, name, key, *more, ends_in=DAY):
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(self.name, name, key, x509.random_serial_number())
        builder = builder.not_valid_before(now - 3 * DAY).not_valid_after(now + ends_in)
        for extension in more:
            builder = builder.add_extension(extension, critical=True)
        ours = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        theirs = x509.SubjectKeyIdentifier.from_public_key(key)
        for extension in (ours, theirs):
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def server_context(self, host="localhost", ends_in=DAY):
        """What a server of that name shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        shown = pem(self.sign(named(host), key.public_key(), names, ends_in=ends_in))
        kept = self.folder / "server.pem"
        kept.write_bytes(shown + plain(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(kept)
        return context


def named(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def plain(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class Visit(BaseHTTPRequestHandler):
    """Whoever says the right word reaches the node."""

    protocol_version = "HTTP/1.1"

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") in self.server.words:
            self.answer(*asked_of(self.server.node, self.command, self.path, body, self.headers))
        else:
            self.answer(401, "application/json", json.dumps(REFUSED).encode())

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("X-elastic-product", "Elasticsearch")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *response):
        """Silent."""


for verb in ("GET", "HEAD", "POST", "PUT", "DELETE"):
    setattr(Visit, f"do_{verb}", Visit.pass_on)


def asked_of(node, command, path, body, headers):
    link = HTTPConnection(node, timeout=20)
    passed_on = {name: headers[name] for name in ("Accept", "Content-Type") if name in headers}
    link.request(command, path, body, passed_on)
    answer = link.getresponse()
    response = answer.status, answer.getheader("Content-Type", ""), answer.read()
    link.close()
    return response


class Gate(ThreadingHTTPServer):
    """The door of one node, with the words that open it."""

    daemon_threads = True

    def __init__(self, node, context, words):
        super().__init__(("127.0.0.1", 0), Visit)
        self.node, self.words, self.context = node.removeprefix("http://"), words, context
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"localhost:{self.server_address[1]}"

    def finish_request(self, request, client_address):
        """TLS in the thread of the visitor: one who breaks off holds up nobody."""
        try:
            with self.context.wrap_socket(request, server_side=True) as safe:
                super().finish_request(safe, client_address)
        except OSError:
            return  # the visitor did not trust us, or went away
