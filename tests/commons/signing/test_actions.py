"""Keys that follow each other, and heads of logs that are signed and published."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from commons.audit import actions as audit
from commons.audit.models import LogBatch
from commons.signing import periodic
from commons.signing.actions import current_key, publish_head, rotate_key
from commons.signing.eddsa_jcs import sign_document, verify_document
from commons.signing.errors import SigningKeyUnreadableError
from commons.signing.management.commands import rotate_signing_key
from commons.signing.models import SALT, PublishedHead, SigningKey
from commons.signing.periodic import publish_heads
from commons.signing.registries import HEADS, HeadSource
from commons.signing.selectors import published
from core.security.tokens import encrypt_token
from tests.commons.audit.sealing import rows_of, seal, tampering
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def grow(times=1):
    ada = UserFactory()
    for _ in range(times):
        audit.record(ada, "person.changed", ada)
        seal()


def test_publish_heads_signs_each_head_once():
    assert publish_heads() == 0  # nothing is sealed yet, and no key is needed
    assert not SigningKey.objects.exists()
    grow()

    assert publish_heads() == 0
    assert publish_heads() == 0

    head, batch = PublishedHead.objects.get(), LogBatch.objects.get()
    assert (head.log, head.number) == ("audit", 1)
    document = {name: head.document[name] for name in ("type", "log", "number", "head")}
    assert document == {"type": "LogHead", "log": "audit", "number": 1, "head": batch.head}
    assert verify_document(head.document) == SigningKey.objects.get().verification_method


def test_a_published_head_stays_as_it_is():
    grow()
    publish_head("audit")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows_of(PublishedHead).update(number=2)


def test_publish_heads_goes_on_after_a_log_that_fails(failed_rows, monkeypatch):
    grow()

    def fail():
        raise RuntimeError

    broken = HeadSource(last=fail, digest_at=lambda number: None)
    monkeypatch.setattr(periodic, "HEADS", {"ledger": broken, "audit": HEADS["audit"]})
    monkeypatch.setattr("commons.signing.actions.HEADS", periodic.HEADS)

    assert publish_heads() == 1

    assert "failed for ledger with RuntimeError" in failed_rows[0].getMessage()
    failed_rows.clear()
    assert PublishedHead.objects.get().log == "audit"


def test_rotate_key_lets_the_old_key_sign_for_the_new_one():
    old = current_key()

    new = rotate_key()

    old.refresh_from_db()
    assert (old.is_current, old.private_key, new.is_current) == (False, "", True)
    assert verify_document(new.announcement) == old.verification_method
    assert new.announcement["next"] == new.verification_method
    assert current_key() == new


def test_heads_of_a_retired_key_hold():
    grow()
    publish_head("audit")
    call_command("rotate_signing_key")
    grow()
    publish_head("audit")

    call_command("verify_heads")

    heads = PublishedHead.objects.values_list("document__proof__verificationMethod", flat=True)
    assert len(set(heads)) == 2


def test_a_private_key_is_encrypted_with_the_secret_of_the_site(settings):
    key = current_key()
    assert not key.private_key.startswith("z3u2")
    settings.SECRET_KEY = "another secret that has more than thirty-two characters"

    with pytest.raises(SigningKeyUnreadableError):
        key.read_private_key()
    with pytest.raises(CommandError, match="--lost"):
        call_command("rotate_signing_key")
    call_command("rotate_signing_key", "--lost")

    assert current_key() != key
    assert current_key().announcement is None
    assert current_key().read_private_key()


def test_two_keys_are_never_current():
    current_key()

    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.create(public_key="z2")


def test_verify_heads_sees_a_log_that_was_sealed_anew(tmp_path, client, capsys):
    grow(2)
    publish_head("audit")
    copy = tmp_path / "heads.json"
    copy.write_text(client.get(reverse("signing:heads")).text)
    call_command("verify_heads", str(copy))

    with tampering():
        rows_of(LogBatch).filter(number=2).update(head="0" * 64)

    with pytest.raises(CommandError, match="1 of 1 heads"):
        call_command("verify_heads", str(copy))
    assert "batch 2 of audit has another head now" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"head": "0" * 64}, "belongs to something else"),
        ({"proof": None}, "there is no proof"),
    ],
    ids=["head", "proof"],
)
def test_verify_heads_sees_a_copy_that_was_changed(tmp_path, capsys, change, words):
    grow()
    document = publish_head("audit").document | change
    copy = tmp_path / "heads.json"
    copy.write_text(json.dumps({"heads": [document]}))

    with pytest.raises(CommandError):
        call_command("verify_heads", str(copy))
    assert words in capsys.readouterr().err


def test_verify_heads_knows_keys_of_others(tmp_path, capsys):
    grow()
    document = publish_head("audit").document
    SigningKey.objects.all().delete()
    copy = tmp_path / "heads.json"
    copy.write_text(json.dumps({"heads": [document]}))

    with pytest.raises(CommandError):
        call_command("verify_heads", str(copy))
    assert "a key that isn’t ours" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"heads": 1}', "{"])
def test_verify_heads_refuses_a_file_that_is_no_copy(tmp_path, text):
    copy = tmp_path / "heads.json"
    copy.write_text(text)

    with pytest.raises(CommandError, match="no copy"):
        call_command("verify_heads", str(copy))


def test_heads_are_public_and_come_in_pages(client, monkeypatch):
    monkeypatch.setattr("commons.signing.selectors.HEADS_A_PAGE", 2)
    for _ in range(3):
        grow()
        publish_head("audit")

    first = client.get("/.well-known/hirondelle/heads.json")
    page = first.json()
    rest = client.get("/.well-known/hirondelle/heads.json", {"before": page["next"]}).json()

    assert first["Content-Type"] == "application/json"
    assert [head["number"] for head in page["heads"] + rest["heads"]] == [3, 2, 1]
    assert rest["next"] is None
    [key] = page["keys"]
    assert key["publicKeyMultibase"] == SigningKey.objects.get().public_key
    assert "private" not in first.text.lower()


@pytest.mark.parametrize("before", ["", "-1", "a", "9" * 30])
def test_heads_refuse_a_page_that_is_none(client, before):
    answer = client.get(reverse("signing:heads"), {"before": before})

    assert answer.status_code == 422


def test_published_asks_two_questions_however_many_heads(django_assert_num_queries):
    for _ in range(3):
        grow()
        publish_head("audit")

    with django_assert_num_queries(2):
        published()


def test_verify_heads_refuses_a_copy_without_heads(tmp_path, client):
    copy = tmp_path / "heads.json"
    copy.write_text(client.get(reverse("signing:heads")).text)

    with pytest.raises(CommandError, match="holds no heads"):
        call_command("verify_heads", str(copy))


@pytest.mark.parametrize("shift", [timedelta(days=1), timedelta(days=-1)], ids=["after", "before"])
def test_verify_heads_sees_a_date_outside_the_period_of_the_key(tmp_path, capsys, shift):
    grow()
    head = publish_head("audit")
    unsigned = {name: value for name, value in head.document.items() if name != "proof"}
    secret = SigningKey.objects.get().read_private_key()
    rotate_key()
    copy = tmp_path / "heads.json"
    made = sign_document(unsigned, secret, created=head.published_at + shift)
    copy.write_text(json.dumps({"heads": [head.document, made]}))

    with pytest.raises(CommandError, match="1 of 2 heads"):
        call_command("verify_heads", str(copy))
    assert "head 2: signed" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "not a key", "z3u2"])
def test_a_damaged_private_key_is_said_to_be_unreadable(text):
    key = current_key()
    key.private_key = encrypt_token(text, salt=SALT) if text else ""

    with pytest.raises(SigningKeyUnreadableError):
        key.read_private_key()


def test_rotate_signing_key_says_that_another_process_was_faster(monkeypatch):
    def fail(**words):
        raise IntegrityError

    monkeypatch.setattr(rotate_signing_key, "rotate_key", fail)

    with pytest.raises(CommandError, match="Another process"):
        call_command("rotate_signing_key")
