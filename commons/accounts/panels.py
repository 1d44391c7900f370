"""Lists on my desk and on the page of a person, contributed by the packages above.

A package registers its provider when it starts (`apps.py: ready`): accounts knows nobody above.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.accounts.models import User
from commons.accounts.registries import PRIVILEGED_ROLES, holds_privileged_role
from commons.accounts.selectors import second_factors_of
from core.values.countdown import Countdown, countdown_between


@dataclass(frozen=True, slots=True)
class Detail:
    """What waits, in one line of a mail, and where it leads. No name of anybody."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One thing that waits for the person, and the one action beside it.

    `action` is a verb (Answer, Read, Vote), `words` are somebody's own, `person` a name whose
    initials are shown instead of `icon`, or their portrait at the address `face`. Items are ordered
    by `deadline`, those without one last; the time left is shown where `since` says when it began.
    """

    title: str
    url: str
    action: str
    text: str = ""
    words: str = ""
    person: str = ""
    face: str = ""
    icon: str = "bell"
    since: datetime | None = None
    deadline: datetime | None = None

    @property
    def clock(self) -> Countdown | None:
        if self.since is None or self.deadline is None:
            return None
        return countdown_between(self.since, self.deadline)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: `template` renders it and sees `panel` and nothing else.

    `waiting` counts what waits for the person; such panels come first. `url` and `more` lead to
    the whole list. `details` says in a mail what waits; without it that is title and number.
    `items` are what waits, one by one; a panel that holds nothing else has no `template`.
    """

    title: str
    template: str = ""
    rows: Sequence[object] = field(default_factory=tuple)
    items: Sequence[WaitingItem] = field(default_factory=tuple)
    waiting: int = 0
    url: str = ""
    more: str = ""
    details: Callable[[], Iterable[Detail]] = tuple


type DeskProvider = Callable[[User], Iterable[Panel]]
type Rows = Iterable[QuerySet[Any]]
type Waits = Callable[[User], Rows]
type Role = Callable[[User], QuerySet[Any, Any]]
type PersonProvider = Callable[[User, User], Iterable[Panel]]


_desk: list[DeskProvider] = []
_waits: list[tuple[Waits, Collection[Role]]] = []
_person: list[PersonProvider] = []
_introductions: list[PersonProvider] = []


def two_step_panels(person: User, viewer: User) -> Iterable[Panel]:
    """The way to help somebody who lost their second factor, for whoever may help this person."""
    if viewer.pk == person.pk or not holds_privileged_role(viewer):
        return
    if viewer.has_perm("accounts.ask_two_step_reset", person):
        yield Panel(
            title=_("Two-step login"),
            template="accounts/parts/two_step_panel.html",
            url=reverse("accounts:two-step-reset", args=[person.public_id]),
            more=_("Reset two-step login"),
        )


def two_step_deadline(person: User) -> Iterable[Panel]:
    """On the desk, in the last weeks before a second factor has to be there, and after."""
    due = person.two_step_due_at
    if due is None or not any(rows.exists() for rows in without_second_factor(person)):
        return
    since = due - timedelta(days=settings.TWO_STEP_GRACE_DAYS)
    item = WaitingItem(
        title=_("Set up two-step login"),
        url=reverse("mfa_index"),
        action=pgettext("action", "Set up"),
        text=_("You need two-step login to coordinate, moderate or administer."),
        icon="key",
        since=since,
        deadline=due,
    )
    yield Panel(title=_("Two-step login"), items=[item], waiting=1)


def without_second_factor(person: User) -> Rows:
    """The person, as a row that waits: with a privileged role, and without a second factor."""
    due = person.two_step_due_at
    if due is None or due - timezone.now() > settings.ACCOUNTS_TWO_STEP_REMIND:
        return ()
    has_role = Q(is_superuser=True) | Q(is_staff=True)
    for rows in PRIVILEGED_ROLES:
        has_role |= Q(Exists(rows(person)))
    factors = second_factors_of(person)
    return (User.objects.filter(has_role, ~Q(Exists(factors)), pk=person.pk),)


def nothing_waits(person: User) -> Rows:
    """For panels that only show."""
    return ()


def register_on_desk(
    provider: DeskProvider, *, waits: Waits = nothing_waits, only_for: Collection[Role] = ()
) -> None:
    """`waits` names the rows that wait; the header of every page counts those of all packages.

    `only_for` names the rows of roles by which anything can wait: it isn't asked what waits for a
    person who has none of them.
    """
    _desk.append(provider)
    register_waiting(waits, only_for=only_for)


def register_waiting(waits: Waits, *, only_for: Collection[Role] = ()) -> None:
    """As `register_on_desk` does, for rows that a panel of the same package shows as well."""
    _waits.append((waits, only_for))


def register_on_person(provider: PersonProvider) -> None:
    """`provider(person, viewer)` gives what this viewer may see of this person."""
    _person.append(provider)


def register_introduction(provider: PersonProvider) -> None:
    """The same for what stands beside their name, before anything else."""
    _introductions.append(provider)


def desk_of(person: User) -> list[Panel]:
    """What waits for an answer first, then the rest, each in the order of registration."""
    panels = [panel for provide in _desk for panel in provide(person)]
    return sorted(panels, key=lambda panel: not panel.waiting)


def waiting_items(panels: Iterable[Panel]) -> list[WaitingItem]:
    """What waits in all of them, the soonest deadline first.

    A panel that only counts gives one item, which leads to its list.
    """
    items: list[WaitingItem] = []
    for panel in panels:
        if panel.items:
            items += panel.items
        elif panel.waiting:
            counted = _("%(title)s: %(count)s") % {"title": panel.title, "count": panel.waiting}
            items.append(WaitingItem(counted, panel.url, pgettext("action", "Open")))
    return sorted(items, key=lambda item: item.deadline or datetime.max.replace(tzinfo=UTC))


def panels_about(person: User, *, viewer: User) -> list[Panel]:
    return [panel for provide in _person for panel in provide(person, viewer)]


def introductions_of(person: User, *, viewer: User) -> list[Panel]:
    return [panel for provide in _introductions for panel in provide(person, viewer)]


def waiting_for(person: User) -> int:
    """How many things wait on the desk: what packages above name, in one query.

    One more asks first which roles the person has: most have none, and to name everything that
    waits for coordinators takes Django longer than both queries.
    """
    held = _held_roles(person)
    rows = [
        row
        for waits, only_for in _waits
        if not only_for or not held.isdisjoint(only_for)
        for row in waits(person)
    ]
    return row_count(rows) if rows else 0


def _held_roles(person: User) -> set[Role]:
    roles = list(dict.fromkeys(role for _waits_for, only_for in _waits for role in only_for))
    if not roles:
        return set()
    asked = User.objects.filter(pk=person.pk).values_list(*(Exists(role(person)) for role in roles))
    answers = next(iter(asked), ())
    return {role for role, is_held in zip(roles, answers, strict=False) if is_held}


def row_count(rows: Rows) -> int:
    """How many rows there are in all of them, in one query."""
    first, *others = (one.order_by().values("pk") for one in rows)
    return int(first.union(*others, all=True).count())
