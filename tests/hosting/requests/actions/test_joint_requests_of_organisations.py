"""Several hosts asked together for an organisation: who signs each agreement, and who hears."""

from datetime import date

import pytest

from commons.notifications.models import Notice
from commons.organisations.actions import end_mandate
from core.permissions import SYSTEM
from core.values.dates import DateRange
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.request_sets import expire_request_set
from hosting.requests.actions.requests import answer_request, decline_request, withdraw_request
from hosting.requests.errors import SetMandateEndedError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.states import RequestState
from tests.factories.hosting import (
    MAY,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    UnitFactory,
)
from tests.factories.organisations import MandateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

LATER = DateRange(date(2027, 5, 6), date(2027, 5, 8))


class JointRequest:
    """Ada asks two hosts together for an organisation that Ben manages."""

    def __init__(self):
        manager = MandateFactory(manager=True, person__display_name="Ben")
        self.organisation, self.ben = manager.organisation, manager.person
        self.mandate = MandateFactory(organisation=self.organisation)
        self.ada = self.mandate.person
        self.set = RequestSetFactory(guest=self.ada)
        self.first, self.second = (
            RequestFactory(
                unit=UnitFactory(),
                guest=self.ada,
                on_behalf_of=self.organisation,
                request_set=self.set,
                check_in=dates.check_in,
                check_out=dates.check_out,
            )
            for dates in (MAY, LATER)
        )

    def by_ada(self, request):
        """The host says yes to what Ada asked for."""
        proposal = ProposalFactory(request=request, by=self.ada)
        return agree_to_proposal(proposal=proposal, by=request.host)

    def by_ben(self, request):
        """Ben says yes to what the host proposed."""
        proposal = ProposalFactory(request=request, by=request.host)
        return agree_to_proposal(proposal=proposal, by=self.ben)

    def dismiss_ada(self):
        end_mandate(mandate=self.mandate, by=self.ben)


@pytest.fixture
def joint():
    return JointRequest()


def told(template):
    rows = Notice.objects.filter(template=f"requests/email/{template}.txt").order_by("pk")
    return [notice.recipient for notice in rows]


@pytest.mark.parametrize("first", ["by_ada", "by_ben"])
def test_each_agreement_names_who_gave_the_word_in_it(joint, first):
    second = "by_ben" if first == "by_ada" else "by_ada"
    names = {"by_ada": joint.ada.signature, "by_ben": joint.ben.signature}

    getattr(joint, first)(joint.first)
    getattr(joint, second)(joint.second)

    signed = Agreement.objects.order_by("request__pk").values_list("represented_by", flat=True)
    assert list(signed) == [names[first], names[second]]


def test_a_yes_is_kept_with_the_proposal(joint):
    joint.by_ben(joint.first)

    assert joint.first.proposals.get().accepted_by == joint.ben


def test_the_last_yes_needs_the_mandates_of_the_others(joint):
    joint.by_ada(joint.first)
    joint.dismiss_ada()

    with pytest.raises(SetMandateEndedError):
        joint.by_ben(joint.second)

    assert not Agreement.objects.exists()


def test_colleagues_hear_of_a_refusal_and_of_the_deadline(joint, time_machine):
    other = JointRequest()
    joint.dismiss_ada()
    other.dismiss_ada()

    decline_request(request=joint.first, by=joint.first.host)
    time_machine.move_to(other.set.closes_at)
    expire_request_set(request_set=RequestSet.objects.get(pk=other.set.pk), by=SYSTEM)

    assert (told("set_let_go"), told("set_late")) == ([joint.ben], [other.ben])


def test_a_joint_request_that_a_colleague_withdraws_was_withdrawn(joint, committed, mailoutbox):
    answer_request(request=joint.first, body="We don’t come.", by=joint.ben)

    with committed():
        withdraw_request(request=joint.first, by=joint.ben)
    letter = next(mail for mail in mailoutbox[::-1] if mail.to == [joint.ada.email])
    words = " ".join(letter.body.split())

    assert (told("set_let_go"), told("request_withdrawn")) == ([], [joint.first.host, joint.ada])
    assert f"Ben withdrew the request for “{joint.first.offer.title}” on behalf of" in words
    assert "The other requests of this joint request have ended with it." in words


def test_a_guest_who_withdraws_tells_the_host_alone(joint):
    withdraw_request(request=joint.first, by=joint.ada)

    assert told("request_withdrawn") == [joint.first.host]
    joint.second.refresh_from_db()
    assert joint.second.state == RequestState.RELEASED
