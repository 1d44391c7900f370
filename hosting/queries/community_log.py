"""Who did what in a community: sentences, made of what the audit holds and of nothing else.

What guests and hosts write, ask and agree is theirs, and so are a host's drafts: neither is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import AuditEntry, User
from core.turning import leaf_of
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
from hosting.queries.local_rules import line_of
from hosting.queries.log_words import SENTENCES

LINES: Final = 40  # of one page
KINDS: Final = (Stay, Activity, Product, Tip)
NOUNS: Final[dict[str, str | Promise]] = {
    "community": gettext_lazy("The community"),
    "membership": gettext_lazy("People"),
    "offer": gettext_lazy("Offers"),
    "localrule": gettext_lazy("Rules"),
    "attestation": gettext_lazy("What was checked"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One deed in a sentence."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What somebody looks for in the log."""

    noun: str = ""
    person: User | None = None
    since: date | None = None
    until: date | None = None
    mark: str = field(default="", compare=False)

    @property
    def question(self) -> str:
        key = self.person.pk if self.person else ""
        return f"{self.noun} {key} {self.since or ''} {self.until or ''}"


@dataclass(frozen=True, slots=True)
class Log:
    """One page of it, the latest first."""

    lines: list[LogLine]
    after: str


def log_of(community: Community, query: LogQuery) -> Log:
    """As many reads as there are nouns on the page, and one. Raises LostMarkError."""
    rows = _narrowed(_entries(community, query.noun), query)
    rows = rows.select_related("actor").prefetch_related(_subjects())
    question = f"{community.pk} {query.question}"
    leaf = leaf_of(rows, question=question, mark=query.mark, size=LINES)
    lines = [LogLine(_sentence(entry), timezone.localtime(entry.at)) for entry in leaf.rows]
    return Log(lines, leaf.after)


def people_in_log(community: Community) -> QuerySet[User]:
    """Whoever is or was a member."""
    members = community.memberships.values("person")
    people: QuerySet[User] = User.objects.filter(pk__in=members)
    return people.order_by("display_name", "pk")


def _entries(community: Community, noun: str) -> QuerySet[AuditEntry]:
    """Of these verbs, about what belongs to this community."""
    about = Q()
    for name, rows in _belonging(community).items():
        if noun in ("", name):
            models = KINDS if rows.model is Offer else (rows.model,)
            kinds = [ContentType.objects.get_for_model(model).pk for model in models]
            about |= Q(subject_type__in=kinds, subject_id__in=rows.values("pk"))
    return AuditEntry.objects.filter(about, verb__in=SENTENCES)


def _belonging(community: Community) -> dict[str, QuerySet[Any]]:
    return {
        "community": Community.objects.filter(pk=community.pk),
        "membership": community.memberships.all(),
        "offer": Offer.objects.filter(community=community),
        "localrule": community.local_rules.all(),
        "attestation": Attestation.objects.filter(membership__community=community),
    }


def _narrowed(rows: QuerySet[AuditEntry], query: LogQuery) -> QuerySet[AuditEntry]:
    if query.person is not None:
        rows = rows.filter(actor=query.person)
    if query.since is not None:
        rows = rows.filter(at__date__gte=query.since)
    if query.until is not None:
        rows = rows.filter(at__date__lte=query.until)
    return rows


def _subjects() -> GenericPrefetch[str]:
    return GenericPrefetch(
        "subject",
        [
            Community.objects.all(),
            Membership.objects.select_related("person"),
            LocalRule.objects.all(),
            Attestation.objects.select_related("membership__person"),
            *(kind.objects.all() for kind in KINDS),
        ],
    )


def _sentence(entry: AuditEntry) -> str:
    who = entry.actor.display_name if entry.actor else _("the system")
    return str(SENTENCES[entry.verb]) % {"who": who, "what": _what(entry.subject)}


def _what(subject: Model | None) -> str:
    """What a line calls the thing: never more than coordinators see of it elsewhere."""
    names: dict[type[Model], Callable[[Any], str]] = {
        Community: lambda one: one.name,
        Membership: lambda one: one.person.display_name,
        LocalRule: lambda one: line_of(one).text,
        Attestation: lambda one: f"{one.membership.person.display_name}, {one.get_kind_display()}",
    }
    if subject is None:
        return "…"
    return names.get(type(subject), str)(subject)
