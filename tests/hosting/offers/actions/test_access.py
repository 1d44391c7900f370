"""The survey of access."""

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.actions.access import survey_access
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory

pytestmark = pytest.mark.django_db


def survey_of(stay):
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()
    (survey,) = draft.access_surveys.all()
    return survey


def test_survey_access_keeps_yes_no_and_nobody_has_looked():
    stay = StayFactory(draft=True)
    survey = AccessSurvey(entrance_steps=2, has_lift=True, has_ramp=False)

    survey_access(offer=stay, survey=survey, by=stay.host)

    kept = survey_of(stay)
    assert (kept.entrance_steps, kept.has_lift, kept.has_ramp, kept.has_grab_bars) == (
        2,
        True,
        False,
        None,
    )


def test_survey_access_takes_the_place_of_the_one_before():
    stay = StayFactory()
    AccessSurvey.objects.create(offer=stay, entrance_steps=9)

    survey_access(offer=stay, survey=AccessSurvey(entrance_steps=0), by=stay.host)
    Stay.objects.get().latest_revision.publish()

    assert [one.entrance_steps for one in AccessSurvey.objects.all()] == [0]


def test_survey_access_is_the_hosts_own_deed():
    stay = StayFactory()

    with pytest.raises(PermissionDenied):
        survey_access(offer=stay, survey=AccessSurvey(), by=UserFactory())
