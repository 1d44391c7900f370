"""Which reports mean that mail doesn't arrive."""

import pytest

from core.inbound_email.bounces import is_permanent_bounce
from core.inbound_email.parser import parse_email
from tests.incoming import raw_mail


@pytest.mark.parametrize(
    ("name", "for_good"),
    [
        ("bounce_unknown_user", True),
        ("bounce_delayed", False),
        ("bounce_full", False),
        ("gmail_fr", False),
    ],
)
def test_came_back_for_good_only_where_a_server_says_so(name, for_good):
    assert is_permanent_bounce(parse_email(raw_mail(name))) is for_good


def test_came_back_for_good_waits_for_a_full_box():
    full = raw_mail("bounce_unknown_user").replace(b"Status: 5.1.1", b"Status: 5.2.2")

    assert not is_permanent_bounce(parse_email(full))


def test_came_back_for_good_takes_a_report_without_fields_for_nothing():
    raw = raw_mail("bounce_unknown_user").replace(b"message/delivery-status", b"text/plain")

    assert not is_permanent_bounce(parse_email(raw))
