"""A browser that turned notifications on: its keys, and how it reads a message.

Written from RFC 8188 and RFC 8291, with nothing of what the site encrypts with.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()


class Browser:
    """`private` is the key that never leaves it, `secret` what it shares with the site."""

    def __init__(self, private=None, secret=None):
        self.private = private or ec.generate_private_key(CURVE)
        self.secret = secret or token_bytes(16)
        point = self.private.public_key()
        self.public = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def p256dh(self):
        return encode(self.public)

    @property
    def auth(self):
        return encode(self.secret)

    def read(self, body):
        """The words of one message, of a single record. Raises InvalidTag for one of another."""
        salt, length = body[:16], body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        shared = self.private.exchange(ec.ECDH(), point)
        info = b"WebPush: info\0" + self.public + sender
        material = derive(self.secret, shared, info, 32)
        key = derive(salt, material, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(salt, material, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
        assert padded.endswith(b"\2"), "not the last record"
        return padded[:-1]


def derive(salt, material, info, length):
    return HKDF(SHA256(), length, salt, info).derive(material)


def encode(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
