"""An offer is made for an organisation, and paused when nobody speaks for it."""

from pkgutil import resolve_name

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from commons.organisations.actions import end_mandate, hide_organisation
from commons.organisations.errors import MandateEndedError, OrganisationHiddenError
from core.permissions import SYSTEM
from hosting.offers.actions.offers import pause_offer, reopen_offer
from hosting.offers.actions.organisations import choose_organisation
from hosting.offers.actions.review import publish_offer, submit_for_review
from hosting.offers.errors import HostMandateEndedError, UnderReviewError
from hosting.offers.models.offers import Offer
from hosting.offers.notifications.organisations import ORGANISATION_HIDDEN
from hosting.offers.states import OfferState
from hosting.requests.selectors.handovers import offers_to_take_over
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, RequestFactory, StayFactory, UnitFactory
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate():
    return MandateFactory()


def offer_for(mandate, **fields):
    fields = {"host": mandate.person, "on_behalf_of": mandate.organisation} | fields
    return StayFactory(**fields).offer_ptr


def test_choose_organisation_takes_a_public_offer_to_review(mandate):
    offer = StayFactory(host=mandate.person).offer_ptr

    choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)

    offer.refresh_from_db()
    entry = AuditEntry.objects.about(offer.specific).get(verb="offer.organisation_chosen")
    assert (offer.on_behalf_of, offer.live) == (mandate.organisation, False)
    assert offer.organisation_since is None
    assert entry.data == {"on_behalf_of": mandate.organisation.pk}
    assert not Offer.objects.public().exists()


def test_choose_organisation_twice_changes_nothing_more(mandate):
    offer = offer_for(mandate)

    choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)

    offer.refresh_from_db()
    assert offer.live
    assert not AuditEntry.objects.exists()


def test_choose_organisation_needs_a_mandate_that_runs():
    ended = MandateFactory(ended=True)
    offer = StayFactory(host=ended.person, draft=True).offer_ptr

    with pytest.raises(MandateEndedError):
        choose_organisation(offer=offer, organisation=ended.organisation, by=ended.person)


def test_choose_organisation_refuses_a_hidden_one(mandate):
    hide_organisation(organisation=mandate.organisation, by=SYSTEM)
    offer = StayFactory(host=mandate.person, draft=True).offer_ptr

    with pytest.raises(OrganisationHiddenError):
        choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)


def test_choose_organisation_is_the_hosts_and_not_during_review(mandate):
    offer = submit_for_review(
        offer=StayFactory(host=mandate.person, draft=True), by=mandate.person
    ).offer_ptr

    with pytest.raises(UnderReviewError):
        choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)
    with pytest.raises(PermissionDenied):
        choose_organisation(offer=offer, organisation=None, by=UserFactory())


def test_a_mandate_that_ends_pauses_the_offer_and_tells_colleagues(mandate):
    manager = MandateFactory(organisation=mandate.organisation, manager=True)
    offer = offer_for(mandate)
    request = RequestFactory(unit=UnitFactory(stay=offer.stay), host=mandate.person)

    end_mandate(mandate=mandate, by=manager.person)

    offer.refresh_from_db()
    notices = Notice.objects.exclude(template__startswith="organisations/")
    assert offer.state == OfferState.PAUSED
    assert set(notices.values_list("recipient", "template")) == {
        (mandate.person.pk, "offers/email/offer_paused.txt"),
        (manager.person.pk, "offers/email/offer_left.txt"),
        (request.guest.pk, "requests/email/offer_hidden.txt"),
    }


def test_who_left_the_organisation_works_on_its_offer_no_longer(mandate):
    offer = offer_for(mandate)
    draft = offer_for(mandate, draft=True)
    MandateFactory(organisation=mandate.organisation, manager=True)
    end_mandate(mandate=mandate, by=mandate.person)
    offer.refresh_from_db()

    with pytest.raises(PermissionDenied):
        reopen_offer(offer=offer, by=mandate.person)
    with pytest.raises(HostMandateEndedError):
        submit_for_review(offer=draft.specific, by=mandate.person)

    assert list(Offer.objects.of_host(mandate.person)) == [draft]


def test_an_offer_of_a_hidden_organisation_is_paused_until_it_is_shown(mandate):
    offer = offer_for(mandate)

    hide_organisation(organisation=mandate.organisation, by=SYSTEM)

    offer.refresh_from_db()
    assert offer.state == OfferState.PAUSED
    notices = Notice.objects.filter(template=ORGANISATION_HIDDEN)
    assert [notice.recipient for notice in notices] == [mandate.person]
    with pytest.raises(OrganisationHiddenError):
        reopen_offer(offer=offer, by=mandate.person)


def test_publish_offer_asks_for_the_mandate_once_more(mandate):
    MandateFactory(organisation=mandate.organisation, manager=True)
    offer = submit_for_review(offer=offer_for(mandate, draft=True).specific, by=mandate.person)
    coordinator = MembershipFactory(community=offer.community, coordinator=True).person
    end_mandate(mandate=mandate, by=mandate.person)

    with pytest.raises(HostMandateEndedError):
        publish_offer(offer=offer, by=coordinator)


def test_a_personal_offer_is_the_organisations_once_published_for_it(mandate):
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person
    offer = StayFactory(host=mandate.person, first_published_at=timezone.now())
    coordinator = MembershipFactory(community=offer.community, coordinator=True).person

    offer = choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)
    waiting = offer.is_of_organisation
    offer = publish_offer(offer=submit_for_review(offer=offer, by=mandate.person), by=coordinator)
    published = offer.is_of_organisation
    end_mandate(mandate=mandate, by=manager)

    assert (waiting, published) == (False, True)
    assert not Offer.objects.of_host(mandate.person).exists()


def test_what_nobody_read_as_the_organisations_stays_with_its_host(mandate):
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person
    offer = StayFactory(host=mandate.person, first_published_at=timezone.now()).offer_ptr
    choose_organisation(offer=offer, organisation=mandate.organisation, by=mandate.person)

    end_mandate(mandate=mandate, by=manager)

    assert list(Offer.objects.of_host(mandate.person)) == [offer]
    assert not offers_to_take_over(manager).exists()
    choose_organisation(offer=offer, organisation=None, by=mandate.person)


def test_an_offer_of_an_organisation_is_paused_and_resumed_by_its_host(mandate):
    offer = offer_for(mandate, declared_at=timezone.now())
    offer = pause_offer(offer=offer, by=mandate.person)

    reopen_offer(offer=offer, by=mandate.person)

    assert Offer.objects.public().get().on_behalf_of == mandate.organisation


def test_colleagues_in_the_community_hear_first_that_it_was_left(mandate):
    offer = offer_for(mandate)
    colleagues = [MandateFactory(organisation=mandate.organisation).person for _ in range(2)]
    MembershipFactory(community=offer.community, person=colleagues[0])
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person

    end_mandate(mandate=mandate, by=manager)

    told = Notice.objects.filter(template="offers/email/offer_left.txt")
    assert [notice.recipient for notice in told] == colleagues[:1]


def test_publish_offer_locks_the_organisation_first(mandate, monkeypatch):
    offer = submit_for_review(offer=offer_for(mandate, draft=True).specific, by=mandate.person)
    coordinator = MembershipFactory(community=offer.community, coordinator=True).person
    steps = []
    for name in ("lock_organisation", "_locked"):
        path = f"hosting.offers.actions.review.{name}"
        original = resolve_name(path)
        monkeypatch.setattr(
            path, lambda row, name=name, do=original: (steps.append(name), do(row))[1]
        )

    publish_offer(offer=offer, by=coordinator)

    assert steps[:2] == ["lock_organisation", "_locked"]
