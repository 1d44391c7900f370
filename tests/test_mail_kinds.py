"""Each kind of mail in both languages, as its reader gets it."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction

from commons.mail import emails
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from scripts.check_wording import EMERGENCY, ENGLISH, FRENCH, faults_of
from tests.mail_kinds import KINDS, Cast, all_templates

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.time_machine(datetime(2027, 4, 1, 10, tzinfo=UTC)),
]

LONGEST = 78  # characters of a subject, with names of usual length
OTHER = {"en": "fr", "fr": "en"}
FOREIGN = {"en": FRENCH, "fr": ENGLISH}
GREETING = {"en": "Hello", "fr": "Bonjour"}
WITHOUT_LINK = {  # codes, and what goes to an address that opens no account any more
    "accounts/email/email_changed.txt",
    "accounts/email/login_code.txt",
    "emergency_housing/email/work_code.txt",
}
CALLS_US = re.compile(r"\bcall us\b|when you call|appelez-nous|appellerez", re.IGNORECASE)
NUMBER = re.compile(r"\d\d(?:\u00a0\d\d){4}")  # on one line
URL = re.compile(r"https?://\S+")
TAGS = re.compile(r"\{[{%]|[%}]\}|%\(|\bNone\b(?! of)|\bTrue\b|\bFalse\b")
PACKAGES = sorted({template.partition("/")[0] for template in KINDS})


def test_each_template_of_a_mail_has_its_row():
    assert set(KINDS) == all_templates()


def rendered(template, cast, monkeypatch):
    """The mails that the row of a template writes to the reader, and what they were made of."""
    used = []
    render = emails.render_email

    def note(name, **words):
        written = render(name, **words)
        used.append((name, written))
        return written

    monkeypatch.setattr(emails, "render_email", note)
    monkeypatch.setattr("commons.notifications.emails.render_email", note)
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    KINDS[template](cast)
    for notice in Notice.objects.filter(pk__gt=last, template=template, recipient=cast.reader):
        render_notice(notice, answers="")
    monkeypatch.undo()
    return [written for name, written in used if name == template]


def faults_of_mail(template, written, language):
    """What a reader would stumble over, each with the template."""
    subject, text, html = written.title, URL.sub("", written.text), written.html
    package = EMERGENCY if template.startswith("emergency") else ""
    for sentence in (subject, *text.splitlines()):
        for fault in faults_of(sentence, language, is_of_emergency=bool(package)):
            yield fault, sentence
        if len(FOREIGN[language].findall(sentence)) > 1:
            yield "the other language", sentence
    if len(subject) > LONGEST:
        yield f"{len(subject)} characters", subject
    if not text.startswith(GREETING[language]) or GREETING[language] not in html:
        yield "no greeting", text[:40]
    if f'lang="{language}"' not in html:
        yield "no language", html[:200]
    if "&lt;p&gt;" in html or "&lt;a " in html or ("> " in text) != ("<blockquote" in html):
        yield "not marked up", html[-2000:]
    if found := TAGS.search(subject + text + html):
        yield "left of the template", found[0]
    yield from faults_of_ways_to_act(template, text, html)
    if "\n\n\n" in written.text:
        yield "two empty lines", text


def faults_of_ways_to_act(template, text, html):
    if ('class="way"' in html) == (template in WITHOUT_LINK):
        yield "a link too few or too many", text[-200:]
    is_of_emergency = template.startswith("emergency")
    if is_of_emergency and CALLS_US.search(text) and not NUMBER.search(text):
        yield "no telephone number", text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("package", PACKAGES)
def test_mails_of_a_package_read_well(package, language, monkeypatch):
    found = []

    for template in sorted(KINDS):
        if template.partition("/")[0] == package:
            sid = transaction.savepoint_create()
            cast = Cast(language=language, other=OTHER[language])
            if package.startswith("emergency"):
                assert cast.activation  # whose own mails are none of these
            mails = rendered(template, cast, monkeypatch)
            found += [] if mails else [(template, "nothing was written")]
            found += [
                (template, *fault)
                for written in mails
                for fault in faults_of_mail(template, written, language)
            ]
            transaction.savepoint_rollback(sid)

    assert found == []
