import pytest

from demo.preparing.texts import excerpt, is_unwanted, plain, titled


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("<p>Escale d&#39;accueil</p>", "Escale d'accueil"),
        ("Une phrase.\r\nUne autre.", "Une phrase.\n\nUne autre."),
        ("Une phrase qui va\nà la ligne.", "Une phrase qui va à la ligne."),
        ("Deux  espaces , puis une virgule", "Deux espaces, puis une virgule"),
        ("PÃ©niche", "Péniche"),
        ("Des libellules.... et,, des grenouilles", "Des libellules… et, des grenouilles"),
    ],
)
def test_plain_takes_markup_entities_and_breaks_away(typed, clean):
    assert plain(typed) == clean


@pytest.mark.parametrize(
    "sentence",
    [
        "Réservation au [removed].",
        "Toutes nos dates sur www.exemple.fr.",
        "Masque obligatoire.",
        "Nouveauté 2020 : une cabane.",
        "Martial et Benoît vous accueillent dans leur longère.",
        "Véronique, guide conférencière, pourra vous accompagner.",
        "M. et Mme Durand vous ouvrent leur porte.",
    ],
)
def test_is_unwanted_knows_sentences_that_mislead_or_name_people(sentence):
    assert is_unwanted(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "La chambre donne sur le Cher.",
        "L'église Saint-Pierre date du XIIe siècle.",
        "Maison natale du poète Pierre de Ronsard.",
        "Amboise et Blois vous accueillent toute l'année.",
    ],
)
def test_is_unwanted_leaves_places_saints_and_the_long_dead(sentence):
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
        ("GITE LES LOGES", "Gîte les Loges"),
        ("CHAMBRES D'HOTES LE MOULIN", "Chambres d'Hôtes le Moulin"),
        ("Les Jardins Renaissance ****", "Les Jardins Renaissance"),
        ("le voriou", "Le voriou"),
        ("Le cottage - Chez Flo & Marc", "Le cottage"),
        ("2 CV TOUR'S", "2 Cv Tour's"),
    ],
)
def test_titled_stops_shouting(label, title):
    assert titled(label) == title
