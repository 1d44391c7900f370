import pytest

from hosting.communities.actions.terms import add_missing_terms, missing_terms
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.communities.selectors.term_lists import term_lists


def test_each_term_has_a_name_in_both_languages():
    lists = term_lists()

    assert {kind: len(terms) for kind, terms in lists.items()} == {
        "causes": 11,
        "interests": 20,
        "needs": 14,
    }
    assert [one["slug"] for terms in lists.values() for one in terms if not one["fr"]] == []
    assert [one["slug"] for terms in lists.values() for one in terms if not one["en"]] == []


@pytest.mark.django_db
def test_add_missing_terms_fills_empty_lists_once():
    added = [add_missing_terms(), add_missing_terms()]

    assert added == [45, 0]
    assert [model.objects.count() for model in (Cause, Interest, Need)] == [11, 20, 14]


@pytest.mark.django_db
def test_add_missing_terms_leaves_the_words_of_editors_alone():
    Need.objects.create(slug="quiet", name_fr="Au calme", name_en="Somewhere quiet", sort_order=90)

    missing = {term.slug for term in missing_terms() if isinstance(term, Need)}
    add_missing_terms()

    quiet = Need.objects.get(slug="quiet")
    assert (quiet.name_fr, quiet.sort_order) == ("Au calme", 90)
    assert "quiet" not in missing
    assert len(missing) == 13
