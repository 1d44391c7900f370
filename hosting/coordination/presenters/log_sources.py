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
from core.registry import Registry
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.presenters.local_rules import rule_text
from hosting.coordination.presenters import log_sentences
from hosting.offers.models.activities import Activity
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class LogSource:
    """`rows` are those of a community that this reader may know of; `read` fetches what is named.

    A verb in `anonymised_verbs` never says who did it, whatever the log is narrowed by.
    """

    name: str
    label: str | Promise
    rows: Callable[[Community, User], QuerySet[Any]]
    read: tuple[QuerySet[Any], ...]
    sentences: Mapping[str, Promise]
    called: Callable[[Any], str] = str
    anonymised_verbs: frozenset[str] = frozenset()

    @property
    def models(self) -> tuple[type[Model], ...]:
        return tuple(rows.model for rows in self.read)


_sources = Registry[LogSource]()


def register_log_source(noun: LogSource) -> None:
    _sources.register(noun)


def log_sources() -> tuple[LogSource, ...]:
    return tuple(_sources)


register_log_source(
    LogSource(
        "community",
        _("The community"),
        rows=lambda community, reader: Community.objects.filter(pk=community.pk),
        read=(Community.objects.all(),),
        sentences=log_sentences.COMMUNITY,
        called=lambda one: str(one.name),
    )
)
register_log_source(
    LogSource(
        "membership",
        _("People"),
        rows=lambda community, reader: community.memberships.all(),
        read=(Membership.objects.select_related("person"),),
        sentences=log_sentences.PEOPLE,
        called=lambda one: str(one.person.display_name),
    )
)
register_log_source(
    LogSource(
        "announcement",
        _("Messages to all members"),
        rows=lambda community, reader: community.announcements.all(),
        read=(Announcement.objects.all(),),
        sentences=log_sentences.ANNOUNCEMENTS,
        called=lambda one: str(one.title),
    )
)
register_log_source(
    LogSource(
        "offer",
        _("Offers"),
        rows=lambda community, reader: Offer.objects.filter(community=community),
        read=tuple(kind.objects.all() for kind in (Stay, Workspace, Activity, Product, Tip)),
        sentences=log_sentences.OFFERS,
    )
)
register_log_source(
    LogSource(
        "localrule",
        _("Rules"),
        rows=lambda community, reader: community.local_rules.all(),
        read=(LocalRule.objects.select_related("community"),),
        sentences=log_sentences.RULES,
        called=lambda one: rule_text(one).text,
    )
)
register_log_source(
    LogSource(
        "attestation",
        _("Checks"),
        rows=lambda community, reader: Attestation.objects.filter(membership__community=community),
        read=(Attestation.objects.select_related("membership__person"),),
        sentences=log_sentences.ATTESTATIONS,
        called=lambda one: f"{one.membership.person.display_name}, {one.get_kind_display()}",
    )
)
register_log_source(
    LogSource(
        "case",
        _("Reports and decisions"),
        # Never what is one's own, nor what one reported: that stands among one's own reports.
        rows=lambda community, reader: Case.objects.within(community).apart_from(reader),
        read=(Case.objects.all(),),
        sentences=log_sentences.CASES,
        anonymised_verbs=log_sentences.ANONYMISED_VERBS,
    )
)
