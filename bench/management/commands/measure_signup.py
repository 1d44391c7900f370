"""`manage.py measure_signup`: how long a sign-up takes for a new address and for a known one."""

from __future__ import annotations

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


class Command(BaseCommand):
    help = "Measure how long a sign-up takes for a new address and for one that has an account."

    def handle(self, *args: Any, **options: Any) -> None:
        """New and known in turns, so that both feel whatever else the machine does."""
        recorder = Recorder("signup", fresh=connection.vendor == "sqlite")
        for words, password in (("with a password", PASSWORD), ("without one", "")):
            taken: dict[str, list[float]] = {"new": [], "known": []}
            for number in range(TIMES):
                place = f"{number}.{len(password)}"
                known = f"known.{place}@example.org"
                person = User.objects.create_user(email=known, display_name="Ada")
                EmailAddress.objects.create(user=person, email=known, primary=True, verified=True)
                for kind in ("new", "known") if number % 2 else ("known", "new"):
                    taken[kind].append(sign_up(f"{kind}.{place}@example.org", password, number))
            medians = {kind: median(times) for kind, times in taken.items()}
            for kind, seconds in medians.items():
                name = f"sign-up {words}, {kind} address, {connection.vendor}"
                recorder.note(name, seconds * 1000, "ms, median of 50")
            apart = abs(medians["new"] - medians["known"]) / max(medians.values())
            recorder.at_most(f"apart {words}, {connection.vendor}", apart, "of it", MOST_APART)


def sign_up(email: str, password: str, number: int) -> float:
    """Seconds until the answer, as one of many visitors."""
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"192.0.{number}.{len(email)}")
    fields = {"display_name": "Ada", "email": email, "password1": password}
    begun = perf_counter()
    answer = client.post(reverse("account_signup"), fields)
    seconds = perf_counter() - begun
    if answer.status_code != 302:
        raise RuntimeError(f"{email} was not signed up: {answer.status_code}")
    return seconds
