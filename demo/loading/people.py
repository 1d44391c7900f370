"""Invented people: those with words of their own, and as many neighbours as houses need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils.text import Truncator

from commons.accounts.models import User
from commons.media.actions import add_photo
from commons.media.choices import Licence
from commons.profiles.models import LONGEST, Profile
from commons.profiles.tasks import render_face
from demo.accounts import PASSWORD
from demo.loading import dice
from demo.loading.world import Tick, World
from demo.loading.written import DATA, Person, people, phrases

NEIGHBOURS = {"cher": 125, "loire": 330, "indre": 95, "loir": 60, "schelde": 315, "portici": 120}
NAMES_OF = {"schelde": "nl", "portici": "it"}
SPOKEN = {"fr": ["fr", "en"], "nl": ["nl", "en"], "it": ["it", "en"]}
GROUPS = {"editor": ("Editors", "Moderators"), "writer": ("Editors",)}
FIRST_NEIGHBOUR = 1_000
TWO_STEP_GRACE = timedelta(days=3650)  # so that visitors of the demonstration need no telephone


def load_people(world: World, tick: Tick) -> None:
    """One row each, with an address that is verified already. No mail leaves while we load."""
    persons = [one for one in people() if not one.community or world.knows(one.community)]
    if not world.small:
        for neighbour in _neighbours():
            persons.append(neighbour)
            world.newcomers.setdefault(neighbour.community, []).append(neighbour.key)
    password = make_password(PASSWORD)
    users = []
    for person in persons:
        joined = world.clock.ago(dice.number(60, 2_000, "joined", person.key))
        users.append(
            User(
                email=person.email,
                email_verified_at=joined,
                password=password,
                display_name=person.display_name,
                full_name=person.full_name,
                phone=person.phone,
                words=person.words,
                language="fr" if "fr" in person.languages[:1] else "en",
                languages=person.languages,
                mail_bounced_at=joined,  # so that nothing is mailed of what happens meanwhile
                date_joined=joined,
                two_step_due_at=world.clock.now + TWO_STEP_GRACE,
                is_staff=person.role in ("admin", "editor"),
                is_superuser=person.role == "admin",
            )
        )
    User.objects.bulk_create(users)
    Profile.objects.bulk_create(
        Profile(
            person=user,
            introduction=Truncator(" ".join(user.words.split())).chars(LONGEST),
            language=user.language,
            is_public=True,
            is_named_as_sponsor=True,
        )
        for user in users
    )
    for person, user in zip(persons, users, strict=True):
        _show_portrait(person, user)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    groups = {group.name: group for group in Group.objects.all()}
    # Who publishes pages also reads the stories that tell of no community.
    groups["Moderators"].permissions.add(Permission.objects.get(codename="read_any_story"))
    for person, user in zip(persons, users, strict=True):
        if names := GROUPS.get(person.role):
            user.groups.add(*(groups[name] for name in names))
    world.people = {person.key: user for person, user in zip(persons, users, strict=True)}
    tick(len(users))


def _show_portrait(person: Person, user: User) -> None:
    """Of the few that have one: drawn, because nobody here is real."""
    path = DATA / "portraits" / f"{person.key}.webp"
    if not path.exists():
        return
    alt = {"fr": "Portrait dessiné\N{NO-BREAK SPACE}: %s", "en": "Drawn portrait: %s"}
    photo = add_photo(
        file=ContentFile(path.read_bytes(), name=path.name),
        title=person.display_name,
        alt=alt[user.language] % person.display_name,
        credit="Illustration",
        licence=Licence.CC0,
        by=user,
    )
    render_face(photo_id=photo.pk)
    Profile.objects.filter(person=user).update(portrait=photo)


def _neighbours() -> Iterator[Person]:
    number = FIRST_NEIGHBOUR
    for community, count in NEIGHBOURS.items():
        for turn in range(count):
            # A first name and a last one, each pair only once in a community.
            language = NAMES_OF.get(community, "fr")
            names = phrases()["names"][language]
            firsts, lasts = names["first"], names["last"]
            offset = number // len(firsts)
            first, last = firsts[turn % len(firsts)], lasts[(turn + offset) % len(lasts)]
            key = f"{_ascii(first)}.{_ascii(last)}.{number}"
            yield Person(
                key=key,
                full_name=f"{first} {last}",
                display_name=f"{first} {last[0]}.",
                email=f"{key}@example.org",
                phone=f"+3326191{number:04}",
                languages=SPOKEN[language],
                community=community,
                role="host",
                words=dice.pick(
                    phrases()["about"]["fr" if language == "fr" else "en"], "about", key
                ),
            )
            number += 1


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalpha())
