"""What mails quote of other people's words, and in which language it is said to be."""

import pytest

from commons.mail.emails import render_email
from commons.mail.written_words import mark_written_words
from commons.notifications.presenters import notice_items
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.hosting import AgreementFactory, RequestFactory, StayFactory

pytestmark = pytest.mark.django_db

PUBLISHED = "offers/email/offer_published.txt"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Read: Il mulino", 'Read: <span lang="it">Il mulino</span>'),
        ("<b>Il mulino", '&lt;b&gt;<span lang="it">Il mulino</span>'),
        ("Nothing of it", "Nothing of it"),
    ],
    ids=["marks", "escapes", "nothing"],
)
def test_mark_written_words__escapes_and_marks(html, expected):
    assert mark_written_words(html, StayFactory(language="it", title="Il mulino")) == expected


def test_mark_written_words__leaves_addresses_alone():
    stay = StayFactory(language="it", title="mulino")
    html = render_email(
        PUBLISHED, language="en", subject=stay, link="https://x.example/mulino/"
    ).html

    assert 'href="https://x.example/mulino/"' in html
    assert '<span lang="it">mulino</span>' in html


def test_mark_written_words__leaves_the_language_of_the_page():
    stay = StayFactory(language="en", title="The mill & more")

    assert mark_written_words("The mill & more", stay) == "The mill &amp; more"


@pytest.mark.parametrize("subject", [None, object()])
def test_mark_written_words__knows_nothing_of_others(subject):
    assert mark_written_words("a < b", subject) == "a &lt; b"


@pytest.mark.parametrize(
    ("subject_of", "template"),
    [
        (lambda stay: stay, PUBLISHED),
        (lambda stay: RequestFactory(unit__stay=stay), "requests/email/request_sent.txt"),
        (
            lambda stay: AgreementFactory(request__unit__stay=stay),
            "requests/email/agreement_made.txt",
        ),
    ],
    ids=["offer", "request", "agreement"],
)
def test_render_email__says_in_which_language_a_title_is(subject_of, template):
    subject = subject_of(StayFactory(language="nl", title="De molen"))

    email = render_email(
        template, language="fr", subject=subject, data={"reader": "Ada"}, recipient=UserFactory()
    )

    assert '<span lang="nl">De molen</span>' in email.html
    assert "De molen" in email.title + email.text
    assert "<span" not in email.title + email.text


def test_notice_items__mark_a_title_on_the_page():
    stay = StayFactory(language="nl", title="De molen")
    notice = NoticeFactory(template=PUBLISHED, subject=stay, data={"reader": "Ada"})

    (item,) = notice_items([notice])

    assert '<span lang="nl">De molen</span>' in item.marked_title
    assert "<span" not in item.title
