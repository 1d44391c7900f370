"""E-mail is read in a process of its own, with the results of the parser."""

import pytest

from core.inbound_email import isolation
from core.inbound_email.isolation import is_bounce, read_reply
from core.inbound_email.parser import UnreadableEmailError, parse_email, read_email

MAIL = (
    b"From: Ada <ada@example.org>\r\nMessage-ID: <1@example.org>\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour, \xc3\xa0 demain.\r\n"
)
REPORT = (
    b"From: mailer-daemon@example.org\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: message/delivery-status\r\n\r\n"
    b"Reporting-MTA: dns; example.org\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
)


def test_read_reply_returns_what_the_parser_does():
    assert read_reply(MAIL) == read_email(parse_email(MAIL))


def test_read_reply_returns_nothing_for_a_machine():
    assert read_reply(b"Auto-Submitted: auto-replied\r\n" + MAIL) is None


@pytest.mark.parametrize(
    "read", [read_reply, lambda raw: is_bounce(raw, sent_to="ada@example.org")]
)
def test_unreadable_mail_is_refused(read):
    with pytest.raises(UnreadableEmailError):
        read(b"")


@pytest.mark.parametrize(("raw", "bounced"), [(REPORT, True), (MAIL, False)])
def test_is_bounce_says_what_the_detectors_do(raw, bounced):
    assert is_bounce(raw, sent_to="ada@example.org") is bounced


def test_read_reply_parses_nothing_in_this_process(monkeypatch):
    monkeypatch.setattr(isolation, "parse_email", pytest.fail)

    assert read_reply(MAIL).sender == "ada@example.org"


def test_read_reply_refuses_what_takes_more_memory_than_there_is(settings):
    settings.MEDIA_CLEANING = {**settings.MEDIA_CLEANING, "memory": 40 << 20}

    with pytest.raises(UnreadableEmailError):
        read_reply(MAIL + b"x" * (9 << 20))
