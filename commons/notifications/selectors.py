"""What a person was told, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.notifications.models import Notice
from core.registry import Registry

PAGE = 20

_subjects = Registry[QuerySet[Any]]()


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The newest first. `older` is the public id after which the next page begins, or nothing."""

    notices: list[Notice]
    older: str


def register_subjects(*querysets: QuerySet[Any]) -> None:
    """How to fetch what notices are about, with everything that their words need: one query a kind.

    A package registers when it starts; what nobody registered is fetched plainly.
    """
    for queryset in querysets:
        _subjects.register(queryset)


def notice_page(person: User, *, after: str = "") -> NoticePage:
    """One page of notices; `after` is the public id of the last one on the page before."""
    notices = Notice.objects.visible_to(person).order_by("-at", "-pk")
    if after:
        last = notices.filter(public_id=after)
        at, pk = last.values("at")[:1], last.values("pk")[:1]
        notices = notices.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    rows = list(with_subjects(notices)[: PAGE + 1])
    return NoticePage(notices=rows[:PAGE], older=rows[PAGE - 1].public_id if rows[PAGE:] else "")


def with_subjects(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    people = notices.select_related("recipient")
    return people.prefetch_related(GenericPrefetch("subject", list(_subjects)))
