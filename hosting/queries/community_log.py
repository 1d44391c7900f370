"""Who did what in a community: sentences, made of what the audit holds and of nothing else.

What guests and hosts write, ask and agree is theirs, and so are a host's drafts: neither is here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import AuditEntry, User
from core.turning import leaf_of
from hosting.models import Community
from hosting.queries.log_nouns import LogNoun, nouns

LINES: Final = 40  # of one page


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


def log_of(community: Community, query: LogQuery, *, reader: User) -> Log:
    """As many reads as there are nouns on the page, and one. Raises LostMarkError."""
    told = [noun for noun in nouns() if query.noun in ("", noun.name)]
    rows = _narrowed(_entries(community, told, reader), query, told)
    rows = rows.select_related("actor").prefetch_related(_subjects(told))
    question = f"{community.pk} {query.question}"
    leaf = leaf_of(rows, question=question, mark=query.mark, size=LINES)
    lines = [LogLine(_sentence(entry, told), timezone.localtime(entry.at)) for entry in leaf.rows]
    return Log(lines, leaf.after)


def people_in_log(community: Community) -> QuerySet[User]:
    """Whoever is or was a member."""
    members = community.memberships.values("person")
    people: QuerySet[User] = User.objects.filter(pk__in=members)
    return people.order_by("display_name", "pk")


def noun_choices() -> list[tuple[str, str | Promise]]:
    return [("", gettext_lazy("Everything")), *((noun.name, noun.label) for noun in nouns())]


def _entries(community: Community, told: list[LogNoun], reader: User) -> QuerySet[AuditEntry]:
    """Of its verbs, about what belongs to this community."""
    about = Q(pk__in=())
    for noun in told:
        kinds = [ContentType.objects.get_for_model(model).pk for model in noun.models]
        there = Q(subject_id__in=noun.rows(community, reader).values("pk"))
        about |= Q(verb__in=noun.sentences, subject_type__in=kinds) & there
    return AuditEntry.objects.filter(about)


def _narrowed(
    rows: QuerySet[AuditEntry], query: LogQuery, told: list[LogNoun]
) -> QuerySet[AuditEntry]:
    if query.person is not None:
        nameless = {verb for noun in told for verb in noun.nameless}
        rows = rows.filter(actor=query.person).exclude(verb__in=nameless)
    if query.since is not None:
        rows = rows.filter(at__date__gte=query.since)
    if query.until is not None:
        rows = rows.filter(at__date__lte=query.until)
    return rows


def _subjects(told: list[LogNoun]) -> GenericPrefetch[str]:
    return GenericPrefetch("subject", [rows for noun in told for rows in noun.read])


def _sentence(entry: AuditEntry, told: list[LogNoun]) -> str:
    """Never more of the thing than coordinators see of it elsewhere."""
    noun = next(one for one in told if entry.verb in one.sentences)
    who = entry.actor.display_name if entry.actor else _("the system")
    what = "…" if entry.subject is None else noun.called(entry.subject)
    return str(noun.sentences[entry.verb]) % {"who": who, "what": what}
