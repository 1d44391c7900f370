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

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.mail.written_words import mark_written_words
from core.pagination import paginate
from hosting.communities.models.communities import Community
from hosting.coordination.presenters.log_sources import log_sources
from ui.templatetags.languages import filled_in

PAGE_SIZE: Final = 40  # of one page


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One audit entry in a sentence."""

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
class LogPage:
    """One page of it, the latest first."""

    lines: list[LogEntry]
    after: str


def log_page(community: Community, query: LogQuery, *, reader: User) -> LogPage:
    """As many reads as there are nouns on the page, and one. Raises InvalidCursorError."""
    sources = [noun for noun in log_sources() if query.noun in ("", noun.name)]
    # Of its verbs, about what belongs to this community.
    about = Q(pk__in=())
    for noun in sources:
        kinds = [ContentType.objects.get_for_model(model).pk for model in noun.models]
        there = Q(subject_id__in=noun.rows(community, reader).values("pk"))
        about |= Q(verb__in=noun.sentences, subject_type__in=kinds) & there
    rows = AuditEntry.objects.filter(about)
    if query.person is not None:
        anonymised_verbs = {verb for noun in sources for verb in noun.anonymised_verbs}
        rows = rows.filter(actor=query.person).exclude(verb__in=anonymised_verbs)
    if query.since is not None:
        rows = rows.filter(at__date__gte=query.since)
    if query.until is not None:
        rows = rows.filter(at__date__lte=query.until)
    rows = rows.select_related("actor").prefetch_related(
        GenericPrefetch("subject", [things for noun in sources for things in noun.read])
    )
    question = f"{community.pk} {query.question}"
    page = paginate(rows, by=("-pk",), scope=question, cursor=query.mark, size=PAGE_SIZE)
    lines = []
    for entry in page.rows:
        # Never more of the thing than coordinators see of it elsewhere.
        source = next(one for one in sources if entry.verb in one.sentences)
        who = entry.actor.display_name if entry.actor else _("the system")
        what = "…"
        if entry.subject is not None:
            what = mark_written_words(source.called(entry.subject), entry.subject)
        sentence = filled_in(str(source.sentences[entry.verb]), who=who, what=what)
        lines.append(LogEntry(sentence, timezone.localtime(entry.at)))
    return LogPage(lines, page.next_cursor)


def people_in_log(community: Community) -> QuerySet[User]:
    """Whoever is or was a member."""
    members = community.memberships.values("person")
    people: QuerySet[User] = User.objects.filter(pk__in=members)
    return people.order_by("display_name", "pk")


def source_choices() -> list[tuple[str, str | Promise]]:
    return [("", gettext_lazy("Everything")), *((noun.name, noun.label) for noun in log_sources())]
