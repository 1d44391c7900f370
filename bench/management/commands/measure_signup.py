"""`manage.py measure_signup`: whether time tells if an address has an account.

Signing up, logging in with a wrong password, and asking for a new password or for a code, each with
an address that has an account and with one that has none. What is compared are medians: their ratio
is at most MOST_APART above 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from time import perf_counter
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.tools.figures import Recorder
from commons.accounts.models import User

TIMES = 50
PASSWORD = "ten thousand birds"  # noqa: S105, of people who are made up
MOST_APART = 0.1  # of the longer median
KINDS = ("new", "known")
FORMS: Mapping[str, tuple[str, Mapping[str, str], int]] = {
    "sign-up with a password": (
        "account_signup",
        {"display_name": "Ada", "email": "{}", "password1": PASSWORD},
        302,
    ),
    "sign-up without one": (
        "account_signup",
        {"display_name": "Ada", "email": "{}", "password1": ""},
        302,
    ),
    "log-in with a wrong password": (
        "account_login",
        {"login": "{}", "password": f"not {PASSWORD}"},
        200,
    ),
    "new password": ("account_reset_password", {"email": "{}"}, 302),
    "code to log in": ("account_request_login_code", {"email": "{}"}, 302),
}


class Command(BaseCommand):
    help = "Measure whether time tells if an address has an account."

    def handle(self, *args: Any, **options: Any) -> None:
        """New and known in turns, so that both feel whatever else the machine does."""
        recorder = Recorder("signup", fresh=connection.vendor == "sqlite")
        for place, words in enumerate(FORMS):
            taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for number in range(TIMES):
                make_account(f"known.{place}.{number}@example.org")
                for kind in KINDS if number % 2 else reversed(KINDS):
                    email = f"{kind}.{place}.{number}@example.org"
                    client = Client(
                        SERVER_NAME="localhost",
                        REMOTE_ADDR=f"10.{place}.{number}.{KINDS.index(kind) + 1}",
                    )
                    taken[kind].append(send(client, words, email))
            medians = {kind: median(times) for kind, times in taken.items()}
            for kind, seconds in medians.items():
                name = f"{words}, {kind} address, {connection.vendor}"
                recorder.note(name, seconds * 1000, f"ms, median of {TIMES}")
            apart = 1 - min(medians.values()) / max(medians.values())
            recorder.at_most(f"apart, {words}, {connection.vendor}", apart, "of it", MOST_APART)


def make_account(email: str) -> None:
    """Somebody with a password, whose address is confirmed."""
    person = User.objects.create_user(email=email, display_name="Ada", password=PASSWORD)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)


def send(client: Client, words: str, email: str) -> float:
    """Seconds until the answer, as one of many visitors."""
    name, fields, status = FORMS[words]
    data = {key: value.format(email) for key, value in fields.items()}
    begun = perf_counter()
    answer = client.post(reverse(name), data)
    seconds = perf_counter() - begun
    if answer.status_code != status:
        raise RuntimeError(f"{words}, {email}: {answer.status_code}")
    return seconds
