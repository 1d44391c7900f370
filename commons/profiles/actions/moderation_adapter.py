"""Portrait and introduction of a person can be reported by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import ReportableType, Words
from commons.moderation.states import Measure
from commons.profiles.actions.moderating import (
    erase_hidden_profile,
    hide_profile,
    show_profile,
)
from commons.profiles.models import Profile
from core.values.pictures import Picture


class ReportableProfile(ReportableType):
    """Only the co-operative decides: a person belongs to no community alone."""

    name = "profile"
    label = pgettext_lazy("what is reported", "a portrait and an introduction")
    model = Profile
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN, Measure.REMOVED)

    def find(self, public_id: str, visitor: Visitor) -> Profile | None:
        shown = Profile.objects.visible_to(visitor).select_related("person", "portrait")
        found: Profile | None = shown.filter(public_id=public_id).first()
        return found

    def words_of(self, subject: Profile) -> Words:
        portrait = subject.portrait
        return [
            (_("Name"), subject.person.display_name),
            (_("Photo description"), portrait.description if portrait else ""),
            (_("Introduction"), subject.introduction),
        ]

    def pictures_of(self, subject: Profile) -> Iterable[Picture]:
        portrait = subject.portrait
        return () if portrait is None or portrait.withheld else (portrait.picture,)

    def authors_of(self, subject: Profile) -> Iterable[User]:
        return (subject.person,)

    def hide(self, subject: Profile, *, by: Actor) -> None:
        hide_profile(profile=subject, by=by)

    def show(self, subject: Profile, *, by: Actor) -> None:
        show_profile(profile=subject, by=by)

    def erase(self, subject: Profile, *, by: Actor) -> None:
        erase_hidden_profile(profile=subject, by=by)


PROFILE: Final = ReportableProfile()
