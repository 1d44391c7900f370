"""What a host and a requester say by their link: a signature, a code, a word."""

import pytest

from emergency.housing.forms.answers import CodeForm, RefusalForm, SignForm

SIGNED = {"full_name": "Camille Canary", "signs": "on", "insured": "on"}


@pytest.mark.parametrize("missing", list(SIGNED))
def test_sign_form_needs_the_name_and_both_declarations(missing):
    form = SignForm(SIGNED | {missing: ""})

    assert list(form.errors) == [missing]


def test_sign_form_refuses_a_name_of_two_lines():
    assert list(SignForm(SIGNED | {"full_name": "Camille\nCanary"}).errors) == ["full_name"]


def test_sign_form_asks_about_a_longer_way_if_a_nearer_was_left():
    assert SignForm(SIGNED).errors == {}
    assert list(SignForm(SIGNED, left_nearer=12).errors) == ["farther"]
    assert SignForm(SIGNED | {"farther": "on"}, left_nearer=12).errors == {}


@pytest.mark.parametrize(("minutes", "words"), [(1, "1 minute from"), (12, "12 minutes from")])
def test_sign_form_says_how_far_the_nearer_home_is(minutes, words):
    assert words in SignForm(left_nearer=minutes).fields["farther"].label


@pytest.mark.parametrize(
    ("digits", "is_valid"),
    [
        ("abcdefgh", True),
        ("ABCD-EFGH", True),
        (" a b c d e f g h ", True),
        ("abcdefg", False),
        ("abcdefghi", False),
        ("abcdefg1", False),
        ("a--bcdefgh", False),
        ("", False),
    ],
)
def test_code_form_takes_eight_letters_as_typed(digits, is_valid):
    assert CodeForm({"digits": digits}).is_valid() is is_valid


@pytest.mark.parametrize(("reason", "is_valid"), [("unsafe", True), ("", False), ("rude", False)])
def test_refusal_form_takes_a_coded_reason(reason, is_valid):
    assert RefusalForm({"refusal": reason}).is_valid() is is_valid
