"""Two mails of which somebody wants no more, and two clocks that promise the daily one."""

import pytest

from commons.accounts.models import User
from commons.notifications.actions.mail_preferences import schedule_digest, stop_mails
from commons.notifications.categories import category_by_code
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_SAVING = "commons.accounts.models.User.save"
BOTH = {"messages": "never", "notes": "never"}


def two_kinds_stopped_at_once():
    """What is noted of how somebody wants to hear of things."""
    ada = UserFactory()

    def stop(code):
        return lambda: stop_mails(person=ada, kind=category_by_code(code), by=ada)

    overtaken(stop("messages"), at=BEFORE_SAVING, by=stop("notes"))

    return User.objects.get().mail_paces


def test_of_two_kinds_of_mail_that_are_stopped_at_once_both_are():
    assert two_kinds_stopped_at_once() == BOTH


def test_control_without_lock_one_kind_of_mail_goes_on():
    with without_row_locks():
        paces = two_kinds_stopped_at_once()

    assert (paces != BOTH) == has_row_locks()


def promised_by_two_clocks():
    """What each of the two clocks says: whether it has promised the mail of the day."""
    ada = UserFactory(mail_pace="daily")

    return overtaken(
        lambda: schedule_digest(person=ada, by=SYSTEM),
        at=BEFORE_SAVING,
        by=lambda: schedule_digest(person=ada, by=SYSTEM),
    )


def test_of_two_clocks_one_promises_the_daily_mail():
    assert promised_by_two_clocks() == (True, False)


def test_control_without_lock_the_daily_mail_is_promised_twice():
    with without_row_locks():
        promises = promised_by_two_clocks()

    assert promises == (True, has_row_locks())
