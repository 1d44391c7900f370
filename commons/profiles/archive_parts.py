"""A portrait and an introduction, out of an archive into an account that shows none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.privacy.archive_format import ArchiveContent, text_of
from commons.privacy.errors import ArchiveUnreadableError
from commons.privacy.registries.archive_imports import PlannedItem
from commons.privacy.states import Outcome
from commons.profiles.actions.profiles import change_profile
from commons.profiles.models import LONGEST, Profile, ProfileData

LONGEST_DESCRIPTION: Final = 255


class ProfilePart:
    """Fills what is empty here. Who may see it stays as it is: nobody but members at first."""

    title = gettext_lazy("Your portrait and introduction")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        profile = Profile.objects.filter(person=person).first()
        items = []
        if text_of(content.row("profile"), "introduction", LONGEST):
            is_here = profile is not None and bool(profile.introduction)
            items.append(PlannedItem(_("Introduction"), _outcome(is_here)))
        if _portrait(content) is not None:
            is_here = profile is not None and profile.portrait_id is not None
            items.append(PlannedItem(_("Portrait"), _outcome(is_here)))
        return items

    def apply(self, content: ArchiveContent, person: User) -> None:
        row = content.row("profile")
        here = Profile.objects.filter(person=person).first() or Profile(person=person)
        portrait = None if here.portrait_id else _portrait(content)
        introduction = here.introduction or " ".join(text_of(row, "introduction", 2_000).split())
        if portrait is None and introduction == here.introduction:
            return
        if len(introduction) > LONGEST:
            raise ArchiveUnreadableError
        data = ProfileData(
            introduction=introduction,
            language=here.language if here.introduction else _language(row),
            is_public=here.is_public,
            is_named_as_sponsor=here.is_named_as_sponsor,
            alt=_alt(row, person) if portrait or here.portrait is None else _described(here),
        )
        file = ContentFile(portrait, name="portrait") if portrait else None
        change_profile(person=person, data=data, file=file, by=person)


def _outcome(is_here: bool) -> Outcome:
    return Outcome.KNOWN if is_here else Outcome.NEW


def _portrait(content: ArchiveContent) -> bytes | None:
    public_id = text_of(content.row("profile"), "portrait__public_id", 8)
    return content.photo(public_id) if public_id else None


def _language(row: dict[str, object]) -> str:
    code = text_of(row, "language", 10)
    return code if code in dict(settings.LANGUAGES_SPOKEN) else settings.LANGUAGE_CODE


def _alt(row: dict[str, object], person: User) -> str:
    named = _("Portrait of %(name)s") % {"name": person}
    return text_of(row, "portrait__description", LONGEST_DESCRIPTION).strip() or named


def _described(profile: Profile) -> str:
    return str(profile.portrait.description) if profile.portrait else ""
