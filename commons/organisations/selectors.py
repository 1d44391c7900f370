"""For whom a person acts, and who looks after organisations that nobody manages."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate, Organisation


def mandates_of(person: User) -> QuerySet[Mandate]:
    """Those that run today, by the name of the organisation."""
    rows = Mandate.objects.running().filter(person=person)
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def people_acting_for(organisation: Organisation | int) -> QuerySet[User]:
    """Active accounts with a mandate that runs today."""
    mandates = Mandate.objects.running().filter(organisation=organisation)
    people: QuerySet[User] = User.objects.filter(
        is_active=True, pk__in=mandates.values("person")
    ).order_by("pk")
    return people


def people_managing(organisation: Organisation | int) -> QuerySet[User]:
    """Those of them who manage it."""
    managing = Mandate.objects.running().filter(role=MandateRole.MANAGER)
    return people_acting_for(organisation).filter(
        pk__in=managing.filter(organisation=organisation).values("person")
    )


def people_who_look_after_organisations() -> QuerySet[User]:
    """Active accounts with the right to give an organisation new people."""
    allowed = Permission.objects.filter(
        codename="look_after_organisations", content_type__app_label="organisations"
    )
    by_right = Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed)
    people: QuerySet[User] = User.objects.filter(is_active=True)
    return people.filter(by_right | Q(is_superuser=True)).distinct().order_by("pk")
