"""Coordinators enter the Wagtail admin, where offers are read."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from commons.accounts.models import User
from hosting.communities.models.communities import Membership

COORDINATORS = "Coordinators"


def grant_admin_access(person: User) -> None:
    """Let a coordinator into the Wagtail admin, where offers are read."""
    person.groups.add(prepare_coordinators())


def revoke_admin_access(person: User) -> None:
    """Unless another community still counts on this person."""
    if not Membership.objects.coordinating(person).exists():
        person.groups.remove(prepare_coordinators())


def prepare_coordinators() -> Group:
    """They enter the Wagtail admin, and hold no permission on any model."""
    group, _ = Group.objects.get_or_create(name=COORDINATORS)
    group.permissions.add(admin_access_permission())
    return group


def admin_access_permission() -> Permission:
    """Access to the Wagtail admin; Wagtail makes it by a migration, a flush takes it away."""
    admin, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = Permission.objects.get_or_create(
        content_type=admin,
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    return access
