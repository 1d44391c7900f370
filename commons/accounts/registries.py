"""Who needs a second factor, and who helps a person that lost theirs: as packages above declare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from commons.accounts.models import User
from core.registry import Registry

type RoleRows = Callable[[User], QuerySet[Any, Any]]
type People = Callable[[User], QuerySet[Any, Any]]
type Covers = Callable[[User, User], bool]

PRIVILEGED_ROLES: Registry[RoleRows] = Registry()
"""Each names the rows by which a person administers, coordinates, moderates or is on duty."""

RECOVERY_HELPERS: Registry[People] = Registry()
"""Each names the people whom a person may help back into their account."""


ROLE_COVERS: Registry[Covers] = Registry()
"""Each says whether a helper holds all roles of its kind that a person holds, in the same place."""


def holds_privileged_role(person: User) -> bool:
    """Whether there is any such row, in one query; a superuser needs none."""
    if person.is_superuser or person.is_staff:
        return True
    first, *others = (rows(person).order_by().values("pk") for rows in PRIVILEGED_ROLES)
    return first.union(*others, all=True).exists()


def may_help_to_recover(helper: User, person: User) -> bool:
    return any(people(helper).filter(pk=person.pk).exists() for people in RECOVERY_HELPERS)


def covers_roles(helper: User, person: User) -> bool:
    """Whether the helper may already do whatever they could by the account of the other one."""
    if helper.is_superuser:
        return True
    if person.is_superuser or person.is_staff > helper.is_staff:
        return False
    if person.get_all_permissions() - helper.get_all_permissions():
        return False
    return all(covers(helper, person) for covers in ROLE_COVERS)
