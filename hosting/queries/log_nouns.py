"""What the log of a community tells of; packages above add nouns of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models import Case
from hosting.models import (
    Activity,
    Attestation,
    Community,
    LocalRule,
    Membership,
    Offer,
    Product,
    Stay,
    Tip,
)
from hosting.queries import log_words
from hosting.queries.local_rules import line_of


@dataclass(frozen=True, slots=True)
class LogNoun:
    """`rows` are those of a community that this reader may know of; `read` fetches what is named.

    A verb of `nameless` tells nobody who did it, whatever the log is narrowed by.
    """

    name: str
    label: str | Promise
    rows: Callable[[Community, User], QuerySet[Any]]
    read: tuple[QuerySet[Any], ...]
    sentences: Mapping[str, Promise]
    called: Callable[[Any], str] = str
    nameless: frozenset[str] = frozenset()

    @property
    def models(self) -> tuple[type[Model], ...]:
        return tuple(rows.model for rows in self.read)


_nouns: list[LogNoun] = []


def register_noun(noun: LogNoun) -> None:
    _nouns.append(noun)


def nouns() -> tuple[LogNoun, ...]:
    return tuple(_nouns)


def _cases(community: Community, reader: User) -> QuerySet[Case]:
    """Never what is one's own, nor what one reported: that stands among one's own reports."""
    return Case.objects.within(community).apart_from(reader)


def _checked(one: Attestation) -> str:
    return f"{one.membership.person.display_name}, {one.get_kind_display()}"


register_noun(
    LogNoun(
        "community",
        _("The community"),
        rows=lambda community, reader: Community.objects.filter(pk=community.pk),
        read=(Community.objects.all(),),
        sentences=log_words.COMMUNITY,
        called=lambda one: str(one.name),
    )
)
register_noun(
    LogNoun(
        "membership",
        _("People"),
        rows=lambda community, reader: community.memberships.all(),
        read=(Membership.objects.select_related("person"),),
        sentences=log_words.PEOPLE,
        called=lambda one: str(one.person.display_name),
    )
)
register_noun(
    LogNoun(
        "offer",
        _("Offers"),
        rows=lambda community, reader: Offer.objects.filter(community=community),
        read=tuple(kind.objects.all() for kind in (Stay, Activity, Product, Tip)),
        sentences=log_words.OFFERS,
    )
)
register_noun(
    LogNoun(
        "localrule",
        _("Rules"),
        rows=lambda community, reader: community.local_rules.all(),
        read=(LocalRule.objects.all(),),
        sentences=log_words.RULES,
        called=lambda one: line_of(one).text,
    )
)
register_noun(
    LogNoun(
        "attestation",
        _("What was checked"),
        rows=lambda community, reader: Attestation.objects.filter(membership__community=community),
        read=(Attestation.objects.select_related("membership__person"),),
        sentences=log_words.CHECKED,
        called=_checked,
    )
)
register_noun(
    LogNoun(
        "case",
        _("Reports and decisions"),
        rows=_cases,
        read=(Case.objects.all(),),
        sentences=log_words.CASES,
        nameless=log_words.NAMELESS,
    )
)
