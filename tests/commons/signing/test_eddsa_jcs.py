"""The suite eddsa-jcs-2022: the vectors of the W3C, each letter changed, and another verifier."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.errors import ProofError

from commons.signing.eddsa_jcs import (
    InvalidProofError,
    new_private_key,
    public_key_text,
    read_private_key,
    sign_document,
    verification_method,
    verify_document,
)
from core.integrity.base58 import decode_base58
from core.integrity.canonical_json import canonical_json

VECTORS = Path(__file__).parent / "eddsa_jcs_2022"
CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)


def vector(name):
    text = (VECTORS / name).read_text()
    return json.loads(text) if name.endswith(".json") else text.strip()


@pytest.fixture(scope="module")
def signed():
    return vector("signedJCS.json")


def letters(value, path=()):
    """Each letter and digit in the texts of a document: the path of its text, and its index."""
    if isinstance(value, str):
        yield from ((path, at) for at, letter in enumerate(value) if letter.isalnum())
    elif isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from letters(one, (*path, key))


def changed(document, path, at):
    """A copy in which that letter is the next one of its kind."""
    document = copy.deepcopy(document)
    *way, last = path
    place = document
    for key in way:
        place = place[key]
    text = place[last]
    following = {"z": "a", "Z": "A", "9": "0"}.get(text[at], chr(ord(text[at]) + 1))
    place[last] = text[:at] + following + text[at + 1 :]
    return document


def openvc_accepts(document):
    """Whether an independent implementation takes the proof."""
    try:
        EddsaJcsProofSuite().verify(document, check_temporal=False)
    except (ProofError, ValueError):
        return False
    return True


def test_canonical_forms_are_those_of_the_vectors():
    assert canonical_json(vector("unsigned.json")).decode() == vector("canonDocJCS.txt")
    assert canonical_json(vector("proofConfigJCS.json")).decode() == vector("proofCanonJCS.txt")


def test_sign_document_makes_the_signature_of_the_vectors(signed):
    keys = vector("keyPair.json")
    key = read_private_key(keys["privateKeyMultibase"])

    made = sign_document(vector("unsigned.json"), key, created=CREATED)

    assert public_key_text(key) == keys["publicKeyMultibase"]
    assert made == signed
    assert decode_base58(made["proof"]["proofValue"]).hex() == vector("sigHexJCS.txt")


def test_verify_document_names_the_key_of_the_vectors(signed):
    assert verify_document(signed) == verification_method(
        vector("keyPair.json")["publicKeyMultibase"]
    )


def test_verify_document_refuses_every_change_of_a_letter(signed):
    changes = list(letters(signed))

    for path, at in changes:
        with pytest.raises(InvalidProofError):
            verify_document(changed(signed, path, at))
    assert len(changes) == 590


def test_another_verifier_agrees_but_for_the_context_of_the_proof(signed):
    """Which openvc doesn't read: it takes that of the document."""
    accepted = [path for path, at in letters(signed) if openvc_accepts(changed(signed, path, at))]

    assert openvc_accepts(signed)
    assert {path[:2] for path in accepted} == {("proof", "@context")}
    assert len(accepted) == 64


def test_another_verifier_takes_what_we_sign():
    document = {"@context": ["https://w3id.org/security/data-integrity/v2"], "head": "00"}

    made = sign_document(document, new_private_key(), created=CREATED)

    assert openvc_accepts(made)
    assert verify_document(made) == made["proof"]["verificationMethod"]


@pytest.mark.parametrize(
    "change",
    [
        {"type": "OtherProof"},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"proofPurpose": "authentication"},
        {"created": "yesterday"},
        {"created": None},
        {"created": "2023-02-24T23:36:38"},
        {"verificationMethod": "https://example.org/key"},
        {"verificationMethod": None},
        {"verificationMethod": "did:key:z6Mk#z6Mk"},
        {"verificationMethod": "did:key:zO#zO"},
        {"proofValue": None},
        {"proofValue": "zO"},
        {"proofValue": "z"},
        {"proofValue": "z" + "1" * 500},
        {"@context": ["https://example.org"]},
        {"nonce": "added"},
        {"nonce": float("nan")},
    ],
    ids=lambda change: "-".join(change),
)
def test_verify_document_refuses_another_proof(signed, change):
    with pytest.raises(InvalidProofError):
        verify_document(signed | {"proof": signed["proof"] | change})


@pytest.mark.parametrize("document", [None, [], "a", {}, {"proof": []}, {"proof": {}}], ids=str)
def test_verify_document_refuses_what_has_no_proof(document):
    with pytest.raises(InvalidProofError, match="no proof"):
        verify_document(document)


def test_verify_document_refuses_a_context_that_was_added(signed):
    longer = {**signed, "@context": [*signed["@context"], "https://example.org"]}

    with pytest.raises(InvalidProofError, match="something else"):
        verify_document(longer)


def test_sign_document_signs_no_proof_over(signed):
    with pytest.raises(ValueError, match="already"):
        sign_document(signed, new_private_key(), created=CREATED)


@pytest.mark.parametrize("text", ["", "z", "z6Mk", "privateKey"])
def test_read_private_key_refuses_what_is_none(text):
    with pytest.raises(InvalidProofError):
        read_private_key(text)
