"""Who sees what in the admin. Nobody writes there what belongs to a host or a member."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from commons.accounts.models import User


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Lists and details, for those with the permission to view; no other action for anybody."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        found: QuerySet[User] = super().users_with_any_permission(set(actions) & {"view"})
        return found


class NoDeletePolicy(ModelPermissionPolicy):
    """Whatever the permissions of a person say, except deleting."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        found: QuerySet[User] = super().users_with_any_permission(set(actions) - {"delete"})
        return found
