"""What stands in mails about an agreement, and what is attached."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.notifications.request_sets import (
    notify_guest_of_deadline,
    notify_guest_of_release,
    notify_other_of_hold,
)
from hosting.requests.notifications.requests import (
    notify_guest_of_refusal,
    notify_host_of_request,
    notify_other_of_proposal,
)
from hosting.requests.states import RequestState
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    ProductFactory,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    SessionRequestFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def calendar_in(mail):
    """The only attached file, as a calendar reads it."""
    ((name, content, media_type),) = mail.attachments
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return name, media_type, event


def test_an_agreement_mails_both_its_terms_address_and_calendar(committed, mailoutbox):
    proposal = ProposalFactory(
        request__guest__display_name="Ada",
        request__guest__full_name="",
        request__unit__stay__host__display_name="Odile and Marc",
        request__unit__stay__host__full_name="",
        request__unit__stay__title="The mill",
    )
    asked = proposal.request

    with committed():
        agreement = agree_to_proposal(proposal=proposal, by=asked.guest)

    guests, hosts = sorted(mailoutbox, key=lambda mail: mail.to != [asked.guest.email])
    assert [mail.to for mail in (guests, hosts)] == [[asked.guest.email], [asked.host.email]]
    place = asked.offer.place
    told = f"""Odile and Marc and Ada have agreed.

The mill
3–6 May 2027, 3 nights
2 adults
€120 in all
Reference: {agreement.reference}

{place.address}, {place.locality.name}
{place.directions}
Odile and Marc · {asked.host.email}
Ada · {asked.guest.email}

The calendar file is attached. Address and phone are for the two of you only.
"""
    for mail in (guests, hosts):
        name, media_type, event = calendar_in(mail)
        assert told in mail.body
        assert (name, media_type) == (f"{agreement.reference}.ics", "text/calendar")
        assert event.decoded("dtstart") == date(2027, 5, 3)
        assert event["location"] == f"{place.address}, {place.locality.name}"
        assert str(event["status"]) == "CONFIRMED"


def test_a_cancellation_mails_both_and_cancels_the_event(committed, mailoutbox):
    agreement = AgreementFactory(request__guest__display_name="Ada", offer_title="The mill")

    with committed():
        cancel_agreement(agreement=agreement, by=agreement.guest)

    assert {mail.to[0] for mail in mailoutbox} == {agreement.guest.email, agreement.host.email}
    for mail in mailoutbox:
        name, _media_type, event = calendar_in(mail)
        assert f"Ada has cancelled the agreement {agreement.reference}:" in mail.body
        assert "The mill\n3–6 May 2027, 3 nights\n2 adults" in mail.body
        assert "The dates are free again. You can still write to each other." in mail.body
        assert (name, str(event["status"])) == (f"{agreement.reference}.ics", "CANCELLED")


def test_an_agreement_without_a_day_promises_no_calendar_file(committed, mailoutbox):
    dateless = {"unit": None, "check_in": None, "check_out": None}
    asked = RequestFactory(
        offer=ProductFactory().offer_ptr, state=RequestState.TENTATIVE, **dateless
    )

    with committed():
        agreement = agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)
        cancel_agreement(agreement=agreement, by=asked.guest)

    assert [mail.attachments for mail in mailoutbox] == [[]] * 4
    agreed, cancelled = mailoutbox[0].body, mailoutbox[-1].body
    assert "\n\nAddress and phone are for the two of you only.\n" in agreed
    assert "\n2 adults\n\nYou can still write to each other.\n" in cancelled


def test_a_mail_about_a_session_tells_the_hour_of_its_place(committed, mailoutbox):
    asked = SessionRequestFactory(
        session__activity__place__locality__timezone="Europe/London",
        state=RequestState.TENTATIVE,
    )

    with committed():
        agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)

    assert ["Tuesday 4 May, 13:00" in mail.body for mail in mailoutbox] == [True, True]


def test_a_question_and_a_proposal_state_days_people_and_sum(committed, mailoutbox):
    proposal = ProposalFactory(total=120)

    with committed():
        notify_host_of_request(proposal.request)
        notify_other_of_proposal(proposal)

    terms = "\n\n3–6 May 2027, 3 nights\n2 adults\n€120 in all\n"
    assert [terms in mail.body for mail in mailoutbox] == [True, True]


def test_a_question_for_one_day_names_no_second_one(committed, mailoutbox):
    offer = ActivityFactory(is_on_request=True).offer_ptr
    day = {"check_in": date(2027, 5, 3), "check_out": date(2027, 5, 4)}
    asked = RequestFactory(unit=None, offer=offer, **day)

    with committed():
        notify_host_of_request(asked)

    assert "\n\nMonday 3 May 2027\n2 adults\n\n" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("day", "is_promised"), [(date(2027, 4, 2), True), (date(2027, 3, 1), False)]
)
def test_a_refusal_promises_other_places_in_time(committed, mailoutbox, day, is_promised):
    asked = RequestFactory(check_in=day, check_out=date(2027, 4, 3), state=RequestState.DECLINED)

    with committed():
        notify_guest_of_refusal(asked)

    (body,) = (mail.body for mail in mailoutbox)
    assert "You can still write to each other." in body
    assert ("you can look for other places nearby" in body) is is_promised


def test_a_set_that_is_let_go_promises_no_other_places(committed, mailoutbox):
    asked = RequestFactory(request_set=RequestSetFactory(), state=RequestState.RELEASED)

    with committed():
        notify_guest_of_release(asked)
        notify_guest_of_deadline(asked.request_set)

    endings = ("You can ask the others one by one.\n", "You can ask them again one by one.\n")
    assert [end in mail.body for end, mail in zip(endings, mailoutbox, strict=True)] == [True, True]


def test_first_yes_of_a_set_says_in_local_time_how_long_it_waits(committed, mailoutbox):
    noon = datetime(2027, 4, 3, 12, tzinfo=UTC)
    together = RequestSetFactory(closes_at=noon)
    proposal = ProposalFactory(
        request__unit__stay__place__locality__timezone="Europe/London",
        request__request_set=together,
        request__answer_by=noon,
    )

    with committed():
        notify_other_of_hold(proposal.request, proposal, proposal.by)

    assert "at the latest on Saturday 3 April, 13:00." in mailoutbox[0].body
