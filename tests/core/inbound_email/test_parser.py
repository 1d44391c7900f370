"""What people wrote, out of what their programs send."""

import pytest

from core.inbound_email.parser import (
    UnreadableEmailError,
    is_auto_submitted,
    parse_email,
    read_email,
)
from tests.doubling import assert_linear
from tests.incoming import raw_mail

WRITTEN = {
    "gmail_fr": "Bonjour Ben,\n\nnous arrivons jeudi à 18 h par le train. Ça va pour toi ?",
    "gmail_en": "We come on Thursday at six, by train.\nIs that all right?",
    "thunderbird_fr": (
        "Nous arrivons jeudi, et nous apportons du cidre et du fromage "
        "pour tout le monde, environ 12 €.\n\nÀ jeudi !"
    ),
    "outlook_fr": "Bonjour,\n\nc'est d'accord pour deux nuits.\n\nAda",
    "outlook_html_only": (
        "Fine with me & with the children.\n\nSee you on Thursday – bring the cat."
    ),
    "iphone_fr": "Oui, avec plaisir !",
    "yahoo_fr": "Merci, nous serons quatre.",
    "orange_fr": "Bonjour, la chambre sous les toits nous irait très bien.",
    "between_the_lines": "At six.\n\nWith my sister.",
    "unknown_charset": "Hello from a program of its own.",
    "words_and_a_photo": "This is our garden.",
    "only_a_photo": "",
}


@pytest.mark.parametrize(("name", "words"), WRITTEN.items(), ids=WRITTEN)
def test_read_gives_what_the_person_wrote(name, words):
    incoming = read_email(parse_email(raw_mail(name)))

    assert (incoming.sender, incoming.words) == ("ada@example.org", words)
    assert not incoming.is_auto_submitted


def test_read_names_what_was_attached():
    assert read_email(parse_email(raw_mail("words_and_a_photo"))).files == ("notre jardin été.gif",)
    assert read_email(parse_email(raw_mail("gmail_fr"))).files == ()


def test_read_counts_no_logo_of_a_signature_for_a_file():
    raw = raw_mail("words_and_a_photo").replace(
        b"Content-Disposition: attachment",
        b"Content-ID: <logo@example.org>\nContent-Disposition: inline",
    )

    assert read_email(parse_email(raw)).files == ()


@pytest.mark.parametrize("name", ["two_senders", "no_sender"])
def test_read_refuses_a_mail_without_one_sender(name):
    with pytest.raises(UnreadableEmailError):
        read_email(parse_email(raw_mail(name)))


@pytest.mark.parametrize("raw", [b"", b"\n\nwords", b"\x00\xff\x00"])
def test_parse_refuses_what_is_no_mail(raw):
    with pytest.raises(UnreadableEmailError):
        read_email(parse_email(raw))


def test_read_refuses_a_mail_of_parts_without_end():
    part = b"--b\nContent-Type: text/plain\n\nx\n"
    head = b"From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"

    with pytest.raises(UnreadableEmailError):
        read_email(parse_email(head + part * 500 + b"--b--\n"))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b"--b\nContent-Type: text/plain; charset=utf-8\n"
            b"Content-Transfer-Encoding: base64\n\n!!!",
            id="text",
        ),
        b"no boundary at all",
        pytest.param(b"--b\nContent-Type: multipart/mixed\n\n", id="parts"),
    ],
)
def test_read_never_fails_on_a_broken_body(body):
    head = b"From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"

    assert isinstance(read_email(parse_email(head + body)).words, str)


@pytest.mark.parametrize(
    "name",
    [
        *("out_of_office", "vacation_bulk", "vacation_x_autoreply", "null_return_path"),
        *("mailing_list", "bounce_unknown_user"),
    ],
)
def test_is_automatic_knows_machines(name):
    assert is_auto_submitted(parse_email(raw_mail(name)))


def test_is_automatic_can_t_know_a_machine_that_says_nothing():
    assert not is_auto_submitted(parse_email(raw_mail("unmarked_responder")))


HEADS = [b"From: a,", b"From: (", b"Content-Type: text/plain; a=b", b"Message-ID: <a."]


@pytest.mark.parametrize("head", HEADS)
def test_parse_refuses_a_header_without_end(head):
    raw = b"To: x@example.org\n" + head + head.partition(b":")[2] * 5_000 + b"\n\nwords"

    with pytest.raises(UnreadableEmailError):
        parse_email(raw)


@pytest.mark.parametrize(
    "repeated",
    [
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n", id="content-type-multipart"
        ),
        pytest.param(b"Content-Type: message/rfc822\n\n", id="content-type-message"),
        b"--b\n\nx\n",
    ],
)
def test_parse_refuses_parts_in_parts_without_end(repeated):
    head = b"From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"

    with pytest.raises(UnreadableEmailError):
        parse_email(head + repeated * 5_000)


@pytest.mark.parametrize("repeated", [b"X: a\n", b" a\n", b"--b\n\nx\n", b"a \n"])
def test_parse_takes_twice_as_long_for_twice_as_much(repeated):
    head = b"From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n"

    assert_linear(parse_email, lambda size: head + repeated * (size // len(repeated)), 10_000)
