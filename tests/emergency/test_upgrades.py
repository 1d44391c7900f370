"""Rows as a process of the version before inserts them while it is being replaced."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core.ids import ALPHABET
from emergency.activations.models.activations import Duty
from emergency.housing.models.offers import Helper, HousingAddress
from emergency.housing.models.verification import WorkCode
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HelperFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def test_helper_of_an_older_version_has_empty_digests():
    helper = HelperFactory()
    slip = SubmissionFactory(activation=helper.activation)

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO emergency_housing_helper"
            " (submission_id, activation_id, skills, words, created_at)"
            " SELECT %s, activation_id, skills, words, created_at FROM emergency_housing_helper",
            [slip.pk],
        )

    made = Helper.objects.get(submission=slip)
    assert (made.phone_digest, made.email_digest) == ("", "")


def test_address_of_an_older_version_has_no_entry_and_counts_as_numbered():
    offer = HousingOfferFactory()
    HousingAddress.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO emergency_housing_housingaddress"
            " (offer_id, address, access_code, directions)"
            " VALUES (%s, '7 Canary Lane', '', '')",
            [offer.pk],
        )

    made = HousingAddress.objects.get()
    assert (made.has_no_number, made.floor, made.bell, made.entry_until, made.entry_note) == (
        *(False, "", ""),
        *("", ""),
    )


def test_work_code_of_an_older_version_has_an_empty_digest():
    request, now = HousingRequestFactory(), timezone.now()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO emergency_housing_workcode"
            " (request_id, domain, secret, sent_at, expires_at, tries)"
            " VALUES (%s, 'example.org', 'x', %s, %s, 0)",
            [request.pk, now, now + timedelta(minutes=15)],
        )

    assert WorkCode.objects.get().address_digest == ""


def test_duty_of_an_older_version_has_a_public_id():
    duty, person = DutyFactory(), UserFactory()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO emergency_activations_duty"
            " (activation_id, person_id, sees_safety, began_at)"
            " SELECT activation_id, %s, sees_safety, began_at FROM emergency_activations_duty",
            [person.pk],
        )

    made = Duty.objects.get(person=person)
    assert re.fullmatch(f"[{ALPHABET}]{{8}}", made.public_id)
    assert made.public_id != duty.public_id
