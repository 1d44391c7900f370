"""The page of a person can be reported like any other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from commons.accounts.actions.moderating import hide_person, show_person
from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import ReportableType, Words
from commons.moderation.states import Measure


class PersonKind(ReportableType):
    """Only the co-operative decides: a person belongs to no community alone."""

    name = "person"
    label = pgettext_lazy("what is reported", "a person")
    model = User
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN, Measure.SUSPENDED)

    def find(self, public_id: str, visitor: Visitor) -> User | None:
        shown: QuerySet[User] = User.objects.visible_to(visitor)
        return shown.filter(public_id=public_id).first()

    def words_of(self, subject: User) -> Words:
        return [
            (_("Name"), subject.display_name),
            (_("Introduction"), subject.words),
        ]

    def authors_of(self, subject: User) -> Iterable[User]:
        return (subject,)

    def hide(self, subject: User, *, by: Actor) -> None:
        hide_person(person=subject, by=by)

    def show(self, subject: User, *, by: Actor) -> None:
        show_person(person=subject, by=by)


PERSON: Final = PersonKind()
