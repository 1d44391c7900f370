"""Who may do what with a request: a table of person × permission, and actions that ask first."""

from datetime import UTC, date, datetime, timedelta

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from hosting.notes.actions.notes import answer_note, leave_note, publish_note, withdraw_note
from hosting.notes.models import Note
from hosting.requests.actions.agreements import cancel_agreement, complete_agreement, report_no_show
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    delete_reason,
    expire_request,
    remind_of_request,
    withdraw_request,
)
from hosting.requests.models.requests import ProposedTerms
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, ProposalFactory
from tests.hosting.requests.actions.test_requests import ask

pytestmark = pytest.mark.django_db

PEOPLE = ("nobody", "stranger", "unverified", "guest", "host", "suspended_host")
MAY = {
    "requests.send_request": {"stranger", "guest", "host"},
    "requests.see_request": {"guest", "host"},
    "requests.propose_terms": {"guest", "host"},
    "requests.agree_to_proposal": {"guest"},
    "requests.consider_request": {"host"},
    "requests.decline_request": {"host"},
    "requests.withdraw_request": {"guest"},
    "requests.answer_request": {"guest", "host"},
    "requests.expire_request": set(),
    "requests.remind_of_request": set(),
    "requests.delete_reason": set(),
    "requests.forget_terms": set(),
    "requests.cancel_agreement": {"guest", "host"},
    "requests.complete_agreement": set(),
    "requests.report_no_show": {"host"},
    "requests.report_no_show_now": set(),  # while the day lies ahead
    "requests.see_contacts": {"guest", "host"},
    "requests.erase_contacts": set(),
    "notes.leave_note": {"guest", "host"},
    "notes.answer_note": {"host"},
    "notes.withdraw_note": {"guest"},
    "notes.publish_note": set(),
}


class Scene:
    """An agreement that is over, the proposal that led there, and the guest's note."""

    def __init__(self):
        self.agreement = AgreementFactory()
        self.request = self.agreement.request
        self.offer = self.request.offer
        self.proposal = ProposalFactory(request=self.request)
        self.note = Note.objects.create(
            agreement=self.agreement,
            offer=self.offer,
            author=self.agreement.guest,
            about=self.agreement.host,
            words="We learnt the weir.",
        )

    def subject_of(self, permission):
        subjects = {
            "requests.send_request": self.offer,
            "requests.agree_to_proposal": self.proposal,
            "notes.answer_note": self.note,
            "notes.withdraw_note": self.note,
            "notes.publish_note": self.note,
        }
        return subjects.get(permission, self.request)

    def cast(self, name):
        host = self.agreement.host
        people = {
            "nobody": AnonymousUser,
            "stranger": UserFactory,
            "unverified": lambda: UserFactory(unverified=True),
            "guest": lambda: self.agreement.guest,
            "host": lambda: host,
            "suspended_host": lambda: User(pk=host.pk, is_active=False),
        }
        return people[name]()


@pytest.mark.time_machine(date(2027, 4, 1))
@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("name", PEOPLE)
def test_permission_per_role(name, permission):
    scene = Scene()

    may = scene.cast(name).has_perm(permission, scene.subject_of(permission))

    assert may is (name in MAY[permission])


@pytest.mark.parametrize(
    "state",
    [state for state in RequestState if state not in (RequestState.AGREED, RequestState.COMPLETED)],
)
def test_contacts_are_for_the_two_only_while_they_agree(state):
    scene = Scene()
    scene.request.state = state

    seen = [
        person.has_perm("requests.see_contacts", scene.request)
        for person in (scene.agreement.guest, scene.agreement.host)
    ]

    assert seen == [False, False]


@pytest.mark.parametrize(
    ("moment", "is_readable"),
    [
        pytest.param(
            "2027-05-20 21:59 +0000", True, id="last-minute"
        ),  # in Paris the fourteenth day ends a minute later
        pytest.param("2027-05-20 22:00 +0000", False, id="a-minute-later"),
    ],
)
def test_contacts_are_shown_until_14_days_after(time_machine, moment, is_readable):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    time_machine.move_to(moment)

    seen = [
        person.has_perm("requests.see_contacts", agreement.request)
        for person in (agreement.guest, agreement.host)
    ]

    assert seen == [is_readable, is_readable]


@pytest.mark.parametrize("day", [date(2027, 4, 30), date(2027, 5, 1), date(2027, 5, 2)])
def test_nobody_came_can_be_said_from_the_day_of_arrival_on(time_machine, day):
    agreement = AgreementFactory(check_in=date(2027, 5, 1), check_out=date(2027, 5, 4))
    time_machine.move_to(day)

    said = [
        person.has_perm("requests.report_no_show_now", agreement.request)
        for person in (agreement.host, agreement.guest)
    ]

    assert said == [day >= date(2027, 5, 1), False]


def test_nobody_came_can_be_said_once_a_session_has_started(time_machine):
    start = datetime(2027, 5, 1, 10, tzinfo=UTC)
    agreement = AgreementFactory(starts_at=start, check_in=None, check_out=None)

    said = []
    for minutes in (-1, 0):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        said.append(agreement.host.has_perm("requests.report_no_show_now", agreement.request))

    assert said == [False, True]


def test_the_table_names_every_permission_about_requests():
    about = ("request", "proposal", "agreement", "terms", "contacts", "note", "reason")
    actions = ("no_show", "no_show_now")
    declared = {
        name
        for name in rules.permissions.permissions
        if name.startswith(("requests.", "notes.")) and name.endswith(about + actions)
    }

    assert set(MAY) == declared


OUTSIDERS = [
    (lambda it, by: ask(it.offer, by), "unverified"),
    (lambda it, by: consider_request(request=it.request, by=by), "guest"),
    (lambda it, by: decline_request(request=it.request, by=by), "guest"),
    (lambda it, by: withdraw_request(request=it.request, by=by), "host"),
    (lambda it, by: expire_request(request=it.request, by=by), "host"),
    (lambda it, by: remind_of_request(request=it.request, by=by), "guest"),
    (lambda it, by: delete_reason(request=it.request, by=by), "host"),
    (lambda it, by: propose_terms(request=it.request, terms=TERMS, by=by), "stranger"),
    (lambda it, by: agree_to_proposal(proposal=it.proposal, by=by), "host"),
    (lambda it, by: agree_to_proposal(proposal=it.proposal, by=by), "stranger"),
    (lambda it, by: cancel_agreement(agreement=it.agreement, by=by), "stranger"),
    (lambda it, by: complete_agreement(agreement=it.agreement, by=by), "host"),
    (lambda it, by: report_no_show(agreement=it.agreement, by=by), "guest"),
    (lambda it, by: leave_note(agreement=it.agreement, words="Me too.", by=by), "stranger"),
    (lambda it, by: answer_note(note=it.note, reply="Me too.", by=by), "guest"),
    (lambda it, by: withdraw_note(note=it.note, by=by), "host"),
    (lambda it, by: publish_note(note=it.note, by=by), "guest"),
]
TERMS = ProposedTerms(adults=1, children=0, total=1)


@pytest.mark.parametrize(("action", "name"), OUTSIDERS)
def test_an_action_asks_before_it_does_anything(action, name):
    scene = Scene()
    person = scene.cast(name)

    with pytest.raises(PermissionDenied):
        action(scene, person)

    assert list(AuditEntry.objects.all()) == []
