"""What an organisation says of itself."""

from commons.organisations.forms import OrganisationForm

GIVEN = {"kind": "association", "name": "Les amis du bief"}


def test_identifiers_are_kept_without_spaces():
    form = OrganisationForm(GIVEN | {"siren": "552 100 554", "siret": "552 100 554 00013"})

    assert form.is_valid()
    assert (form.cleaned_data["siren"], form.cleaned_data["siret"]) == (
        "552100554",
        "55210055400013",
    )


def test_every_wrong_identifier_is_named_beside_its_field():
    form = OrganisationForm(
        GIVEN | {"siren": "1", "siret": "2", "rna": "3", "vat": "4", "uai": "5"}
    )

    assert sorted(form.errors) == ["rna", "siren", "siret", "uai", "vat"]


def test_identifiers_of_two_companies_are_refused():
    form = OrganisationForm(
        GIVEN | {"siren": "404833048", "siret": "55210055400013", "vat": "FR83404833048"}
    )

    assert form.errors == {"siret": ["The SIRET number has to begin with the SIREN number."]}


def test_a_name_and_a_kind_are_needed():
    form = OrganisationForm({"kind": "bank", "name": ""})

    assert form.errors == {
        "kind": ["Choose a type of organisation."],
        "name": ["Enter the name of the organisation."],
    }
