"""A row of any model, with a canary in every column that may hold somebody's words."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.models import Collection

from commons.accounts.models import User
from tests.factories.media import picture_bytes

CANARY = "Canarybird"
MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)
WORD = re.compile(rf"{CANARY}\d\d")
NUMBERS = count(1)
RANDOM = {"public_id", "nonce", "key", "phone_digest", "email_digest", "digest", "text_hash"}
# States in which nothing waits: what ends what waits has tests of its own.
SETTLED: dict[str, dict[str, Any]] = {
    "requests.request": {"state": "completed", "half_days": []},
    "requests.proposal": {"state": "agreed", "half_days": []},
    "requests.agreement": {"half_days": []},
    "requests.requestset": {"state": "agreed"},
    "quotes.quote": {"state": "agreed"},
    "calendar_links.calendarlink": {"scope": "host"},
    "communities.membership": {"state": "active"},
    "communities.foundingrequest": {"state": "declined"},
    "offers.stay": {"live": False, "time_zone": "", "language": "fr"},
    "usersessions.usersession": {"ip": "127.0.0.1", "data": {}},
    "emergency_activations.switchproposal": {"state": "done", "expires_at": MOMENT},
    "emergency_housing.housingrequest": {"state": "withdrawn", "outcome": CANARY},
    "emergency_housing.housingoffer": {"state": "ended"},
    "emergency_intake.submission": {"taken_in_at": MOMENT},
    "emergency_safety.incident": {"state": "told"},
    "media.photo": {"withheld": None},
    "offers.rate": {"name": "", "own_name": CANARY},
    "geography.locality": {"timezone": "Europe/Paris"},
    "emergency_activations.activation": {"state": "closed"},
}


NEEDED = {
    "emergency_safety.incident.request",
    "offers.stay.place",
    "offers.offer.place",
    "offers.unit.stay",
}
NEEDED_WITHOUT = {"enquiries.enquiry.community": "host"}  # a row has one or the other


class RowMaker:
    """Makes rows that the database accepts; `person` is whom all of them are about."""

    OWN_PARENT = frozenset(
        {"community", "thread", "list", "activation", "offer"}
    )  # of which each has one of a kind

    def __init__(self, person: User, other: User) -> None:
        self.person, self.other = person, other
        self._parents: dict[type[models.Model], models.Model] = {}
        self.files: list[tuple[Any, str]] = []

    def make(
        self,
        model: type[models.Model],
        *,
        mine: tuple[str, ...] = (),
        word: str = "Neutral",
        **given: Any,
    ) -> Any:
        """A row with `word` in its columns of text, whose fields `mine` point to the person; all
        other people are the other one, and no row that it needs has the word.
        """
        values = {**SETTLED.get(model._meta.label_lower, {}), **given}
        row = model()
        for field in model._meta.concrete_fields:
            if field.name in values:
                setattr(row, field.name, values[field.name])
            elif not self._is_given(field):
                setattr(row, field.attname, self._value(field, mine, word))
        if model._meta.parents:
            row.save()
            return row
        models.Model.save_base(row, force_insert=True)
        return row

    def _is_given(self, field: models.Field) -> bool:
        automatic = isinstance(field, models.AutoField) or getattr(field, "auto_now_add", False)
        return automatic or field.name.endswith("_ptr") or field.name in {"path", "depth"}

    def _value(self, field: models.Field, mine: tuple[str, ...], word: str) -> Any:
        if field.is_relation:
            return self._related(field, mine)
        if isinstance(field, models.UUIDField):
            return uuid4()
        if field.name in RANDOM or field.choices:
            if field.has_default():
                return field.get_default()
            return (
                field.choices[0][0] if field.choices else f"{next(NUMBERS):08}"[-field.max_length :]
            )
        if isinstance(field, models.FileField):
            content = ContentFile(picture_bytes() + word.encode())
            name = field.storage.save(f"canaries/{uuid4().hex}.jpg", content)
            if word.startswith(CANARY):
                self.files.append((field.storage, name))
            return name
        if isinstance(field, models.JSONField):
            default = field.get_default()
            return [word] if isinstance(default, list) else {word: word}
        if isinstance(field, (models.CharField, models.TextField)):
            if field.max_length is not None and field.max_length < len(CANARY) + 4:
                return field.get_default() or "x"[: field.max_length]
            return f"{word}{next(NUMBERS)}" if field.unique else word
        return self._plain(field)

    def _plain(self, field: models.Field) -> Any:
        now = timezone.now()
        if field.has_default():
            return field.get_default()
        if field.null:
            return None
        for kind, value in (
            (models.DateTimeField, now),
            (models.DateField, now.date() + timedelta(days=next(NUMBERS))),
            (models.TimeField, now.time()),
            (models.BooleanField, False),
        ):
            if isinstance(field, kind):
                return value
        return 1

    def _related(self, field: models.Field, mine: tuple[str, ...]) -> Any:
        target = field.related_model
        if target is User:
            if field.name in mine:
                return self.person.pk
            return None if field.null else self.other.pk
        name = f"{field.model._meta.label_lower}.{field.name}"
        is_needed = name in NEEDED or (name in NEEDED_WITHOUT and NEEDED_WITHOUT[name] not in mine)
        if field.null and not is_needed:
            return None
        if target is ContentType:
            return ContentType.objects.get_for_model(User).pk
        if target is Collection:
            return Collection.get_first_root_node().pk
        if isinstance(field, models.OneToOneField):
            return self.make(target).pk
        if target not in self._parents or field.name in self.OWN_PARENT:
            self._parents[target] = self.make(target)
        return self._parents[target].pk


def text_columns():
    """Every column of text of every table of ours, of Wagtail, of allauth: model and field."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                    yield model, field


def words_left() -> dict[str, set[str]]:
    """Each word that `RowMaker` was given and that still stands anywhere, with its columns."""
    left: dict[str, set[str]] = defaultdict(set)
    for model, field in text_columns():
        rows = model._base_manager.filter(**{f"{field.name}__icontains": CANARY})
        for value in rows.values_list(field.name, flat=True):
            for word in WORD.findall(str(value)):
                left[word].add(f"{model._meta.label_lower}.{field.name}")
    return left


def columns_with(word: str) -> set[str]:
    """Those in which the word stands, `app.model.field`."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model, field in text_columns()
        if model._base_manager.filter(**{f"{field.name}__icontains": word}).exists()
    }
