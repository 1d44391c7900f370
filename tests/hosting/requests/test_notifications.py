"""What stands in mails about an agreement, and what is attached."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from commons.conversations.actions import open_thread
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.notifications.concerns import notify_concern_readers, notify_of_outcome
from hosting.requests.notifications.request_sets import (
    notify_guest_of_deadline,
    notify_guest_of_release,
    notify_hosts_of_deadline,
    notify_hosts_of_release,
    notify_other_of_hold,
)
from hosting.requests.notifications.requests import (
    invite_notes,
    notify_both_of_agreement,
    notify_guest_of_no_show,
    notify_guest_of_refusal,
    notify_host_of_request,
    notify_other_of_proposal,
    remind_host,
)
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    ConcernFactory,
    MembershipFactory,
    ProductFactory,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    SessionRequestFactory,
)
from tests.factories.organisations import OrganisationFactory

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
    told = f"""Here is what you both accepted:

The mill
Monday 3 – Thursday 6 May, 3 nights
2 adults
€120 in total
Arrival from 16:00, departure by 11:00
The whole house
For anyone, €40 per night
Host: Odile and Marc · {asked.host.email}
Guest: Ada · {asked.guest.email}
Reference: {agreement.reference}

Address: {place.address}, {place.locality.name}
Getting there: {place.directions}

The calendar file is attached. The address and contact details are only for the two of you.
"""
    for mail in (guests, hosts):
        name, media_type, event = calendar_in(mail)
        assert told in mail.body
        assert (name, media_type) == (f"{agreement.reference}.ics", "text/calendar")
        assert event.decoded("dtstart") == date(2027, 5, 3)
        assert event["location"] == f"{place.address}, {place.locality.name}"
        assert str(event["status"]) == "CONFIRMED"


def test_mails_name_organisations_as_the_ticket_does(committed, mailoutbox):
    agreement = AgreementFactory(
        host_organisation=OrganisationFactory(),
        host_organisation_name="Les Ateliers",
        host_name="Odile Martin",
        contract_party="association",
        on_behalf_of=OrganisationFactory(),
        organisation_name="CSE du Bief",
        organisation_identifiers="SIREN 732829320",
        represented_by="Ada Bell",
    )

    with committed():
        notify_both_of_agreement(agreement)

    host = "Host: Les Ateliers (an association), represented by Odile Martin\nContact person: "
    guest = "Guest: CSE du Bief, represented by Ada Bell. SIREN 732829320\nContact person: "
    assert [host in mail.body for mail in mailoutbox] == [True, True]
    assert [guest in mail.body for mail in mailoutbox] == [True, True]


def test_a_cancellation_mails_both_and_cancels_the_event(committed, mailoutbox):
    agreement = AgreementFactory(request__guest__display_name="Ada", offer_title="The mill")

    with committed():
        cancel_agreement(agreement=agreement, by=agreement.guest)

    assert {mail.to[0] for mail in mailoutbox} == {agreement.guest.email, agreement.host.email}
    for mail in mailoutbox:
        name, _media_type, event = calendar_in(mail)
        town = agreement.request.offer.place.locality.name
        own = mail.to == [agreement.guest.email]
        assert ("You cancelled this agreement:" in mail.body) is own
        assert ("Ada cancelled this agreement:" in mail.body) is not own
        assert f"The mill\n{town}\nMonday 3 – Thursday 6 May, 3 nights\n2 adults\n" in mail.body
        assert f"Reference: {agreement.reference}\n" in mail.body
        assert "The dates are available again. The attached file removes the dates" in mail.body
        assert "You can still write to each other." in mail.body
        assert (name, str(event["status"])) == (f"{agreement.reference}.ics", "CANCELLED")


def test_a_cancellation_is_the_same_event_with_a_higher_sequence(committed, mailoutbox):
    proposal = ProposalFactory()
    asked = proposal.request

    with committed():
        agreement = agree_to_proposal(proposal=proposal, by=asked.guest)
    with committed():
        cancel_agreement(agreement=agreement, by=asked.host)

    made, cancelled = (Calendar.from_ical(mailoutbox[at].attachments[0][1]) for at in (0, -1))
    (before,), (after,) = made.walk("VEVENT"), cancelled.walk("VEVENT")
    assert (str(made["method"]), str(cancelled["method"])) == ("PUBLISH", "PUBLISH")
    assert str(before["uid"]) == str(after["uid"])
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert "location" not in after


def test_a_mail_about_an_agreement_without_contacts_promises_none(committed, mailoutbox):
    agreement = AgreementFactory(contacts=False)

    with committed():
        notify_both_of_agreement(agreement)

    assert ["only for the two of you" in mail.body for mail in mailoutbox] == [False, False]


@pytest.mark.parametrize("is_guest", [True, False])
def test_the_subject_of_an_agreement_says_with_whom_when_and_what(committed, mailoutbox, is_guest):
    proposal = ProposalFactory(
        request__guest__display_name="Ada",
        request__unit__stay__host__display_name="Odile and Marc",
        request__unit__stay__title="The room above the bakery, with a view of the river",
    )
    asked = proposal.request

    with committed():
        agree_to_proposal(proposal=proposal, by=asked.guest)

    reader, other = (asked.guest, "Odile and Marc") if is_guest else (asked.host, "Ada")
    (mail,) = (mail for mail in mailoutbox if mail.to == [reader.email])
    about = f"{other}, 3–6 May, The room above the bakery, with a view …"
    assert mail.subject == f"Agreement made: {about}"


def test_a_request_mails_its_words_without_contacts(committed, mailoutbox):
    guest, host = UserFactory(), UserFactory()
    words = "We are two.\nCall 06 12 34 56 78."
    thread = open_thread(people=[guest, host], body=words, by=guest)
    asked = RequestFactory(guest=guest, unit__stay__host=host, thread=thread)

    with committed():
        notify_host_of_request(asked)
        remind_host(asked)

    told = "> We are two.\n> Call […].\n\nWe leave phone numbers and addresses out of emails"
    assert [told in mail.body for mail in mailoutbox] == [True, True]
    hidden = (asked.offer.place.address, asked.offer.place.directions, guest.email)
    assert [part in mail.body for mail in mailoutbox for part in hidden] == [False] * 6


def test_a_confidential_report_is_never_in_a_mail(committed, mailoutbox):
    request = AgreementFactory().request
    coordinator = MembershipFactory(community=request.offer.community, coordinator=True).person

    with committed():
        concern = ConcernFactory(request=request, words="Canary: he came in at night.")
        notify_concern_readers(concern)
        notify_of_outcome(concern)

    readers = [coordinator.email, concern.by.email]
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(readers)
    shown = [f"{mail.subject} {mail.body} {mail.alternatives[0][0]}" for mail in mailoutbox]
    assert [word in text for text in shown for word in ("Canary", concern.about.display_name)] == (
        [False] * 4
    )


def test_hosts_with_several_in_a_set_hear_once_of_its_end(committed, mailoutbox):
    host, together = UserFactory(), RequestSetFactory()
    requests = [
        RequestFactory(
            unit__stay__host=host, request_set=together, state=state, guest=together.guest
        )
        for state in (RequestState.EXPIRED, RequestState.RELEASED)
    ]

    with committed():
        notify_hosts_of_deadline(requests)
        notify_hosts_of_release(requests)

    late, released = mailoutbox
    assert late.subject.startswith("A request you received has expired: ")
    titles = [request.offer.title for request in requests]
    terms = "Monday 3 – Thursday 6 May, 3 nights"
    assert [f"– {title}, {terms}\n" in released.body for title in titles] == [True] * 2


def test_an_agreement_without_a_day_promises_no_calendar_file(committed, mailoutbox):
    dateless = {"unit": None, "check_in": None, "check_out": None}
    asked = RequestFactory(
        offer=ProductFactory().offer_ptr, state=RequestState.TENTATIVE, **dateless
    )

    with committed():
        agreement = agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)
    with committed():
        cancel_agreement(agreement=agreement, by=asked.guest)

    assert [mail.attachments for mail in mailoutbox] == [[]] * 4
    agreed, cancelled = mailoutbox[0].body, mailoutbox[-1].body
    assert "\n\nThe address and contact details are only for the two of you.\n" in agreed
    assert f"Reference: {agreement.reference}\n\nYou can still write to each other.\n" in cancelled


def test_a_mail_about_a_session_tells_the_hour_of_its_place(committed, mailoutbox):
    asked = SessionRequestFactory(
        session__activity__place__locality__timezone="Europe/London",
        state=RequestState.TENTATIVE,
    )

    with committed():
        agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)

    assert ["Tuesday 4 May at 13:00" in mail.body for mail in mailoutbox] == [True, True]


def test_a_question_and_a_proposal_state_days_people_and_sum(committed, mailoutbox):
    proposal = ProposalFactory(total=120)

    with committed():
        notify_host_of_request(proposal.request)
        notify_other_of_proposal(proposal)

    terms = "\n\nMonday 3 – Thursday 6 May, 3 nights\n2 adults\n€120 in total\n"
    assert [terms in mail.body for mail in mailoutbox] == [True, True]


def test_a_proposal_says_until_when_it_can_be_answered(committed, mailoutbox):
    product = {"unit": None, "check_in": None, "check_out": None}
    dated = ProposalFactory(conditions="Sheets included.")
    undated = ProposalFactory(
        request=RequestFactory(
            offer=ProductFactory().offer_ptr, state=RequestState.TENTATIVE, **product
        )
    )

    with committed():
        notify_other_of_proposal(dated)
        notify_other_of_proposal(undated)

    first, second = (mail.body for mail in mailoutbox)
    assert "You can answer this proposal until Monday 3 May.\n" in first
    assert "There’s no deadline for answering this proposal.\n" in second
    assert "Other terms:" in first


def test_a_question_for_one_day_names_no_second_one(committed, mailoutbox):
    offer = ActivityFactory(is_on_request=True).offer_ptr
    day = {"check_in": date(2027, 5, 3), "check_out": date(2027, 5, 4)}
    asked = RequestFactory(unit=None, offer=offer, **day)

    with committed():
        notify_host_of_request(asked)

    assert "\n\nMonday 3 May\n2 adults\n\n" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("day", "is_promised"), [(date(2027, 4, 2), True), (date(2027, 3, 1), False)]
)
def test_a_refusal_promises_other_places_in_time(committed, mailoutbox, day, is_promised):
    asked = RequestFactory(check_in=day, check_out=date(2027, 4, 3), state=RequestState.DECLINED)

    with committed():
        notify_guest_of_refusal(asked)

    (body,) = (mail.body for mail in mailoutbox)
    assert "You can still write to each other." in body
    assert ("You can look for other places nearby" in body) is is_promised


def test_a_set_that_is_let_go_promises_no_other_places(committed, mailoutbox):
    asked = RequestFactory(request_set=RequestSetFactory(), state=RequestState.RELEASED)

    with committed():
        notify_guest_of_release(asked)
        notify_guest_of_deadline(asked.request_set)

    endings = ("You can ask the others again one by one.\n", "You can ask them again one by one.\n")
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

    assert "also accepted, by Saturday 3 April at 13:00." in mailoutbox[0].body


@pytest.mark.parametrize("is_guest", [True, False], ids=["guest", "host"])
def test_the_end_of_an_agreement_names_the_other_and_the_last_day(committed, mailoutbox, is_guest):
    agreement = AgreementFactory(
        request__guest__display_name="Ada",
        request__unit__stay__host__display_name="Ben",
        request__state=RequestState.COMPLETED,
        request__closed_at=datetime(2027, 4, 1, 22, 30, tzinfo=UTC),  # the next day in Paris
    )

    with committed():
        invite_notes(agreement)

    to, other = (agreement.guest, "Ben") if is_guest else (agreement.host, "Ada")
    [body] = [mail.body for mail in mailoutbox if mail.to == [to.email]]
    assert f"Your agreement with {other} is now complete. Until Friday 16 April, you can" in body
    assert f"once {other} has left one too, or after that day." in body


def test_a_joint_request_that_ends_names_who_sent_it(committed, mailoutbox):
    asked = RequestFactory(guest__display_name="Ada", request_set=RequestSetFactory())

    with committed():
        notify_hosts_of_release([asked])

    assert "Ada sent several hosts a joint request" in mailoutbox[0].body


def test_a_no_show_names_the_organisation_and_who_receives_for_it(committed, mailoutbox):
    organisation = OrganisationFactory(name="Les Ateliers")
    agreement = AgreementFactory(
        host_organisation=organisation,
        host_organisation_name=organisation.name,
        host_name="Who signed",
    )

    with committed():
        notify_guest_of_no_show(agreement)

    (mail,) = mailoutbox
    assert "Les Ateliers" in mail.subject
    assert "Who signed" not in mail.body
    assert "Host: Les Ateliers" in mail.body
    assert f"write to {agreement.receiving_host} or" in mail.body
