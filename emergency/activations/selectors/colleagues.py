"""Who is on duty together."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from commons.accounts.models import User
from emergency.activations.models.activations import Duty


def people_on_duty_with(person: User) -> QuerySet[User]:
    """Colleagues in the emergencies in which this person is on duty."""
    own = Duty.objects.on_duty().filter(person=person).values("activation")
    colleagues = Duty.objects.on_duty().filter(activation__in=own).values("person")
    people: QuerySet[User] = User.objects.filter(pk__in=colleagues)
    return people


def covers_duties(helper: User, person: User) -> bool:
    """Whether the helper is on duty wherever the person is, and sees no less there."""
    duties = Duty.objects.named().filter(person=person).prefetch_related("hospitals")
    own = Duty.objects.on_duty().filter(person=helper).prefetch_related("hospitals")
    by_activation = {duty.activation_id: duty for duty in own}
    return all(
        (mine := by_activation.get(duty.activation_id)) is not None and mine.covers(duty)
        for duty in duties
    )


def people_who_run_emergencies() -> QuerySet[User]:
    """Whoever may name people on duty: by a right of theirs or of a group, or as a superuser."""
    right = {"codename": "change_activation", "content_type__app_label": "emergency_activations"}
    rights = Permission.objects.filter(**right).values("pk")
    may = Q(is_superuser=True) | Q(user_permissions__in=rights) | Q(groups__permissions__in=rights)
    people: QuerySet[User] = User.objects.filter(may, is_active=True).distinct()
    return people
