"""What the clock does with quotes."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from commons.notifications.models import Notice
from hosting.quotes import periodic
from hosting.quotes.models import Quote
from hosting.quotes.notifications import QUOTE_ASKED
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.quotes import APRIL, QuoteFactory, council_request
from tests.poison import assert_one_failed, poison

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL, tick=False)]

YESTERDAY, TODAY = APRIL - timedelta(days=1), APRIL


def states():
    return list(Quote.objects.order_by("pk").values_list("state", flat=True))


def test_end_quotes_after_their_last_day_and_with_their_request():
    QuoteFactory(valid_until=YESTERDAY)
    QuoteFactory(valid_until=TODAY)
    QuoteFactory(request=council_request(state=RequestState.DECLINED))
    QuoteFactory(request=council_request(state=RequestState.WITHDRAWN), asked=True)
    QuoteFactory(asked=True)

    periodic.end_quotes()

    assert states() == ["expired", "made", "lapsed", "lapsed", "asked"]


def test_remind_of_quotes_once_at_half_time():
    due = QuoteFactory(asked=True, remind_at=timezone.now())
    QuoteFactory(asked=True, remind_at=timezone.now() + timedelta(seconds=1))
    QuoteFactory(remind_at=timezone.now())

    periodic.remind_of_quotes()
    periodic.remind_of_quotes()

    notices = Notice.objects.filter(template=QUOTE_ASKED[1])
    assert [notice.recipient for notice in notices] == [due.host]


def made_due(number=2):
    """Quotes that each of the three jobs has to look at, in its own way."""
    quotes = QuoteFactory.create_batch(number, valid_until=YESTERDAY, remind_at=timezone.now())
    long_ago = timezone.now() - settings.HOSTING_AGREEMENTS_KEPT
    Request.objects.update(closed_at=long_ago)
    return quotes


@pytest.mark.parametrize(
    ("job", "action"),
    [
        ("end_quotes", "end_quote"),
        ("forget_quotes", "forget_quote"),
        ("remind_of_quotes", "remind_of_quote"),
    ],
)
def test_one_bad_row_holds_up_no_other(job, action, monkeypatch, failed_rows):
    first, second = made_due()
    if job == "remind_of_quotes":
        Quote.objects.update(state="asked")
    tried, done = poison(monkeypatch, periodic, action)

    failed = getattr(periodic, job)()

    assert (failed, tried, done) == (1, [first.pk, second.pk], [second.pk])
    assert_one_failed(failed_rows, Quote, first.pk)
