"""Pages of proposals, agreements and notes."""

from datetime import UTC, date, datetime

import pytest

from hosting.calendars.models import NightHold
from hosting.notes.models import Note
from hosting.requests.actions.proposals import create_first_proposal
from hosting.requests.models.agreements import Agreement
from hosting.requests.states import ProposalState, RequestState
from tests.factories.hosting import (
    HALF_DAYS,
    MAY,
    ActivityFactory,
    AgreementFactory,
    DeskRequestFactory,
    ProductFactory,
    ProposalFactory,
    RequestFactory,
)
from tests.hosting.requests.views.test_requests import url_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def offer_of(request, **changes):
    return {
        "check_in": "2027-05-02",
        "check_out": "2027-05-06",
        "unit": request.unit.public_id,
        "adults": 2,
        "children": 0,
        "total": "150.00",
        "conditions": "Sheets included.",
    } | changes


def test_the_host_proposes_and_the_guest_agrees(client):
    request = ProposalFactory(request__state=RequestState.SENT).request

    client.force_login(request.host)
    client.post(url_of("proposal-make", request.public_id), offer_of(request))
    client.force_login(request.guest)
    client.post(url_of("proposal-agree", request.public_id, 2))

    agreement = Agreement.objects.get()
    assert (agreement.total, agreement.check_in) == (150, date(2027, 5, 2))
    assert [one.state for one in request.proposals.all()] == [
        ProposalState.REPLACED,
        ProposalState.AGREED,
    ]


def test_a_proposal_for_a_workspace_can_look_further_ahead(client):
    request = ProposalFactory(request=DeskRequestFactory(), half_days=HALF_DAYS).request
    client.force_login(request.host)
    typed = {"adults": 1, "children": 0, "total": "24.00", "conditions": "Coffee included."}

    page = client.post(
        url_of("proposal-make", request.public_id),
        typed | {"half_days": HALF_DAYS[:1], "unit": request.unit.public_id, "later": "2027-08-02"},
    )

    assert (page.status_code, request.proposals.count()) == (200, 1)
    assert 'value="2027-08-27.am"' in page.text
    assert "Coffee included." in page.text


@pytest.mark.parametrize(
    "changes",
    [{"check_in": "2027-05-09"}, {"total": ""}, {"total": "-1"}, {"adults": "0"}, {"unit": "x"}],
)
def test_a_bad_proposal_comes_back_as_it_was_typed(client, changes):
    request = ProposalFactory().request
    client.force_login(request.host)

    response = client.post(url_of("proposal-make", request.public_id), offer_of(request, **changes))

    assert response.status_code == 422
    assert "Sheets included." in response.content.decode()
    assert request.proposals.count() == 1


def test_a_host_confirms_what_exceeds_the_limits_of_their_offer(client):
    request = ProposalFactory(request__unit__stay__min_nights=2).request
    url, short = url_of("proposal-make", request.public_id), {"check_out": "2027-05-03"}
    client.force_login(request.host)

    first = client.post(url, offer_of(request, **short))
    offered = request.proposals.count()
    confirmed = client.post(url, offer_of(request, **short, despite_limits="on"))

    assert (first.status_code, offered) == (422, 1)
    assert "at least 2 nights" in first.text
    assert "Send this proposal despite the limits of my offer" in first.text
    assert (confirmed.status_code, request.proposals.count()) == (302, 2)


def test_a_guest_is_not_asked_to_confirm_beyond_the_limits(client):
    request = ProposalFactory(request__unit__stay__min_nights=2).request
    client.force_login(request.guest)

    page = client.post(
        url_of("proposal-make", request.public_id), offer_of(request, check_out="2027-05-03")
    )

    assert page.status_code == 422
    assert "Stays here are for at least 2 nights." in page.text
    assert "Send this proposal despite the limits of my offer" not in page.text


def test_the_page_of_changes_starts_from_what_is_on_the_table(client):
    request = ProposalFactory().request
    client.force_login(request.host)

    page = client.get(url_of("proposal-make", request.public_id))

    assert page.status_code == 200
    assert page.context["form"]["check_in"].value() == request.check_in


def test_the_page_of_changes_leads_back_once_somebody_has_answered(client):
    request = ProposalFactory(request__state=RequestState.DECLINED).request
    client.force_login(request.host)

    answer = client.get(url_of("proposal-make", request.public_id))

    assert answer.url == request.get_absolute_url()


def test_the_sum_is_recounted_for_the_dates_typed_so_far(client):
    request = ProposalFactory(request__amount=60, request__unit_of_rate="night").request
    client.force_login(request.host)
    url = url_of("proposal-total", request.public_id)

    counted, unclear = (
        client.get(url, offer_of(request, **changes)).json()
        for changes in ({}, {"check_out": "nonsense"})
    )

    assert counted["total"] == "240.00"
    assert "€240" in counted["note"]
    assert unclear == {"total": "", "note": ""}


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_proposal_that_is_not_there_is_not_found(client, number):
    request = ProposalFactory().request
    client.force_login(request.guest)

    response = client.post(url_of("proposal-agree", request.public_id, number))

    assert response.status_code == 404


def test_nights_that_were_taken_meanwhile_are_said_so(client):
    proposal = ProposalFactory()
    AgreementFactory(request__unit=proposal.unit)
    client.force_login(proposal.request.guest)

    response = client.post(url_of("proposal-agree", proposal.request.public_id, 1), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "These nights are already taken. Choose other dates."
    ]


def test_cancel_asks_first_and_says_what_it_means(client):
    agreement = AgreementFactory(cancellation="Three days before at the latest.")
    client.force_login(agreement.guest)

    page = client.get(url_of("agreement-cancel", agreement.request.public_id)).content.decode()

    assert f"We’ll notify {agreement.host.display_name} immediately." in page
    assert "Three days before at the latest." in page
    assert NightHold.objects.all().nights() == agreement.dates.nights


def test_cancel_asks_nothing_about_what_is_cancelled(client):
    agreement = AgreementFactory(request__state=RequestState.CANCELLED)
    client.force_login(agreement.host)

    answer = client.get(url_of("agreement-cancel", agreement.request.public_id))

    assert answer.url == agreement.get_absolute_url()


@pytest.mark.parametrize(
    ("person", "day", "shown"),
    [
        ("host", date(2027, 5, 2), False),
        ("host", date(2027, 5, 3), True),
        ("guest", date(2027, 5, 3), False),
    ],
)
def test_nobody_came_is_shown_from_the_first_day(client, time_machine, person, day, shown):
    agreement = AgreementFactory()
    time_machine.move_to(day)
    client.force_login(getattr(agreement, person))

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert ("Report a no-show" in page) is shown
    assert "Cancel the agreement" in page


def test_nobody_came_before_the_day_is_refused_in_words(client):
    agreement = AgreementFactory()
    client.force_login(agreement.host)

    answer = client.post(url_of("agreement-no-show", agreement.request.public_id), follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["It’s too early to report a no-show. You can do so from the first day."]


def test_cancel_frees_the_nights(client):
    agreement = AgreementFactory()
    client.force_login(agreement.guest)

    client.post(url_of("agreement-cancel", agreement.request.public_id))

    assert list(NightHold.objects.all()) == []


def test_a_cancelled_agreement_offers_neither_copy_nor_calendar(client):
    agreement = AgreementFactory()
    client.force_login(agreement.guest)
    offered = ("Save the agreement and its address", "Add to calendar")

    before = client.get(agreement.get_absolute_url()).text
    client.post(url_of("agreement-cancel", agreement.request.public_id))
    after = client.get(agreement.get_absolute_url()).text

    assert [(words in before, words in after) for words in offered] == [(True, False)] * 2
    assert "Cancelled on " in after


def test_a_yes_says_that_the_page_shows_how_to_contact_each_other(client):
    proposal = ProposalFactory()
    client.force_login(proposal.request.guest)

    page = client.post(url_of("proposal-agree", proposal.request.public_id, 1), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "You have an agreement. This page now shows how to contact each other."
    ]


def test_what_had_no_dates_frees_none_when_it_is_cancelled(client):
    dateless = {"unit": None, "check_in": None, "check_out": None}
    asked = RequestFactory(offer=ProductFactory().offer_ptr, state=RequestState.AGREED, **dateless)
    AgreementFactory(request=asked, hold=None)
    client.force_login(asked.guest)

    page = client.post(url_of("agreement-cancel", asked.public_id), follow=True).text

    assert "The agreement has been cancelled." in page
    assert f"{asked.guest.display_name} cancelled the agreement." in page
    assert "The dates became available again." not in page


@pytest.mark.parametrize(("dates", "are_held"), [(MAY, True), (None, False)])
def test_conversation_says_which_dates_are_held(client, dates, are_held):
    nights = {"check_in": dates and dates.check_in, "check_out": dates and dates.check_out}
    activity = ActivityFactory(is_on_request=True).offer_ptr
    asked = RequestFactory(offer=activity, unit=None, state=RequestState.TENTATIVE, **nights)
    ProposalFactory(request=asked)
    client.force_login(asked.guest)

    page = client.post(url_of("proposal-agree", asked.public_id, 1), follow=True).text

    assert "You made an agreement. Its terms can’t be changed." in page
    assert ("The dates were reserved." in page) is are_held


def test_the_calendar_file_and_the_printable_page_are_for_the_two(client):
    agreement = AgreementFactory()
    client.force_login(agreement.guest)

    calendar = client.get(url_of("agreement-calendar", agreement.request.public_id))
    printed = client.get(url_of("agreement-print", agreement.request.public_id))

    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert url_of("agreement-calendar", agreement.request.public_id) in printed.text
    assert agreement.reference in calendar["Content-Disposition"]
    assert agreement.reference in printed.content.decode()


@pytest.mark.parametrize("page", ["request-detail", "agreement-print"])
def test_no_calendar_file_without_an_agreed_day(client, page):
    product = ProductFactory().offer_ptr
    dateless = {"unit": None, "check_in": None, "check_out": None}
    asked = RequestFactory(offer=product, state=RequestState.AGREED, **dateless)
    AgreementFactory(request=asked, hold=None)
    client.force_login(asked.guest)
    calendar = url_of("agreement-calendar", asked.public_id)

    shown = client.get(url_of(page, asked.public_id))

    assert (shown.status_code, calendar in shown.text) == (200, False)
    assert client.get(calendar).status_code == 404


def test_the_printed_agreement_says_when_by_the_clocks_of_the_place(client, time_machine):
    time_machine.move_to(datetime(2027, 4, 1, 12, tzinfo=UTC))
    agreement = AgreementFactory(request__unit__stay__place__locality__timezone="Europe/London")
    client.force_login(agreement.guest)

    page = client.get(url_of("agreement-print", agreement.request.public_id))

    assert "Agreement made on Thursday 1 April 2027 at 13:00 between" in page.text


def test_without_an_agreement_there_is_nothing_to_print(client):
    request = ProposalFactory().request
    client.force_login(request.guest)

    answers = [
        client.get(url_of(name, request.public_id)).status_code
        for name in ("agreement-print", "agreement-calendar")
    ]

    assert answers == [404, 404]


def note_of(client, agreement):
    client.force_login(agreement.guest)
    client.post(url_of("note-leave", agreement.request.public_id), {"words": "We learnt the weir."})
    return Note.objects.get()


def shown_note_of(client, agreement):
    """The guest's, once the host has written as well."""
    note = note_of(client, agreement)
    client.force_login(agreement.host)
    client.post(url_of("note-leave", agreement.request.public_id), {"words": "Quiet people."})
    return note


def test_a_note_is_read_by_the_other_side_only_once_both_have_written(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    note_of(client, agreement)
    room = url_of("request-detail", agreement.request.public_id)

    own = client.get(room).content.decode()
    client.force_login(agreement.host)
    before = client.get(room).content.decode()
    client.post(url_of("note-leave", agreement.request.public_id), {"words": "Quiet people."})
    after = client.get(room).content.decode()

    assert "We learnt the weir." in own
    assert "Only you can see this note for now." in own
    assert "We learnt the weir." not in before
    assert "We learnt the weir." in after
    assert "Only you can see this note for now." not in after


def test_words_are_taken_back_with_one_press(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    note = note_of(client, agreement)

    looked = client.get(url_of("note-withdraw", note.public_id))
    response = client.post(url_of("note-withdraw", note.public_id), follow=True)

    note.refresh_from_db()
    assert looked.status_code == 405
    assert note.words == ""
    assert "We learnt the weir." not in response.content.decode()


def test_somebody_else_does_not_take_words_back(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    note = note_of(client, agreement)
    client.force_login(agreement.host)

    response = client.post(url_of("note-withdraw", note.public_id))

    note.refresh_from_db()
    assert (response.status_code, note.words) == (404, "We learnt the weir.")


def test_a_note_is_left_and_answered(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    note = shown_note_of(client, agreement)

    client.post(url_of("note-reply", note.public_id), {"reply": "Come back."})

    note.refresh_from_db()
    assert (note.words, note.reply) == ("We learnt the weir.", "Come back.")


def test_somebody_else_does_not_answer_a_note(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    note = note_of(client, agreement)

    response = client.post(url_of("note-reply", note.public_id), {"reply": "Mine."})

    assert response.status_code == 404


def test_an_empty_note_is_refused_and_an_empty_answer_takes_it_back(client):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    client.force_login(agreement.guest)

    empty = client.post(url_of("note-leave", agreement.request.public_id), {"words": ""})
    note = shown_note_of(client, agreement)
    client.post(url_of("note-reply", note.public_id), {"reply": "Come back."})
    client.post(url_of("note-reply", note.public_id), {"reply": " "})

    note.refresh_from_db()
    assert (empty.status_code, note.reply) == (422, "")


@pytest.mark.parametrize("is_agreed", [False, True])
def test_every_list_and_header_reads_the_terms_that_stand(client, is_agreed):
    asked = RequestFactory()
    create_first_proposal(asked)
    client.force_login(asked.host)
    client.post(url_of("proposal-make", asked.public_id), offer_of(asked))
    client.force_login(asked.guest)
    if is_agreed:
        client.post(url_of("proposal-agree", asked.public_id, 2))
    desk, list_url, page_url = "/en/me/", url_of("request-list"), asked.get_absolute_url()

    read = [client.get(url).text for url in (desk, list_url, page_url)]
    client.force_login(asked.host)
    read += [client.get(url).text for url in (desk, list_url, page_url)]
    read += [client.get(url_of("host-today")).text] if is_agreed else []

    heads = [text.partition('id="thread"')[0] for text in read]  # below it lies what was asked
    told = [
        ("Monday 3 – Thursday 6 May" in head, "Sunday 2 – Thursday 6 May, 4 nights" in head)
        for head in heads
    ]
    assert told == [(False, True)] * len(heads)
