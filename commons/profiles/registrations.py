"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from collections.abc import Mapping

from commons.accounts.models import User
from commons.accounts.panels import register_introduction
from commons.moderation.reportable_types import register_reportable_type
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.consents import (
    ConsentPurpose,
    RecordedConsents,
    register_consents,
)
from commons.profiles.actions.moderation_adapter import PROFILE
from commons.profiles.actions.profiles import stop_showing
from commons.profiles.archive_parts import ProfilePart
from commons.profiles.models import PUBLIC_PROFILE, SPONSOR_NAME, Profile
from commons.profiles.panels import introduction_panels

register_reportable_type(PROFILE)
register_introduction(introduction_panels)
import_parts.register("profile", ProfilePart())


def switch_of(purpose: ConsentPurpose, field: str) -> RecordedConsents:
    """The consent that is a switch of the profile."""

    def granted(person: User) -> Mapping[str, str]:
        is_on = Profile.objects.filter(person=person, **{field: True}).exists()
        return {"": ""} if is_on else {}

    def withdraw(person: User, _subject: str) -> None:
        stop_showing(person, field)

    return RecordedConsents(purpose, granted=granted, withdraw=withdraw)


register_consents(switch_of(PUBLIC_PROFILE, "is_public"))
register_consents(switch_of(SPONSOR_NAME, "is_named_as_sponsor"))
