"""Which reports mean that mail doesn't arrive."""

import pytest

from core.inbound_email.bounces import LONGEST_LINE, MOST_CHARACTERS, is_permanent_bounce
from core.inbound_email.parser import parse_email
from tests.doubling import assert_linear
from tests.incoming import raw_mail

ADA = "ada@example.org"
HEAD = b"From: mailer-daemon@mx.example.org\n\n"
FAILED = HEAD + b"Failed addresses follow:\n ada@example.org\n"
INTRODUCTIONS = (  # each makes another detector look for addresses in what follows
    b"failed addresses follow:\nSorry, unable to deliver your message to\n"
    b"here is your list of failed recipients\nthis is the email server at\nYour message to:\n"
    b"did not reach the following recipient\nA message that you sent was rejected\n"
)


@pytest.mark.parametrize(
    ("name", "for_good"),
    [
        pytest.param("bounce_unknown_user", True, id="bounce-unknown"),
        pytest.param("bounce_delayed", False, id="bounce-delayed"),
        ("bounce_full", False),
        ("gmail_fr", False),
        ("bounce_qmail", True),
        ("bounce_exim", True),
        pytest.param("bounce_exchange_old", True, id="bounce-exchange"),
        pytest.param("bounce_warning_gmail", False, id="bounce-warning"),
        pytest.param("bounce_full_prodigy", False, id="bounce-full"),
        pytest.param("out_of_office", False, id="out-of-office"),
        pytest.param("vacation_bulk", False, id="vacation-bulk"),
        pytest.param("mailing_list", False, id="mailing-list"),
    ],
)
def test_came_back_for_good_only_where_a_server_says_so(name, for_good):
    assert is_permanent_bounce(parse_email(raw_mail(name)), sent_to=ADA) is for_good


def test_came_back_for_good_waits_for_a_full_box():
    full = raw_mail("bounce_unknown_user").replace(b"Status: 5.1.1", b"Status: 5.2.2")

    assert not is_permanent_bounce(parse_email(full), sent_to=ADA)


def test_came_back_for_good_takes_a_report_without_fields_for_nothing():
    raw = raw_mail("bounce_unknown_user").replace(b"message/delivery-status", b"text/plain")

    assert not is_permanent_bounce(parse_email(raw), sent_to=ADA)


@pytest.mark.parametrize("name", ["bounce_qmail", "bounce_exim", "bounce_exchange_old"])
def test_is_permanent_bounce_names_whom_we_wrote_to(name):
    message = parse_email(raw_mail(name))

    assert not is_permanent_bounce(message, sent_to="ben@example.org")
    assert is_permanent_bounce(message, sent_to="Ada@Example.org")


@pytest.mark.parametrize("code", [b"#4.1.1", b"#5.2.2", b"Mailbox full", b"Over quota"])
def test_is_permanent_bounce_waits_for_a_full_box(code):
    raw = raw_mail("bounce_qmail").replace(b"#5.1.1", code)

    assert not is_permanent_bounce(parse_email(raw), sent_to=ADA)


def test_is_permanent_bounce_takes_an_address_of_a_host_for_no_code():
    raw = raw_mail("bounce_qmail").replace(b"#5.1.1", b"10.4.1.1 said: no")

    assert is_permanent_bounce(parse_email(raw), sent_to=ADA)


@pytest.mark.parametrize(
    "more",
    [
        b"x" * (LONGEST_LINE + 1) + b"\n",
        pytest.param(b"x" * 70 + b"\n", id="long-line"),
        pytest.param(b"\r" + b"x" * 70, id="returns"),
    ],
)
def test_is_permanent_bounce_guesses_nothing(more):
    raw = FAILED + more * (MOST_CHARACTERS // len(more))

    assert is_permanent_bounce(parse_email(FAILED), sent_to=ADA)
    assert not is_permanent_bounce(parse_email(raw), sent_to=ADA)


def test_is_permanent_bounce_guesses_nothing_of_a_long_encoded_line():
    encoding = b"Content-Transfer-Encoding: quoted-printable\n"
    soft_breaks = b"=\n".join([b"x" * 70] * 15)

    assert is_permanent_bounce(parse_email(encoding + FAILED), sent_to=ADA)
    assert not is_permanent_bounce(parse_email(encoding + FAILED + soft_breaks), sent_to=ADA)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"X-Failed-Recipients: \xff\xfe, <<>\n\n", id="x-failed-recipients"),
        pytest.param(
            b"From: @yale.edu\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n=",
            id="yale",
        ),
        pytest.param(
            b"From: x@aol.com\nContent-Type: text/plain; charset=none-such\n\n\xff", id="aol"
        ),
        pytest.param(b"From: x\nContent-Type: multipart/mixed\n\nno boundary", id="no-boundary"),
        pytest.param(
            b"From: x\nContent-Type: multipart/mixed; boundary=b\nX-Mailer: Novell\n\n--b--\n",
            id="novell",
        ),
        pytest.param(b"From: x\nContent-Type: message/rfc822\n\n", id="empty-message"),
        pytest.param(b"From: x\nContent-Type: multipart/report\n\n", id="multipart-report"),
        pytest.param(
            b"From: x\nContent-Type: message/delivery-status\n\n\n\n", id="delivery-status"
        ),
        pytest.param(
            b"From: mailer-daemon@sina.com\nContent-Type: message/partial\n\nx",
            id="from-mailer-daemon",
        ),
    ],
)
def test_is_permanent_bounce_of_a_broken_mail_is_none(raw):
    assert not is_permanent_bounce(parse_email(raw), sent_to=ADA)


@pytest.mark.parametrize(
    "repeated", [b" " * 900 + b"\n", b"<" * 900 + b"\n", b",a" * 450 + b"\n", b"word \n", b"a@b\n"]
)
def test_is_permanent_bounce_takes_linear_time(repeated):
    def mail(size):
        return parse_email(HEAD + INTRODUCTIONS + repeated * (size // len(repeated)))

    assert_linear(lambda message: is_permanent_bounce(message, sent_to=ADA), mail, 4_000)


@pytest.mark.parametrize("repeated", [b"a@b, ", b"(", b"<", b'"', b"a@b (c) "])
def test_is_permanent_bounce_takes_linear_time_for_headers(repeated):
    header = b"X-Failed-Recipients: " + repeated * (900 // len(repeated)) + b"\n"

    def mail(size):
        return parse_email(header * (size // len(header)) + HEAD)

    assert_linear(lambda message: is_permanent_bounce(message, sent_to=ADA), mail, 10_000)
