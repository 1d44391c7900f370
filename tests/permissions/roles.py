"""Everybody the permission table knows, and the words by which its rows name several of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is to the objects of the world (`world.py`), in the order of the table."""

    ANONYMOUS = "anonymous"
    UNCONFIRMED = "unconfirmed"
    MEMBER = "member"
    CANDIDATE = "candidate"
    HOST = "host"
    OTHER_HOST = "other-host"
    COORDINATOR = "coordinator"
    OTHER_COORDINATOR = "other-coordinator"
    ORGANISER = "organiser"
    COMPANION = "companion"
    PASS = "pass"
    REVOKED = "revoked"
    MODERATOR = "moderator"
    EDITOR = "editor"
    EMERGENCY = "emergency"
    REQUESTER_LINK = "requester-link"
    HOST_LINK = "host-link"
    LINK = "link"
    SAFETY = "safety"
    STAFF = "staff"
    SUPERUSER = "superuser"


WITHOUT_ACCOUNT: Final = frozenset(
    {Role.ANONYMOUS, Role.PASS, Role.REQUESTER_LINK, Role.HOST_LINK, Role.LINK}
)
ALL: Final = frozenset(Role)

GROUPS: Final[dict[str, frozenset[Role]]] = {
    "all": ALL,
    "visitors": WITHOUT_ACCOUNT,
    "outsiders": WITHOUT_ACCOUNT - {Role.PASS},
    "accounts": ALL - WITHOUT_ACCOUNT,
    "confirmed": ALL - WITHOUT_ACCOUNT - {Role.UNCONFIRMED},
    "parties": frozenset({Role.HOST, Role.ORGANISER}),  # of the request, and of what was agreed
    "community": frozenset(
        {Role.MEMBER, Role.HOST, Role.COORDINATOR}  # active members of the community
    ),
    "seats": frozenset({Role.ORGANISER, Role.COMPANION, Role.PASS}),
    "authors": frozenset({Role.ORGANISER, Role.COMPANION}),
    "duty": frozenset({Role.EMERGENCY, Role.SAFETY}),
    "desk": frozenset({Role.EMERGENCY, Role.SAFETY, Role.STAFF, Role.SUPERUSER}),
    "rulers": frozenset({Role.STAFF, Role.SUPERUSER}),
    "links": frozenset({Role.REQUESTER_LINK, Role.HOST_LINK}),
    "office": frozenset({Role.MODERATOR, Role.EDITOR, Role.STAFF, Role.SUPERUSER}),
    "admins": frozenset(
        {
            Role.COORDINATOR,
            Role.OTHER_COORDINATOR,
            Role.MODERATOR,
            Role.EDITOR,
            Role.STAFF,
            Role.SUPERUSER,
        }
    ),
}


def roles_in(words: str) -> frozenset[Role]:
    """`"duty staff"` are all roles of the group and the one role.

    Raises:
        ValueError: a word that is neither.
    """
    found: set[Role] = set()
    for word in words.split():
        found |= GROUPS.get(word) or {Role(word)}
    return frozenset(found)


def as_words(roles: frozenset[Role]) -> str:
    """The shortest way to say it: the largest groups that fit, then the rest one by one."""
    words, left = [], set(roles)
    for name, group in sorted(GROUPS.items(), key=lambda item: -len(item[1])):
        if group <= roles and len(group & left) > 1:
            words.append(name)
            left -= group
    return " ".join([*words, *(role for role in Role if role in left)])
