import pytest
from django import forms
from django.utils import translation

from commons.geography.forms import LocalityField
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


class WhereForm(forms.Form):
    where = LocalityField()


class MaybeInFranceForm(forms.Form):
    where = LocalityField(required=False, countries=["FR"])


def where(text, code="", form=WhereForm):
    """The place that was understood, or what was said instead."""
    filled = form({"where": text, "where_code": code})
    return filled.cleaned_data["where"] if filled.is_valid() else filled.errors["where"]


def test_locality_field_understands_free_text():
    tours = LocalityFactory(name="Tours")
    LocalityFactory(name="Tours-en-Savoie")

    assert [where(text) for text in ("Tours", " TOURS ", "tours 37", tours.label)] == [tours] * 4


def test_locality_field_leads_to_the_present_commune():
    arboys = LocalityFactory(name="Arboys en Bugey")
    LocalityFactory(name="Arbignieu", former=True, merged_into=arboys)

    assert where("arbignieu") == arboys


def test_locality_field_takes_the_place_that_dwarfs_its_namesake():
    bologna = LocalityFactory(
        city=True, name="Bologna", alternate_names="Bologne", population=390_000
    )
    bologne = LocalityFactory(name="Bologne", department="Haute-Marne", population=1_700)

    assert where("Bologne") == bologna
    assert where("Bologne (Haute-Marne)") == bologne


def test_locality_field_asks_which_one():
    LocalityFactory(name="Saint-Denis", department="La Réunion", population=155_000)
    LocalityFactory(name="Saint-Denis", department="Seine-Saint-Denis", population=150_000)

    assert where("saint-denis") == [
        "Which place do you mean: Saint-Denis (La Réunion) or Saint-Denis (Seine-Saint-Denis)?"
    ]


def test_locality_field_takes_the_suggestion_if_the_text_agrees():
    one = LocalityFactory(city=True, name="Neustadt", country="DE", population=50)
    other = LocalityFactory(city=True, name="Neustadt", country="DE", population=49)
    tours = LocalityFactory(name="Tours")

    assert where(other.label, code=other.code) == other
    assert where("Tours", code=one.code) == tours
    assert where(other.label) == [
        "Which place do you mean: Neustadt (Germany) or Neustadt (Germany)?"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "tour", "We can’t find this place. Did you mean Tours (Indre-et-Loire)?", id="tour"
        ),
        pytest.param(
            "tuors", "We can’t find this place. Did you mean Tours (Indre-et-Loire)?", id="tuors"
        ),
        pytest.param("xyzzy", "We can’t find this place. Check the spelling.", id="xyzzy"),
        pytest.param(
            "<script>alert(1)</script>",
            "We can’t find this place. Check the spelling.",
            id="script",
        ),
        pytest.param("a" * 121, "This place name is too long. Shorten it.", id="too-long"),
        ("", "This field is required."),
        ("   ", "This field is required."),
    ],
)
def test_locality_field_refuses_in_words(text, said):
    LocalityFactory(name="Tours")

    assert where(text) == [said]


def test_locality_field_keeps_to_its_countries():
    bologna = LocalityFactory(city=True, name="Bologna")

    assert where("Bologna", form=MaybeInFranceForm) == [
        "We can’t find this place. Check the spelling."
    ]
    assert where(bologna.label, code=bologna.code, form=MaybeInFranceForm) == [
        "We can’t find this place. Check the spelling."
    ]
    assert where("", form=MaybeInFranceForm) is None


def test_locality_field_shows_a_place_and_gives_back_what_was_typed():
    tours = LocalityFactory(name="Tours")

    filled = WhereForm(initial={"where": tours})
    refused = WhereForm({"where": '"><b>', "where_code": "fr:0"})

    assert 'value="Tours (Indre-et-Loire)"' in str(filled["where"])
    assert 'value="&quot;&gt;&lt;b&gt;"' in str(refused["where"])
    assert 'name="where_code" value="fr:0"' in " ".join(str(refused["where"]).split())


def test_locality_field_knows_whether_it_changed():
    tours = LocalityFactory(name="Tours")
    typed = [{"where": tours.label}, {"where": "Tours"}, {"where": ""}]

    changed = [WhereForm(data, initial={"where": tours}).has_changed() for data in typed]

    assert changed == [False, True, True]


def test_place_input_is_a_plain_field_that_a_script_may_help():
    with translation.override("fr"):
        html = str(WhereForm()["where"])

    assert '<place-field class="place-field" data-src="/geography/suggestions?lang=fr"' in html
    assert '<input type="text" name="where" maxlength="120" required id="id_where">' in html
