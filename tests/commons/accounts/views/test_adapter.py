"""Every letter that allauth can send has words of ours, in both languages."""

import re
from pathlib import Path

import allauth.account
import allauth.mfa
import pytest
from django.template.loader import get_template

SENT = re.compile(r'"(?:account|mfa)/email/(\w+)"')
BY_CODE = {"password_reset_code"}  # we send links
SOURCES = [
    source
    for package in (allauth.account, allauth.mfa)
    for source in Path(package.__file__).parent.rglob("*.py")
]
NAMES = {name for source in SOURCES for name in SENT.findall(source.read_text())} - BY_CODE


def test_the_list_of_letters_is_the_one_we_know():
    assert sorted(NAMES) == [
        "account_already_exists",
        "email_changed",
        "email_confirmation",
        "email_confirmation_signup",
        "email_deleted",
        "login_code",
        "password_changed",
        "password_reset",
        "password_reset_key",
        "password_set",
        "recovery_codes_generated",
        "totp_activated",
        "totp_deactivated",
        "unknown_account",
        "webauthn_added",
        "webauthn_removed",
    ]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_letter_has_a_subject_and_a_body(name):
    template = get_template(f"accounts/email/{name}.txt")

    subject, body = (template.render({"part": part}).strip() for part in ("subject", "body"))

    assert subject
    assert "\n" not in subject
    assert body
