"""Reporting: by anybody, once for each, in one case for each thing."""

import pytest
from django.utils import translation

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.moderation.errors import OwnContentError, TooManyReportsError
from commons.moderation.models import Case, Copy, Report
from commons.moderation.states import CaseState
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory, TipFactory
from tests.factories.moderation import coordinator_of, decided, reported
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def told():
    return [(one.recipient, one.template) for one in Notice.objects.order_by("pk")]


def test_report_opens_a_case_with_a_copy_and_tells_who_decides():
    offer = StayFactory(title="The mill", words="It turns.")
    coordinator, reader = coordinator_of(offer.community), UserFactory()

    made = reported("offer", offer, by=reader)

    case = Case.objects.get()
    assert (case.subject, case.title, case.state) == (offer.offer_ptr, "The mill", CaseState.OPEN)
    assert list(case.authors.all()) == [offer.host]
    assert made.copy.content == [["Title", "The mill"], ["In the host’s words", "It turns."]]
    assert told() == [(coordinator, "moderation/email/case_waits.txt")]
    verbs = AuditEntry.objects.filter(verb__startswith="case.").values_list("verb", "actor")
    assert list(verbs.order_by("pk")) == [("case.opened", None), ("case.reported", reader.pk)]


def test_report_by_the_same_person_is_one():
    offer, reader = StayFactory(), UserFactory()

    first = reported("offer", offer, by=reader)
    again = reported("offer", offer, by=reader, words="Once more.")

    assert again == first
    assert Report.objects.get().words == "The second sentence."


def test_report_from_the_same_address_is_one_and_its_letter_comes_again():
    offer = StayFactory()

    reported("offer", offer, email="ada@example.org")
    reported("offer", offer, email="Ada@Example.org")

    report = Report.objects.get()
    assert [letter.address for letter in Letter.objects.all()] == ["ada@example.org"] * 2
    assert all(report.token in letter.text for letter in Letter.objects.all())


STORM = 500


def test_a_storm_is_one_case_one_copy_and_one_notice():
    offer = StayFactory()
    coordinator = coordinator_of(offer.community)

    for number in range(STORM):
        reported("offer", offer, email=f"reader{number}@example.org")

    assert (Case.objects.count(), Copy.objects.count(), Report.objects.count()) == (1, 1, STORM)
    assert told() == [(coordinator, "moderation/email/case_waits.txt")]


def test_a_copy_is_labelled_in_the_language_of_the_offer_and_kept_once():
    offer = StayFactory(title="The mill", words="It turns.")

    for number, language in enumerate(("fr", "en")):
        with translation.override(language):
            reported("offer", offer, email=f"reader{number}@example.org")

    [copy] = Copy.objects.all()
    assert copy.content == [["Title", "The mill"], ["In the host’s words", "It turns."]]


def test_words_that_were_changed_meanwhile_are_copied_too():
    offer = StayFactory(words="It turns.")
    reported("offer", offer, by=UserFactory())

    offer.words = "It stands still."
    offer.save()
    reported("offer", offer, by=UserFactory())

    words = [dict(copy.content)["In the host’s words"] for copy in Copy.objects.order_by("pk")]
    assert words == ["It turns.", "It stands still."]


def test_after_a_decision_the_same_thing_is_a_new_case():
    offer = StayFactory()
    first = reported("offer", offer, by=UserFactory())
    decided(first.case, measure="none")

    second = reported("offer", offer, by=UserFactory())

    assert second.case != first.case


def test_nobody_reports_their_own():
    offer = StayFactory()

    with pytest.raises(OwnContentError):
        reported("offer", offer, by=offer.host)

    assert not Case.objects.exists()


def test_one_account_reports_so_many_things_a_day_and_no_more(settings):
    limit(settings, reports=2)
    reader = UserFactory()
    for offer in TipFactory.create_batch(2):
        reported("offer", offer, by=reader)

    with pytest.raises(TooManyReportsError, match="2"):
        reported("offer", TipFactory(), by=reader)

    assert Report.objects.count() == 2


def test_what_is_urgent_goes_to_the_co_operative_as_well():
    offer = StayFactory()
    coordinator, owner = coordinator_of(offer.community), UserFactory(is_superuser=True)
    reported("offer", offer, by=UserFactory())

    reported("offer", offer, by=UserFactory(), reason="danger")

    assert Case.objects.get().is_urgent
    assert {person for person, _template in told()} == {coordinator, owner}


def test_where_nobody_of_the_community_may_decide_the_co_operative_is_told():
    owner = UserFactory(is_superuser=True)
    offer = StayFactory()

    reported("offer", offer, by=UserFactory())

    assert told() == [(owner, "moderation/email/case_waits.txt")]


def test_no_letter_or_notice_says_what_was_reported_or_by_whom():
    offer = StayFactory()
    coordinator_of(offer.community)
    reported("offer", offer, email="canary@example.org", name="Canary", words="A canary sings.")

    letter, written = Letter.objects.get(), render_notice(Notice.objects.get())
    assert "canary" not in (letter.title + letter.text + letter.html).lower()
    assert "canary" not in (written.title + written.text + written.html).lower()
