"""A case that fails holds up no other, nor does a person who reported it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from commons.mail.models import Letter
from commons.moderation import periodic, tasks
from commons.moderation.models import Case, Report
from commons.moderation.states import Measure
from core.periodic import RowsFailedError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import decided, reported
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db


def make_old_case(measure):
    case = reported("offer", StayFactory(), by=UserFactory()).case
    decided(case, measure=measure)
    past = timezone.now() - settings.MODERATION_KEPT - timedelta(days=1)
    Case.objects.update(decided_at=past, appeals_until=past)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("job", "action", "measure"),
    [
        pytest.param("erase_removed", "erase_subject", Measure.REMOVED, id="erase-removed"),
        pytest.param("forget_cases", "forget_case", Measure.NONE, id="forget-cases"),
    ],
)
def test_each_job_goes_on_after_a_case_that_fails(job, action, measure, monkeypatch, failed_rows):
    keys = {make_old_case(measure).pk, make_old_case(measure).pk}
    tried, done = poison(monkeypatch, periodic, action)

    failed = getattr(periodic, job)()

    assert_one_failed(failed_rows, Case, tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]


def test_tell_reporters_tells_all_others_and_is_tried_again(monkeypatch, failed_rows):
    offer = StayFactory()
    first = reported("offer", offer, email="ada@example.org")
    reported("offer", offer, email="blaise@example.org")
    decision = decided(first.case)
    Letter.objects.all().delete()
    Report.objects.update(notified_of=None)
    real = tasks.notifications.notify_reporter

    def fail_for_first(report, decision):
        if report == first:
            raise RuntimeError
        real(report, decision)

    monkeypatch.setattr(tasks.notifications, "notify_reporter", fail_for_first)

    with pytest.raises(RowsFailedError, match="1 rows failed"):
        tasks.notify_reporters(decision_id=decision.pk)

    assert_one_failed(failed_rows, Report, first.pk)
    assert [letter.address for letter in Letter.objects.all()] == ["blaise@example.org"]
    assert list(Report.objects.filter(notified_of=None)) == [first]
