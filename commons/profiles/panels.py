"""What the page of a person shows beside their name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commons.accounts.models import User
from commons.accounts.panels import Panel
from commons.profiles.models import Profile
from core.values.pictures import Picture


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """What `profiles/parts/introduction.html` shows. Nobody reports what is their own."""

    public_id: str
    picture: Picture | None
    words: str
    language: str
    is_own: bool


def introduction_panels(person: User, viewer: User) -> Iterator[Panel]:
    """Portrait and two sentences, if the viewer may see them. Two reads."""
    profiles = Profile.objects.visible_to(viewer).filter(person=person)
    profile = profiles.select_related("portrait").first()
    if profile is None or not (profile.portrait or profile.introduction):
        return
    # Many begin what they say at length with the same sentences, and both stand on this page.
    is_repeated = " ".join(person.words.split()).startswith(profile.introduction)
    row = IntroductionRow(
        public_id=profile.public_id,
        picture=profile.portrait.picture if profile.portrait else None,
        words="" if is_repeated else profile.introduction,
        language=profile.language,
        is_own=person == viewer,
    )
    yield Panel(title="", template="profiles/parts/introduction.html", rows=(row,))
