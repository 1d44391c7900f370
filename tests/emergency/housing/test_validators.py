"""What isn't passed on between two who don't know each other yet, and what passes."""

import pytest

from emergency.housing.states.messages import Private
from emergency.housing.validators import private_in
from tests.doubling import assert_linear

HELD = {
    Private.EMAIL: [
        "camille@example.org",
        "Écris à camille.b (at) exemple point fr",
        "camille arobase exemple point fr",
    ],
    Private.PHONE: [
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78, le soir",
        "+33 (0)6 12 34 56 78",
        "0612345678",
        "0 6 1 2 3 4 5 6 7 8",
        "o6 12 34 56 78",
        "０６１２３４５６７８",
        "06\u200b12\u200b34\u200b56\u200b78",
        "zéro six douze trente-quatre cinquante-six",
        "oh six one two three four five six",
    ],
    Private.LINK: [
        "https://example.org/me",
        "www.example.org",
        "cherche-moi sur example.com",
        "ajoute @camille_37",
        "on WhatsApp?",
        "écris-moi sur Signal",
    ],
    Private.ADDRESS: [
        "12 rue des Lilas",
        "12 bis, avenue de Grammont",
        "rue des Lilas 12",
        "rue des Lilas, numéro 12",
        "7 Canary Lane",
        "au n° 14",
    ],
    Private.NAME: ["Bonjour Dominique", "c'est CAMILLE", "Camillé"],
}
PASSES = [
    pytest.param(
        "Bonjour, à quelle heure puis-je arriver ? Vers 18 h 30 le 12/05/2026 ?",
        id="bonjour-a-quelle-heure-puis",
    ),
    pytest.param(
        "From 12.05.2026 to 30.05.2026 at 7:15 pm, is that fine?", id="from-12-05-2026-to-30-05"
    ),
    pytest.param(
        "Il y a 2 lits, 1 place de parking et un chat de 12 ans.", id="il-y-a-2-lits-1-place-de"
    ),
    pytest.param("La rue est calme. Le wifi marche.", id="la-rue-est-calme-le-wifi"),
    pytest.param("It takes 25 minutes by bike, the key is in the box.", id="it-takes-25-minutes"),
    pytest.param(
        "J'arrive dimanche avec deux valises, trois sacs et un vélo.",
        id="j-arrive-dimanche-avec-deux",
    ),
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in HELD.items() for text in texts],
    ids=[kind for kind, texts in HELD.items() for _text in texts],
)
def test_private_in_finds_what_comes_too_early(kind, text):
    assert kind in private_in(text, ["Camille Canary", "Dominique"])


@pytest.mark.parametrize("text", PASSES)
def test_private_in_lets_ordinary_words_pass(text):
    assert private_in(text, ["Camille Canary", "Dominique"]) == []


@pytest.mark.parametrize(
    "make",
    [
        "\N{SQUARE KIROMEETORU}".__mul__,  # six letters, once it is read
        "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}".__mul__,  # 18, in four words
        "a-".__mul__,
        "a@".__mul__,
        "a at ".__mul__,
        "rue ".__mul__,
        lambda size: f"1{' ' * size}x",
    ],
)
def test_private_in_takes_twice_as_long_for_twice_as_much(make):
    assert_linear(private_in, make, 500)


@pytest.mark.parametrize(
    "text",
    [
        "a    b@  c .  fr",
        pytest.param("-camille- (  at  ) exemple.fr", id="camille-at-exemple-fr"),
        "sur -camille-37.fr",
        "06    12345678",
    ],
)
def test_private_in_finds_it_however_it_is_spread(text):
    assert private_in(text) != []


def test_private_in_reads_to_the_end_of_what_grows_when_it_is_read():
    text = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 950 + " camille@example.org"

    assert Private.EMAIL in private_in(text)
