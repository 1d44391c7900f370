"""From a guest's question to a host's answer."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from commons.audit.models import AuditEntry
from commons.conversations.actions import post_message
from commons.notifications.models import Notice
from commons.notifications.tasks import mail_notice
from core.permissions import SYSTEM
from core.values.dates import DateRange
from hosting.calendars.models import NightHold
from hosting.offers.choices.lists import RateUnit
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    delete_reason,
    expire_request,
    remind_of_request,
    send_request,
    withdraw_request,
)
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.notifications.requests import PROPOSAL_MADE, REQUEST_SENT
from hosting.requests.states import ProposalState, RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    NeedFactory,
    ProductFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def ask(offer, guest, **changes):
    key = changes.pop("key", None) or uuid4()
    asked = {"dates": MAY, "adults": 2, "message": "May we?"} | changes
    return send_request(draft=RequestDraft(offer, **asked), key=key, by=guest)


def test_send_request_opens_a_thread_and_tells_the_host(committed, mailoutbox):
    stay, guest = UnitFactory().stay, UserFactory()

    with committed():
        request = ask(stay, guest)

    assert [message.body for message in request.thread.messages.all()] == ["May we?"]
    assert set(request.thread.people.all()) == {guest, stay.host}
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([stay.host.email], f"New request: {guest.display_name}, 3–6 May, {stay.title}")
    ]


def test_send_request_puts_what_was_asked_on_the_table():
    unit = UnitFactory()
    rate = RateFactory(offer=unit.stay, amount=15, unit=RateUnit.PERSON_NIGHT)

    request = ask(unit.stay, UserFactory(), rate=rate, adults=2, children=1)

    proposal = request.proposals.get()
    assert (proposal.by, proposal.unit, proposal.dates) == (request.guest, unit, MAY)
    assert (proposal.rate_label, proposal.total) == ("For anyone", 15 * 3 * 3)


def test_send_request_takes_no_nights():
    unit = UnitFactory()

    requests = [ask(unit.stay, guest) for guest in UserFactory.create_batch(2)]

    assert list(Request.objects.order_by("pk")) == requests
    assert list(NightHold.objects.all()) == []


def test_send_request_asks_once_per_key():
    stay, guest, key = UnitFactory().stay, UserFactory(), uuid4()

    first, second = ask(stay, guest, key=key), ask(stay, guest, key=key)

    assert [first, second] == [Request.objects.get()] * 2


def test_send_request_picks_the_smallest_unit_that_is_big_enough():
    stay = StayFactory()
    UnitFactory(stay=stay, sleeps=8)
    room = UnitFactory(stay=stay, sleeps=3)

    request = ask(stay, UserFactory(), adults=3)

    assert request.unit == room


def test_send_request_keeps_needs_and_reason_for_the_host():
    need = NeedFactory()

    request = ask(UnitFactory().stay, UserFactory(), needs=[need], reason="work")

    assert ([*request.needs.all()], request.reason) == ([need], "work")


def test_send_request_for_a_session_names_no_nights():
    session = SessionFactory()

    request = ask(session.activity, UserFactory(), dates=None, session=session)

    assert (request.session, request.unit, request.dates) == (session, None, None)


def test_send_request_for_a_product_is_a_plain_question():
    request = ask(ProductFactory(), UserFactory(), dates=None)

    assert (request.session, request.unit, request.dates) == (None, None, None)


ENDINGS = [
    pytest.param(
        decline_request, RequestState.DECLINED, "guest", "was declined", id="decline-request"
    ),
    pytest.param(
        withdraw_request,
        RequestState.WITHDRAWN,
        "host",
        "Request withdrawn",
        id="withdraw-request",
    ),
]


@pytest.mark.parametrize(("action", "state", "told", "title"), ENDINGS)
def test_an_answer_ends_the_request_and_clears_the_table(
    action, state, told, title, committed, mailoutbox
):
    request = ProposalFactory(request__state=RequestState.SENT).request

    with committed():
        action(request=request, by=SYSTEM)

    request.refresh_from_db()
    assert request.state == state
    assert [one.state for one in request.proposals.all()] == [ProposalState.LAPSED]
    assert [mail.to for mail in mailoutbox] == [[getattr(request, told).email]]
    assert title in mailoutbox[0].subject


def test_expire_request_tells_both(committed, mailoutbox):
    request = RequestFactory()

    with committed():
        expire_request(request=request, by=SYSTEM)

    assert {mail.to[0] for mail in mailoutbox} == {request.guest.email, request.host.email}


def test_consider_request_says_perhaps():
    request = RequestFactory()

    consider_request(request=request, by=request.host)

    request.refresh_from_db()
    assert request.state == RequestState.TENTATIVE


def test_a_no_takes_the_place_of_the_perhaps_that_was_not_mailed_yet(mailoutbox):
    request = RequestFactory()
    consider_request(request=request, by=request.host)
    perhaps = Notice.objects.get(recipient=request.guest)

    decline_request(request=request, by=request.host)
    mail_notice(notice_id=perhaps.pk)

    assert mailoutbox == []
    waiting = Notice.objects.visible_to(request.guest).unread()
    assert [notice.template for notice in waiting] == ["requests/email/request_declined.txt"]


def test_both_may_still_write_after_a_no():
    request = RequestFactory()
    decline_request(request=request, by=request.host)

    post_message(thread=request.thread, body="Another time, then.", by=request.guest)

    assert [one.body for one in request.thread.messages.all()] == ["Another time, then."]


def test_remind_of_request_reminds_once(committed, mailoutbox):
    request = RequestFactory()

    with committed():
        remind_of_request(request=request, by=SYSTEM)
        remind_of_request(request=request, by=SYSTEM)

    assert [mail.to for mail in mailoutbox] == [[request.host.email]]


def test_forget_reason_leaves_no_trace_of_why_somebody_came():
    request = RequestFactory(reason="health", state=RequestState.COMPLETED)
    request.needs.add(NeedFactory())

    delete_reason(request=request, by=SYSTEM)

    request.refresh_from_db()
    assert (request.reason, [*request.needs.all()]) == ("", [])
    assert "health" not in str([entry.data for entry in AuditEntry.objects.all()])


def test_a_request_that_fails_leaves_nothing_behind(monkeypatch):
    stay = UnitFactory().stay
    monkeypatch.setattr("hosting.requests.notifications.requests.notify_host_of_request", fail)

    with pytest.raises(RuntimeError):
        ask(stay, UserFactory(), dates=DateRange(date(2027, 5, 3), date(2027, 5, 4)))

    assert list(Request.objects.all()) == []
    assert list(AuditEntry.objects.all()) == []


def fail(request):
    raise RuntimeError


ANSWERS = {
    "perhaps": lambda asked: consider_request(request=asked, by=asked.host),
    "no": lambda asked: decline_request(request=asked, by=asked.host),
    "taken back": lambda asked: withdraw_request(request=asked, by=asked.guest),
    "too late": lambda asked: expire_request(request=asked, by=SYSTEM),
    "other terms": lambda asked: propose_terms(request=asked, terms=TERMS, by=asked.host),
    "yes": lambda asked: agree_to_proposal(proposal=asked.proposals.get(), by=asked.host),
}
TERMS = ProposedTerms(adults=2, children=0, total=Decimal(90))


def waiting(person, *templates):
    """Which of these notices the person hasn't put away."""
    told = Notice.objects.visible_to(person).unread().values_list("template", flat=True)
    return [template for template in told if template in templates]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_puts_the_question_away(answer):
    asked = ask(UnitFactory().stay, UserFactory())
    remind_of_request(request=asked, by=SYSTEM)
    before = waiting(asked.host, *REQUEST_SENT)

    ANSWERS[answer](asked)

    assert before == list(REQUEST_SENT)
    assert waiting(asked.host, *REQUEST_SENT) == []


def test_a_message_is_no_answer_to_the_question():
    asked = ask(UnitFactory().stay, UserFactory())

    post_message(thread=asked.thread, body="I shall look.", by=asked.host)
    propose_terms(request=asked, terms=TERMS, by=asked.guest)

    assert waiting(asked.host, *REQUEST_SENT) == [REQUEST_SENT[0]]


@pytest.mark.parametrize("answer", ["no", "taken back", "other terms"])
def test_an_answer_puts_the_proposals_before_it_away(answer):
    asked = ask(UnitFactory().stay, UserFactory())
    propose_terms(request=asked, terms=TERMS, by=asked.guest)

    ANSWERS[answer](asked)

    assert waiting(asked.host, PROPOSAL_MADE) == []


def test_a_yes_puts_the_proposal_away():
    asked = ask(UnitFactory().stay, UserFactory())
    proposal = propose_terms(request=asked, terms=TERMS, by=asked.host)
    before = waiting(asked.guest, PROPOSAL_MADE)

    agree_to_proposal(proposal=proposal, by=asked.guest)

    assert (before, waiting(asked.guest, PROPOSAL_MADE)) == ([PROPOSAL_MADE], [])
