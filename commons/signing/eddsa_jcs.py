"""Signed JSON: the suite eddsa-jcs-2022 of W3C Data Integrity EdDSA Cryptosuites 1.0.

Ed25519 (RFC 8032) over two SHA-256: of the options of the proof and of the document without it,
both in canonical JSON (RFC 8785). Keys are did:key identifiers, which hold the public key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.integrity.base58 import InvalidBase58Error, decode_base58, encode_base58
from core.integrity.canonical_json import NotCanonicalError, canonical_json

CRYPTOSUITE: Final = "eddsa-jcs-2022"
PROOF_TYPE: Final = "DataIntegrityProof"
PURPOSE: Final = "assertionMethod"
PUBLIC_CODE: Final = b"\xed\x01"  # ed25519-pub in the table of Multicodec
PRIVATE_CODE: Final = b"\x80\x26"  # ed25519-priv
KEY_LENGTH: Final = 32
DID_KEY: Final = "did:key:"


class InvalidProofError(ValueError):
    """The document isn't what was signed, or nobody signed it. Its words say why."""


def new_private_key() -> Ed25519PrivateKey:
    """From the random numbers of the operating system."""
    return Ed25519PrivateKey.generate()


def private_key_text(key: Ed25519PrivateKey) -> str:
    """The secret in Multibase, as in `privateKeyMultibase`."""
    return encode_base58(PRIVATE_CODE + key.private_bytes_raw())


def read_private_key(text: str) -> Ed25519PrivateKey:
    """The way back. Raises InvalidProofError."""
    return Ed25519PrivateKey.from_private_bytes(_key_bytes(text, PRIVATE_CODE))


def public_key_text(key: Ed25519PrivateKey) -> str:
    """The public half in Multibase, as in `publicKeyMultibase`."""
    return encode_base58(PUBLIC_CODE + key.public_key().public_bytes_raw())


def verification_method(public_key: str) -> str:
    """The did:key URL of a public key: the key stands in it twice, as identifier and fragment."""
    return f"{DID_KEY}{public_key}#{public_key}"


def sign_document(
    document: Mapping[str, Any], key: Ed25519PrivateKey, *, created: datetime
) -> dict[str, Any]:
    """The document with its proof (section 3.3.1, Create Proof). `created` has whole seconds.

    Raises ValueError where there is a proof already, NotCanonicalError where it is no JSON.
    """
    if "proof" in document:
        raise ValueError("the document has a proof already")
    proof: dict[str, Any] = {
        "type": PROOF_TYPE,
        "cryptosuite": CRYPTOSUITE,
        "created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": verification_method(public_key_text(key)),
        "proofPurpose": PURPOSE,
    }
    if "@context" in document:
        proof["@context"] = document["@context"]
    signature = key.sign(_hash_data(document, proof))
    return {**document, "proof": {**proof, "proofValue": encode_base58(signature)}}


def verify_document(document: Any) -> str:
    """The verification method of the key that signed it (section 3.3.2, Verify Proof).

    Whoever calls it decides whether that key is to be trusted, and was at that time. It refuses
    more than the Recommendation does: a proof without a date, and a context that was added to the
    document after it was signed. Raises InvalidProofError.
    """
    unsigned, proof, value = _parts(document)
    public_key = _public_key(proof.get("verificationMethod"))
    _require_same_context(unsigned, proof)
    try:
        signature, data = decode_base58(value), _hash_data(unsigned, proof)
        public_key.verify(signature, data)
    except InvalidBase58Error as error:
        raise InvalidProofError("proofValue is no signature") from error
    except NotCanonicalError as error:
        raise InvalidProofError(f"the document is no JSON: {error}") from error
    except InvalidSignature as error:
        raise InvalidProofError("the signature belongs to something else") from error
    return str(proof["verificationMethod"])


def signed_at(document: Mapping[str, Any]) -> datetime:
    """When the document says that it was signed. Raises InvalidProofError."""
    try:
        created = datetime.fromisoformat(str(document["proof"].get("created")))
    except ValueError as error:
        raise InvalidProofError("created is no date") from error
    if created.tzinfo is None:
        raise InvalidProofError("created has no time zone")
    return created


def _parts(document: Any) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The document without its proof, the proof without its value, and that value."""
    proof = document.get("proof") if isinstance(document, Mapping) else None
    if not isinstance(proof, Mapping) or not isinstance(proof.get("proofValue"), str):
        raise InvalidProofError("there is no proof")
    expected = {"type": PROOF_TYPE, "cryptosuite": CRYPTOSUITE, "proofPurpose": PURPOSE}
    for name, text in expected.items():
        if proof.get(name) != text:
            raise InvalidProofError(f"{name} isn’t {text}")
    signed_at(document)
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    return unsigned, options, proof["proofValue"]


def _hash_data(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """64 bytes (section 3.3.4): the hash of the options comes first."""
    parts = (canonical_json(dict(part)) for part in (options, document))
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def _require_same_context(document: Mapping[str, Any], proof: Mapping[str, Any]) -> None:
    """The context of the document begins with that of the proof (3.3.2, step 4, its first half).

    The second half would hash the document with the context of the proof in place of its own.
    Here the whole document is hashed, so that a longer context fails at the signature.
    """
    if "@context" not in proof:
        return
    signed, shown = _as_list(proof["@context"]), _as_list(document.get("@context"))
    if shown[: len(signed)] != signed:
        raise InvalidProofError("the proof is for another @context")


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _public_key(method: Any) -> Ed25519PublicKey:
    did, _, fragment = method.partition("#") if isinstance(method, str) else ("", "", "")
    if not did.startswith(DID_KEY) or did != f"{DID_KEY}{fragment}":
        raise InvalidProofError("verificationMethod is no did:key")
    return Ed25519PublicKey.from_public_bytes(_key_bytes(fragment, PUBLIC_CODE))


def _key_bytes(text: str, code: bytes) -> bytes:
    try:
        data = decode_base58(text)
    except InvalidBase58Error as error:
        raise InvalidProofError("the key is no Multibase") from error
    if not data.startswith(code) or len(data) != len(code) + KEY_LENGTH:
        raise InvalidProofError("the key isn’t of Ed25519")
    return data[len(code) :]
