import pytest

from demo.preparing.texts import excerpt, is_unwanted, plain, titled


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        pytest.param("<p>Escale d&#39;accueil</p>", "Escale d'accueil", id="p-escale-d-39"),
        pytest.param(
            "Une phrase.\r\nUne autre.", "Une phrase.\n\nUne autre.", id="une-phrase-une-autre"
        ),
        pytest.param(
            "Une phrase qui va\nà la ligne.",
            "Une phrase qui va à la ligne.",
            id="une-phrase-qui-va",
        ),
        pytest.param(
            "Deux  espaces , puis une virgule",
            "Deux espaces, puis une virgule",
            id="deux-espaces-puis",
        ),
        pytest.param("PÃ©niche", "Péniche", id="paniche"),
        pytest.param(
            "Des libellules.... et,, des grenouilles",
            "Des libellules… et, des grenouilles",
            id="des-libellules-et",
        ),
    ],
)
def test_plain_takes_markup_entities_and_breaks_away(typed, clean):
    assert plain(typed) == clean


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Réservation au [removed].", id="reservation-au"),
        pytest.param("Toutes nos dates sur www.exemple.fr.", id="toutes-nos-dates"),
        "Masque obligatoire.",
        pytest.param("Nouveauté 2020 : une cabane.", id="nouveaute-2020-une"),
        pytest.param(
            "Martial et Benoît vous accueillent dans leur longère.", id="martial-et-benoit"
        ),
        pytest.param(
            "Véronique, guide conférencière, pourra vous accompagner.", id="veronique-guide"
        ),
        pytest.param("M. et Mme Durand vous ouvrent leur porte.", id="m-et-mme-durand"),
    ],
)
def test_is_unwanted_finds_misleading_or_naming_words(sentence):
    assert is_unwanted(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("La chambre donne sur le Cher.", id="la-chambre-donne-sur-le"),
        pytest.param("L'église Saint-Pierre date du XIIe siècle.", id="l-eglise-saint-pierre-date"),
        pytest.param("Maison natale du poète Pierre de Ronsard.", id="maison-natale-du-poete"),
        pytest.param(
            "Amboise et Blois vous accueillent toute l'année.", id="amboise-et-blois-vous"
        ),
    ],
)
def test_is_unwanted_leaves_places_and_saints(sentence):
    assert not is_unwanted(sentence)


def test_is_unwanted_allows_a_name_that_the_title_carries():
    sentence = "La Grange d'Isabelle est un gîte pour huit."

    assert not is_unwanted(sentence, title="La Grange d'Isabelle")


def test_told_keeps_whole_sentences_up_to_the_length():
    text = "Une maison au bord de l'eau. Réserver sur www.exemple.fr. Deux chambres. Un jardin."

    short = excerpt(text, longest=45)

    assert short == "Une maison au bord de l'eau. Deux chambres."


def test_told_begins_with_a_capital_and_comes_to_an_end():
    assert (
        excerpt("à deux pas du Cher, une maison avec :") == "À deux pas du Cher, une maison avec."
    )


@pytest.mark.parametrize(
    ("label", "title"),
    [
        pytest.param("GITE LES LOGES", "Gîte les Loges", id="gite-les-loges"),
        pytest.param(
            "CHAMBRES D'HOTES LE MOULIN",
            "Chambres d'Hôtes le Moulin",
            id="chambres-d-hotes-le-moulin",
        ),
        pytest.param(
            "Les Jardins Renaissance ****", "Les Jardins Renaissance", id="les-jardins-renaissance"
        ),
        ("le voriou", "Le voriou"),
        pytest.param("Le cottage - Chez Flo & Marc", "Le cottage", id="le-cottage-chez-flo-marc"),
        ("2 CV TOUR'S", "2 Cv Tour's"),
    ],
)
def test_titled_stops_shouting(label, title):
    assert titled(label) == title
