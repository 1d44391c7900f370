"""The co-operative checks an organisation, corrects it, and ends a mandate."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from commons.organisations.actions import (
    OrganisationData,
    change_organisation,
    check_organisation,
    end_mandate,
    withdraw_check,
)
from commons.organisations.errors import CheckedTwinError, NothingToCheckError
from commons.organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.organisations import MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

SIRET = "55210055400013"


@pytest.fixture
def staff():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="look_after_organisations"))
    return person


def checked(**fields):
    return OrganisationFactory(checked_at=timezone.now(), **fields)


def data(**fields):
    return OrganisationData(**{"kind": "works_council", "name": "CSE", "siret": SIRET} | fields)


def test_check_organisation_once_and_withdraw_it(staff):
    organisation = OrganisationFactory(siret=SIRET)

    check_organisation(organisation=organisation, by=staff)
    check_organisation(organisation=organisation, by=staff)
    organisation = withdraw_check(organisation=organisation, by=staff)

    entries = AuditEntry.objects.about(organisation).order_by("pk").values_list("verb", flat=True)
    assert not organisation.is_checked
    assert list(entries) == ["organisation.checked", "organisation.check_withdrawn"]


def test_check_organisation_refuses_one_without_numbers(staff):
    with pytest.raises(NothingToCheckError):
        check_organisation(organisation=OrganisationFactory(siren="552100554"), by=staff)


@pytest.mark.parametrize(
    ("name", "number"), [("siret", SIRET), ("rna", "W751234567"), ("uai", "0750680G")]
)
def test_two_checked_organisations_share_no_number(staff, name, number):
    checked(name="The first", **{name: number})
    second = OrganisationFactory(**{name: number})

    with pytest.raises(CheckedTwinError, match="The first"):
        check_organisation(organisation=second, by=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=second.pk).update(checked_at=timezone.now())


def test_establishments_of_one_legal_unit_are_checked_both(staff):
    checked(siren="552100554", siret=SIRET)
    second = OrganisationFactory(siren="552100554", rna="W751234567")

    assert check_organisation(organisation=second, by=staff).is_checked


def test_the_check_ends_with_a_change_of_its_own_people_alone(staff):
    mandate = MandateFactory(organisation=checked(siret=SIRET), manager=True)
    organisation = mandate.organisation

    by_staff = change_organisation(organisation=organisation, data=data(name="A"), by=staff)
    by_people = change_organisation(
        organisation=organisation, data=data(name="B"), by=mandate.person
    )

    assert (by_staff.is_checked, by_people.is_checked) == (True, False)


def test_a_correction_by_staff_takes_no_number_of_another(staff):
    checked(siret=SIRET)
    organisation = checked(rna="W751234567")

    with pytest.raises(CheckedTwinError):
        change_organisation(organisation=organisation, data=data(), by=staff)

    organisation.refresh_from_db()
    assert organisation.siret == ""


def test_the_check_that_ends_refuses_no_number_and_is_in_the_audit():
    checked(siret=SIRET)
    mandate = MandateFactory(organisation=checked(rna="W751234567"), manager=True)

    changed = change_organisation(organisation=mandate.organisation, data=data(), by=mandate.person)

    assert (changed.siret, changed.is_checked) == (SIRET, False)
    entries = AuditEntry.objects.about(changed).order_by("pk").values_list("verb", flat=True)
    assert list(entries) == ["organisation.changed", "organisation.check_withdrawn"]


def test_the_check_ends_when_staff_remove_the_last_number(staff):
    organisation = change_organisation(
        organisation=checked(siret=SIRET), data=data(siret=""), by=staff
    )

    assert not organisation.is_checked


def test_staff_end_the_last_mandate_and_the_organisation_waits(staff):
    mandate = MandateFactory(manager=True)

    end_mandate(mandate=mandate, by=staff)

    mandate.organisation.refresh_from_db()
    assert mandate.organisation.unmanaged_since is not None
    assert AuditEntry.objects.get(verb="mandate.ended").actor == staff
    assert Notice.objects.get().recipient == mandate.person


@pytest.mark.parametrize("who", ["stranger", "manager", "staff"])
def test_nobody_checks_their_own_organisation(staff, who):
    organisation = OrganisationFactory(siret=SIRET)
    people = {"stranger": UserFactory(), "staff": staff}
    people["manager"] = MandateFactory(organisation=organisation, manager=True).person
    if who == "staff":
        MandateFactory(organisation=organisation, person=staff)

    with pytest.raises(PermissionDenied):
        check_organisation(organisation=organisation, by=people[who])
    with pytest.raises(PermissionDenied):
        withdraw_check(organisation=organisation, by=people[who])


def test_the_page_says_what_was_checked(client, staff):
    organisation = OrganisationFactory(siret=SIRET)
    client.force_login(staff)

    client.post(reverse("organisations:organisation-check", args=[organisation.public_id]))
    page = client.get(organisation.get_absolute_url()).content.decode()
    gone = reverse("organisations:organisation-uncheck", args=[organisation.public_id])
    client.post(gone)
    after = client.get(organisation.get_absolute_url()).content.decode()

    assert "compared its name and numbers with a public register" in page
    assert "Only these people and the co-operative see this list." in page
    assert gone in page
    assert "We haven’t checked them" in after
