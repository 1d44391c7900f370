"""Two keys are made at the same moment; a key is retired while it signs."""

import pytest

from commons.audit import actions as audit
from commons.signing.actions import current_key, publish_head, rotate_key
from commons.signing.models import PublishedHead, SigningKey
from commons.signing.selectors import faults_of_heads
from tests.commons.audit.sealing import seal
from tests.factories.accounts import UserFactory
from tests.rivals import overtaken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

MAKING = "commons.signing.actions.new_private_key"
SIGNING = "commons.signing.actions.sign_document"


@pytest.fixture
def key():
    ada = UserFactory()
    audit.record(ada, "person.changed", ada)
    seal()
    return current_key()


def head_faults():
    return list(faults_of_heads(PublishedHead.objects.values_list("document", flat=True)))


def test_of_two_rotations_the_second_follows_the_first(key):
    first, second = overtaken(rotate_key, at=MAKING, by=rotate_key)

    keys = [key, first, second]
    assert list(SigningKey.objects.all()) == keys
    assert [one.is_current for one in SigningKey.objects.all()] == [False, False, True]
    methods = [one.verification_method for one in keys]
    assert [one.announcement["previous"] for one in (first, second)] == methods[:2]


def test_a_key_that_signs_a_head_is_retired_afterwards(key):
    def rotate_and_look():
        rotate_key()
        return PublishedHead.objects.exists()

    _head, was_published = overtaken(lambda: publish_head("audit"), at=SIGNING, by=rotate_and_look)

    assert was_published
    assert head_faults() == []


def test_a_head_waits_for_the_new_key(key):
    new, head = overtaken(rotate_key, at=MAKING, by=lambda: publish_head("audit"))

    assert head.document["proof"]["verificationMethod"] == new.verification_method
    assert head_faults() == []
