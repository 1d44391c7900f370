"""An organisation is reported, hidden, and shown again; its name says no more than its name."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from commons.audit.models import AuditEntry
from commons.moderation.actions.lifting import lift_measure
from commons.moderation.models import Copy
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from commons.organisations.actions import (
    OrganisationData,
    accept_invitation,
    change_organisation,
    hide_organisation,
    invite_person,
    show_organisation,
)
from commons.organisations.errors import InvitationGoneError, OrganisationHiddenError
from commons.organisations.forms import OrganisationForm
from commons.organisations.models import Organisation
from core.permissions import SYSTEM
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import send_request
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.presenters.asking_organisations import asking_organisation
from hosting.requests.presenters.request_terms import organisation_of
from hosting.requests.selectors.revealed_addresses import contacts_for
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, ProposalFactory, RateFactory, UnitFactory
from tests.factories.moderation import decided, reported
from tests.factories.organisations import MandateFactory, MandateInvitationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


@pytest.fixture
def mandate():
    return MandateFactory(manager=True, organisation__name="CSE du Bief")


def asked_by(mandate):
    """What a host has on the table of this organisation."""
    unit = UnitFactory()
    RateFactory(offer=unit.stay)
    draft = RequestDraft(
        unit.stay, adults=2, message="May we?", dates=MAY, on_behalf_of=mandate.organisation
    )
    return send_request(draft=draft, key=uuid4(), by=mandate.person)


def hide(mandate):
    return hide_organisation(organisation=mandate.organisation, by=SYSTEM)


# What a report shows, and what a decision does


def test_whoever_reads_an_organisation_reports_it(client, mandate):
    reader = UserFactory()
    client.force_login(reader)
    url = reverse("moderation:report", args=["organisation", mandate.organisation.public_id])

    page = client.get(mandate.organisation.get_absolute_url()).content.decode()
    form = client.get(url)

    assert url in page
    assert form.status_code == 200
    reported("organisation", mandate.organisation, by=reader)
    assert Copy.objects.get().content[0] == ["Name", "CSE du Bief"]


def test_its_people_read_no_way_to_report_it_and_never_decide(client, mandate):
    other = MandateFactory(organisation=mandate.organisation).person
    kind = reportable_type_named("organisation")
    client.force_login(other)

    page = client.get(mandate.organisation.get_absolute_url()).content.decode()

    assert "Report this organisation" not in page
    assert list(kind.authors_of(mandate.organisation)) == [mandate.person]
    assert set(kind.parties_of(mandate.organisation)) == {mandate.person, other}


def test_a_decision_hides_it_and_another_shows_it_again(client, mandate):
    case = reported("organisation", mandate.organisation).case
    reader = UserFactory()

    decided(case)
    hidden = Organisation.objects.get()
    seen = [Organisation.objects.visible_to(one).exists() for one in (reader, mandate.person)]
    case.refresh_from_db()
    lift_measure(case=case, words="It is theirs.", seen=1, by=UserFactory(is_superuser=True))

    assert (hidden.is_hidden, seen) == (True, [False, True])
    assert not Organisation.objects.get().is_hidden
    client.force_login(reader)
    assert client.get(mandate.organisation.get_absolute_url()).status_code == 200


def test_a_decision_suspends_whoever_manages_it(mandate):
    case = reported("organisation", mandate.organisation).case

    decided(case, measure=Measure.SUSPENDED)
    mandate.person.refresh_from_db()

    assert not mandate.person.is_active


@pytest.mark.parametrize("action", [hide_organisation, show_organisation])
def test_only_those_who_decide_on_reports_hide_and_show(mandate, action):
    with pytest.raises(PermissionDenied):
        action(organisation=mandate.organisation, by=mandate.person)


# What nobody does in its name meanwhile


def test_nobody_asks_for_a_hidden_organisation(mandate):
    hide(mandate)

    with pytest.raises(OrganisationHiddenError):
        asked_by(mandate)

    assert not Organisation.objects.acted_for_by(mandate.person).exists()


@pytest.mark.parametrize("by_host", [True, False])
def test_nobody_proposes_or_agrees_for_a_hidden_organisation(mandate, by_host):
    request = asked_by(mandate)
    proposal = request.proposals.get()
    if not by_host:
        proposal = propose_terms(
            request=request, terms=ProposedTerms(2, 0, total=90, dates=MAY), by=request.host
        )
    hide(mandate)

    with pytest.raises(OrganisationHiddenError):
        agree_to_proposal(proposal=proposal, by=request.host if by_host else mandate.person)
    with pytest.raises(OrganisationHiddenError):
        propose_terms(request=request, terms=ProposedTerms(1, 0, total=90), by=mandate.person)


def test_what_is_agreed_stands_while_it_is_hidden(mandate):
    request = asked_by(mandate)
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    hide(mandate)
    request = Request.objects.get()

    assert contacts_for(mandate.person, request).host.email == request.host.email
    assert organisation_of(agreement) == "CSE du Bief"
    assert cancel_agreement(agreement=agreement, by=mandate.person).request.state == "cancelled"


def test_nobody_is_invited_to_a_hidden_organisation(mandate):
    person = UserFactory()
    invitation = MandateInvitationFactory(
        organisation=mandate.organisation, by=mandate.person, email=person.email
    )
    hide(mandate)
    mandate.organisation.refresh_from_db()

    with pytest.raises(PermissionDenied):
        invite_person(organisation=mandate.organisation, offered=None, by=mandate.person)
    with pytest.raises(InvitationGoneError):
        accept_invitation(invitation=invitation, by=person)


def test_the_host_reads_that_it_is_hidden_and_not_its_name(mandate):
    request = asked_by(mandate)
    hide(mandate)
    request = Request.objects.get()

    shown = asking_organisation(request, reader=request.host)

    assert (shown.name, shown.url) == ("an organisation that was hidden after a report", "")


# Names


@pytest.mark.parametrize(
    "name",
    [
        "Mairie de Lyon ✓",
        "Mairie de Lyon ✅ vérifiée",
        "Mairie vérifiée",
        "Verified works council",
        "Voir www.example.org/lots",
        "https://example.org",
        "cadeaux.com",
        "ada@example.org",
    ],
    ids=["sign", "emoji", "French", "English", "site", "address", "domain", "email"],
)
def test_a_misleading_name_is_refused(name):
    form = OrganisationForm({"kind": "school", "name": name})

    assert list(form.errors) == ["name"]


@pytest.mark.parametrize("name", ["Café & Co®", "École n° 3", "L’Atelier des A.M.I.S", "S.A.R.L."])
def test_usual_names_are_taken(name):
    assert OrganisationForm({"kind": "school", "name": name}).is_valid()


def test_change_organisation_notes_old_and_new_values(mandate):
    data = OrganisationData(kind=mandate.organisation.kind, name="Mairie de Lyon")

    change_organisation(organisation=mandate.organisation, data=data, by=mandate.person)

    entry = AuditEntry.objects.get(verb="organisation.changed")
    assert entry.data["values"] == {"name": ["CSE du Bief", "Mairie de Lyon"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"name": "Mairie de Lyon"}, "“Mairie de Lyon”"), ({"rna": "W751234567"}, "numbers")],
    ids=["name", "number"],
)
def test_a_later_change_is_shown_and_not_signed(mandate, changes, words):
    request = asked_by(mandate)
    Organisation.objects.update(**changes)
    request = Request.objects.get()

    shown = asking_organisation(request, reader=request.host)
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert (shown.name, words in shown.change) == ("CSE du Bief", True)
    assert (agreement.guest_party, agreement.organisation_identifiers) == ("CSE du Bief", "")


def test_numbers_are_the_same_in_every_language(mandate):
    numbers = {"vat": "FR83404833048", "rna": "W751234567", "siren": "404833048"}
    Organisation.objects.update(**numbers)
    mandate.organisation.refresh_from_db()
    request = asked_by(mandate)

    with translation.override("fr"):
        shown = asking_organisation(request, reader=request.host)

    assert shown.change == ""


def test_a_request_without_a_kept_name_takes_that_of_today(mandate):
    proposal = ProposalFactory(
        request__guest=mandate.person, request__on_behalf_of=mandate.organisation
    )

    assert asking_organisation(proposal.request, reader=mandate.person).change == ""
    assert proposal.request.asked_as == "CSE du Bief"
