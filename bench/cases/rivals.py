"""Guests who want the same thing: each with a proposal on the table and a session of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from bench.tools.load import Answer, Ask
from commons.accounts.models import User
from hosting.calendars.models import NightHold, SeatHold
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.hosting import (
    ProposalFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
    UnitFactory,
)

SEATS_LEFT = 3
MEANINGS = {constants.SUCCESS: "agreed", constants.ERROR: "refused"}


def for_the_last_week(rivals: int) -> list[Request]:
    """Everybody has asked for the same nights of the same room, and the host has proposed."""
    unit = UnitFactory()
    return [
        _proposed(RequestFactory(unit=unit, state=RequestState.TENTATIVE)) for _ in range(rivals)
    ]


def for_the_last_seats(rivals: int) -> list[Request]:
    """Everybody wants one of the last seats."""
    session = SessionFactory(seats=SEATS_LEFT)
    return [
        _proposed(SessionRequestFactory(session=session, adults=1, state=RequestState.TENTATIVE))
        for _ in range(rivals)
    ]


def _proposed(request: Request) -> Request:
    ProposalFactory(request=request, by=request.host)
    return request


def saying_yes(request: Request) -> Ask:
    """What the browser of this guest sends when its button is pressed."""
    path = reverse("hosting:proposal-agree", args=(request.public_id, 1))
    return Ask(path, "POST", headers_of(request.guest))


def headers_of(person: User) -> dict[str, str]:
    """A browser in which this person is logged in."""
    token = "b" * 32
    session = _session_of(person)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return {"Cookie": cookies, "X-CSRFToken": token}


def _session_of(person: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def outcomes(answers: Sequence[Answer]) -> Counter[str]:
    """Each answer as its guest sees it: agreed, refused with a sentence, or broken."""
    found: Counter[str] = Counter()
    for answer in answers:
        if answer.status != 302:
            found[f"broken ({answer.status})"] += 1
            continue
        asked = HttpRequest()
        asked.COOKIES = dict(answer.cookies)
        levels = {message.level for message in CookieStorage(asked)}
        found[MEANINGS.get(max(levels, default=0), "silent")] += 1
    return found


def agreements_of(requests: Sequence[Request]) -> int:
    """What the database says, whatever the guests were told."""
    return Agreement.objects.filter(request__in=requests).count()


@contextmanager
def without_keys() -> Iterator[None]:
    """Take away the unique keys that make two winners impossible, then put them back."""
    holds: tuple[type[Model], ...] = (NightHold, SeatHold)
    keys = [(model, key) for model in holds for key in model._meta.constraints]
    with connection.schema_editor() as editor:
        for model, key in keys:
            editor.remove_constraint(model, key)
    try:
        yield
    finally:
        for model in holds:
            model._default_manager.all().delete()
        with connection.schema_editor() as editor:
            for model, key in keys:
                editor.add_constraint(model, key)
