"""Words that readers stumble over are refused; so are lost plurals and French spaces that break."""

import pytest
from babel.messages.catalog import Message

from scripts import check_wording
from scripts.check_wording import faults_of, faults_of_message

UNELIDED = "before a vowel or an article isn’t French: say it another way"


@pytest.mark.parametrize(
    ("sentence", "language", "fault"),
    [
        ("Press the button", "en", "“Press” isn’t used"),
        ("Somebody answered", "en", "“Somebody” isn’t used"),
        ("Well done!", "en", "“!” isn’t used"),
        ("Cliquez ici", "fr", "“Cliquez” isn’t used"),
        ("Vos e-mails", "fr", "“e-mails” isn’t used"),
        ("Où allez-vous ?", "fr", "French space that breaks, or none"),
        ("Où allez-vous?", "fr", "French space that breaks, or none"),
        ("« Bonjour »", "fr", "French space that breaks, or none"),
        ("Message de %(name)s", "fr", f"“de %(name)s” {UNELIDED}"),
        ("Le même que %(who)s", "fr", f"“que %(who)s” {UNELIDED}"),
        ("Un lit à %(town)s", "fr", f"“à %(town)s” {UNELIDED}"),
        ("Votre demande est avec vous", "en", "words of the other language"),
        ("Answer the host and your friends", "fr", "words of the other language"),
    ],
    ids=lambda value: ascii(value[:9])[1:-1],
)
def test_faults_of_a_sentence(sentence, language, fault):
    assert fault in list(faults_of(sentence, language))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Express yourself with someone you trust.", "en"),
        ("Où allez-vous\u00a0? «\u00a0Là-bas\u00a0», à 18\u00a0h\u00a028.", "fr"),
        ("https://example.org/a;b?c", "fr"),
        ("%(letter)s accepted", "en"),
        ("Message envoyé par %(name)s à propos de «\u00a0%(title)s\u00a0»", "fr"),
    ],
    ids=["english", "french", "address", "placeholder", "name"],
)
def test_good_sentences_have_no_fault(sentence, language):
    assert list(faults_of(sentence, language)) == []


def test_a_long_sentence_is_refused_in_an_emergency_alone():
    sentence = " ".join(["word"] * 26)

    assert list(faults_of(sentence, "en")) == []
    assert list(faults_of(sentence, "en", is_of_emergency=True)) == [
        "over 25 words in an emergency"
    ]


@pytest.mark.parametrize(
    ("english", "french", "fault"),
    [
        pytest.param(
            "%(total)d boxes in all",
            "%(total)d boîtes en tout",
            "“boxes” after a number needs a singular",
            id="any-placeholder",
        ),
        pytest.param(
            "%(nights)s nights at least",
            "au moins %(nights)s nuits",
            "“nights” after a number needs a singular",
            id="plural",
        ),
        pytest.param(
            "Plan a trip here", "Plan a trip here", "the same in both languages", id="same"
        ),
    ],
)
def test_faults_of_an_entry(english, french, fault):
    assert (fault, english) in list(faults_of_message(Message(english, french), "hosting"))


def test_an_entry_with_both_forms_or_names_alone_has_no_fault():
    entry = Message(
        ("%(nights)s night", "%(nights)s nights"), ("%(nights)s nuit", "%(nights)s nuits")
    )

    assert list(faults_of_message(entry, "hosting")) == []
    assert (
        list(
            faults_of_message(
                Message("Creative Commons Zero 1.0 x y", "Creative Commons Zero 1.0 x y"), "x"
            )
        )
        == []
    )


def test_the_list_of_the_glossary_is_read():
    assert len(list(check_wording.rows_of_glossary())) > 15
    assert check_wording.pattern_of("cliqu*") == r"\bcliqu\w*"


def test_no_catalogue_has_a_fault():
    assert list(check_wording.faults_of_catalogues()) == []
