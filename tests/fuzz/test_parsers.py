"""Parsers of what strangers send: whatever comes, they return something or refuse it in words.

FUZZ_EXAMPLES says how many examples each is given: 50 here, 10,000 with `make fuzz`.
"""

import json
import os
import struct
import zlib
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from commons.accounts.models import User
from commons.media.cleaning.pdfs import check_here as check_pdf
from commons.media.cleaning.pixels import clean
from commons.privacy.archive_format import ArchiveContent, read_object, text_of
from commons.privacy.archive_parts import AccountPart
from core.errors import DomainError
from core.files.bagit import read_bag
from core.files.gpx import read_gpx
from core.files.sound_files import clean_here as clean_sound
from core.inbound_email import isolation
from core.inbound_email.bounces import is_permanent_bounce
from core.inbound_email.html_to_text import html_to_text
from core.inbound_email.parser import UnreadableEmailError, parse_email, read_email
from core.inbound_email.reply_addresses import UnknownAddressError, decode_address
from core.inbound_email.reply_quotes import strip_quotes, strip_signature
from core.security.tokens import (
    InvalidTokenError,
    decrypt_token,
    public_id_in_token,
    read_signed_value,
)
from core.text.contacts import email_key, mail_addresses_in, mask_mail_addresses
from core.text.file_names import clean_title, stem_of
from core.text.rich_text import clean_html, plain_text, split_html, word_count
from emergency.housing.roster_parser import phone_in, read_roster
from emergency.housing.validators import has_house_number, private_in
from hosting.calendar_feeds.feed_parser import Reader, parse_feed
from hosting.network_imports.table_reader import Table, checked_rows, decode_table
from tests.core.files.test_bagit import a_bag, zipped
from tests.hosting.calendar_feeds.test_feed_merging import Store, nights_of

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "50"))
examples = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def pieces(*known, most=12):
    """Parts of the format in any order, with anything at all between them."""
    anything = st.binary(max_size=40)
    return st.lists(st.sampled_from(known) | anything, max_size=most).map(b"".join)


def words(*known, most=20):
    return st.lists(st.sampled_from(known) | st.text(max_size=30), max_size=most).map("".join)


@st.composite
def damaged(draw, content):
    """A good file of which some bytes are changed, cut off or doubled."""
    file = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, max(len(file) - 1, 0)))
        match draw(st.sampled_from(["change", "cut", "double"])):
            case "change" if file:
                file[place] = draw(st.integers(0, 255))
            case "cut":
                del file[place:]
            case "double":
                file[place:place] = file[: draw(st.integers(0, 64))]
    return bytes(file)


MAIL = pieces(
    b"From: a@b.example\r\n",
    b"From: A <a@b.example>, c@d.example\r\n",
    b"Subject: =?utf-8?B?w6k=?=\r\n",
    b"Message-ID: <1@b>\r\n",
    b"Auto-Submitted: auto-replied\r\n",
    b"Content-Type: multipart/mixed; boundary=x\r\n",
    b'Content-Type: text/plain; charset="x-none"; format=flowed\r\n',
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
    b"Content-Type: message/delivery-status\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Disposition: attachment; filename*=utf-8''%E2\r\n",
    b"Action: failed\r\nStatus: 5.1.1\r\n",
    b"\r\n--x\r\n",
    b"--x--",
    b"\r\n\r\n",
    b" folded\r\n",
    b"=?",
)


@examples
@given(MAIL)
def test_email_is_read_or_refused(raw):
    try:
        message = parse_email(raw)
        is_permanent_bounce(message, sent_to="a@b.example")
        email = read_email(message)
    except UnreadableEmailError:
        return
    assert "@" in email.sender
    assert isinstance(email.words, str)


@examples
@given(MAIL)
def test_email_apart_answers_in_one_line(raw):
    for answer in (isolation.read_here(raw), isolation.look_for_bounce_here(b"a@b\n" + raw)):
        assert answer.line
        assert "\n" not in answer.line


@examples
@given(
    words("<div>", "</div>", "<blockquote>", "<br>", "&nbsp;", "<!--", "-->", "<p class=x", ">\n")
)
def test_html_to_text_returns_text(page):
    assert isinstance(html_to_text(page), str)


@examples
@given(words("> ", "\n", "-- \n", "On Monday, Ada wrote:\n", "Le lundi, Ada a écrit :\n", "____\n"))
def test_strip_quotes_only_takes_away(text):
    assert len(strip_quotes(text)) <= len(text)
    assert len(strip_signature(text, ["ada@example.org"])) <= len(text)


@examples
@given(st.text(max_size=120) | st.from_regex(r"answers\+[a-z2-7]{0,60}@mail\.testserver"))
def test_decode_address_refuses_what_we_did_not_write(address):
    with pytest.raises(UnknownAddressError):
        decode_address(address, purpose="test")


@examples
@given(
    pieces(
        b'<?xml version="1.0"?>',
        b'<gpx xmlns="http://www.topografix.com/GPX/1/1">',
        b"<trk><trkseg>",
        b'<trkpt lat="47.1" lon="1.2"><ele>90</ele></trkpt>',
        b'<trkpt lat="nan" lon="inf"></trkpt>',
        b'<trkpt lat="1e400" lon="-0"/>',
        b"</trkseg></trk>",
        b"</gpx>",
        b'<!DOCTYPE g [<!ENTITY a "b">]>',
        b"&a;",
        most=30,
    )
)
def test_gpx_is_read_or_refused(content):
    with suppress(DomainError):
        way = read_gpx(BytesIO(content))
        assert way.pieces


@examples
@given(
    pieces(
        b"0612345678", b"ada@example.org", b";", b"\t", b'"', b"\r\n", b"\xff\xfe", b"\x00", b","
    )
)
def test_roster_is_read_or_refused(data):
    with suppress(DomainError):
        roster = read_roster(data)
        assert roster.phones | roster.emails
        assert roster.shared <= roster.phones | roster.emails


@examples
@given(
    pieces(
        b"email;title\n",
        b"ada@example.org",
        b";",
        b"\t",
        b'"',
        b"\r\n",
        b"\xff\xfe",
        b"\x00",
        b"\xe9",
    )
)
def test_table_of_a_network_is_read_or_refused(data):
    with suppress(DomainError):
        text, encoding = decode_table(data)
        table = Table(text, encoding, most_rows=100, most_columns=10)
        checked = checked_rows(table, {"email": 0, "title": 1}, "fr")
        assert all("@" in row["email"] for row in checked.rows)


@examples
@given(
    words("06", " ", "+33", "(0)", "@", "example", ".org", "12 rue", ", ", "www.", "bis", "\u00a0")
)
def test_texts_about_contacts_are_read(text):
    assert isinstance(phone_in(text), str)
    assert isinstance(mask_mail_addresses(text), str)
    for address in mail_addresses_in(text):
        assert email_key(email_key(address)) == email_key(address)
    assert isinstance(private_in(text, ["Ada"]), list)
    assert has_house_number(text) in {True, False}


@examples
@given(
    words(
        *("<p>", "</p>", "<script>", "<a href='javascript:x'>", "</a>", "<b", ">", "&lt;", "\n\n"),
        *("<img src=x onerror=y>", "<svg/onload=z>", "<h1>", "<o:p>", "<!--", "-->", "<table>"),
    )
)
def test_clean_html_is_stable_and_runs_nothing(written):
    cleaned = clean_html(written)

    assert clean_html(cleaned) == cleaned
    assert "<script" not in cleaned.lower()
    assert "javascript:" not in cleaned.replace("&", " ").partition('href="')[2][:20]
    assert word_count(cleaned) >= 0
    assert isinstance(plain_text(cleaned), str)
    assert split_html(cleaned, 500) is not None


@examples
@given(st.text(max_size=200))
def test_tokens_that_we_did_not_make_are_refused(token):
    for read in (decrypt_token, read_signed_value):
        with pytest.raises(InvalidTokenError):
            read(token, salt="test")
    assert len(public_id_in_token(token)) <= 8


@examples
@given(st.text(max_size=300))
def test_names_of_files_become_titles(name):
    assert "\n" not in clean_title(name)
    assert isinstance(stem_of(name), str)


@examples
@given(
    pieces(
        b"OggS\x00\x02" + bytes(20),
        b"OpusHead",
        b"\x00\x00\x00\x18ftypM4A ",
        b"\x00\x00\x00\x10moov",
        b"\x00\x00\x00\x08mdat",
        b"ID3\x04\x00\x00\x00\x00\x00\x05",
        b"\xff\xfb\x90\x64" + bytes(413),
    )
)
def test_sound_is_cleaned_or_refused(content):
    with suppress(DomainError):
        answer = clean_sound(content)
        assert answer.content


@examples
@given(
    pieces(
        b"%PDF-1.7\n",
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"<< /J#53 (x) >>",
        b"/Encrypt ",
        b"/Type /ObjStm >>\nstream\n" + zlib.compress(b"/JavaScript") + b"\nendstream\n",
        b"xref\n0 1\n0000000000 65535 f \n",
        b"trailer << /Root 1 0 R >>\nstartxref\n9\n",
        b"%%EOF",
    )
)
def test_pdf_is_accepted_or_refused(content):
    with suppress(DomainError):
        answer = check_pdf(content)
        assert answer.line == "checked"


def a_picture(kind):
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind)
    return out.getvalue()


PICTURES = st.sampled_from(["JPEG", "PNG", "WEBP"]).map(a_picture)


@examples
@given(PICTURES.flatmap(damaged) | pieces(b"\x89PNG\r\n\x1a\n", struct.pack(">I4s", 13, b"IHDR")))
def test_picture_is_cleaned_or_refused(content):
    with suppress(DomainError):
        picture = clean(BytesIO(content))
        assert picture.extension in {"jpg", "png"}


NAMES = words("mine/", "data/", "..", "/", "a", "\\", "bagit.txt", "é", "\n", most=6)


@examples
@given(
    damaged(a_bag())
    | st.dictionaries(NAMES, st.binary(max_size=40), max_size=4).map(zipped)
    | pieces(b"PK\3\4", b"PK\1\2", b"PK\5\6" + bytes(18), b"mine/bagit.txt", b"\xff" * 4)
)
def test_bag_is_read_or_refused(content):
    with suppress(DomainError):
        bag = read_bag(content)
        assert all(isinstance(found, bytes) for found in bag.files.values())


ODD_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["full_name", "phone", "words", "languages", "title"])


@examples
@given(st.dictionaries(FIELDS, JSON_VALUES | st.lists(st.sampled_from(["en", "fr", "x"]))))
def test_row_of_an_archive_becomes_words_or_is_left_out(row):
    line = json.dumps(row).encode()
    assert text_of(read_object(line), "title", 10).encode().count(b"\0") == 0
    content = ArchiveContent("elsewhere.example", {"records/account.jsonl": line})
    for item in AccountPart().plan(content, User()):
        assert item.title


@examples
@given(pieces(b'{"a": ', b"[", b"{", b'"\\ud800"', b"1e999", b"NaN", b"9" * 40, b"}", b"]", b","))
def test_object_of_an_archive_is_read_or_refused(content):
    with suppress(DomainError):
        assert isinstance(read_object(content), dict)


TODAY = date(2027, 5, 1)
READER = Reader("Europe/Paris", TODAY, "here.example")
LINES = """\
UID:1
UID:2@x.example
UID:3@here.example
DTSTART;VALUE=DATE:20270601
DTSTART;VALUE=DATE:20270501
DTSTART:2027
DTSTART;TZID=Europe/Paris:20270610T150000
DTSTART;TZID=Mars:20270610T150000
DTEND;VALUE=DATE:20270604
DTEND:20270611T090000Z
DTEND:99999999
DURATION:P3D
DURATION:-P1W
DURATION:PT9999999999H
RRULE:FREQ=DAILY;COUNT=5
RRULE:FREQ=YEARLY;BYDAY=53MO
RRULE:FREQ=X;COUNT=0
RDATE;VALUE=DATE:20270701,20270702
RDATE:1
EXDATE;VALUE=DATE:20270602
RECURRENCE-ID;VALUE=DATE:20270602
RECURRENCE-ID:x
STATUS:CANCELLED
TRANSP:TRANSPARENT
SUMMARY:Reserved
SUMMARY:CLOSED - Not available
SUMMARY:Check-in
 folded
X-WR-TIMEZONE:Europe/Berlin
TZID:Mine
BEGIN:VTIMEZONE
END:VTIMEZONE
BEGIN:STANDARD
TZOFFSETTO:+000921"""
PROPERTIES = [line.encode() + b"\r\n" for line in (*LINES.split("\n"), "UID:" + "9" * 300)]
EVENTS = st.lists(pieces(*PROPERTIES, most=7), max_size=5).map(
    lambda each: b"".join(b"BEGIN:VEVENT\r\n" + one + b"END:VEVENT\r\n" for one in each)
)
CALENDARS = EVENTS.map(lambda events: b"BEGIN:VCALENDAR\r\n" + events + b"END:VCALENDAR\r\n")


@examples
@given(CALENDARS | CALENDARS.flatmap(damaged) | pieces(b"BEGIN:VCALENDAR\r\n", *PROPERTIES))
def test_calendar_is_read_or_refused(content):
    with suppress(DomainError):
        found = parse_feed(content, READER)
        assert all(TODAY < event.end > event.start for event in found.events)
        assert len({event.key for event in found.events}) == len(found.events)


@examples
@given(st.lists(CALENDARS | CALENDARS.flatmap(damaged), min_size=2, max_size=4))
def test_calendars_one_after_the_other_take_all_their_nights(contents):
    store = Store()
    for content in contents:
        with suppress(DomainError):
            events = parse_feed(content, READER).events
            before = store.nights
            store.fetch(*events)
            assert store.nights >= nights_of(*events)
            assert store.nights >= before or store.last.freed
            assert len({one.key for one, _since in store.blocks.values()}) == len(store.blocks)
