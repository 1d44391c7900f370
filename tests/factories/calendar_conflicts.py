"""Dates that are taken twice, as tests make them."""

import factory

from hosting.calendar_conflicts.models import CalendarConflict
from tests.factories.calendar_feeds import CalendarFeedFactory
from tests.factories.hosting import MAY, AgreementFactory


class CalendarConflictFactory(factory.django.DjangoModelFactory):
    """Of a calendar and an agreement about three nights in May."""

    class Meta:
        model = CalendarConflict

    class Params:
        agreement = factory.SubFactory(AgreementFactory)

    feed = factory.LazyAttribute(lambda made: CalendarFeedFactory(unit=made.agreement.unit))
    hold = factory.SelfAttribute("agreement.hold")
    check_in, check_out = MAY.check_in, MAY.check_out
