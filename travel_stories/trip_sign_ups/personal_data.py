"""What sign-ups hold about an employee."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from travel_stories.trip_sign_ups.models import Registration


def registrations_of(person: User) -> dict[str, Any]:
    """Amounts in minor units."""
    rows = Registration.objects.filter(person=person)
    names = ("name", "adults", "children", "amount", "currency")
    moments = ("registered_at", "withdrawn_at", "paid_on")
    return {"registrations": list(rows.values("sign_up__trip__title", *names, *moments))}


personal_data.register("trips", registrations_of, covers=["trip_sign_ups.registration.person"])
register_processing(
    Processing(
        "registrations",
        ("trip_sign_ups",),
        title=_("Registrations for a works council’s trip"),
        purpose=_("to know who is coming, with how many people, and what each person pays"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the organisers of the trip"),
    )
)
register_retention(
    RetentionRule(
        ("trip_sign_ups.registration",),
        goes=_("your registrations for trips of your works council"),
        period=settings.TRAVEL_STORIES_REGISTRATIONS_KEPT,
        starts=_("after the last day to register"),
        job="travel_stories.forget_registrations",
    )
)
