"""Short public names and addresses."""

from core.ids import ALPHABET, new_public_id, url_slug


def test_new_public_id_has_eight_signs_without_look_alikes():
    made = new_public_id()

    assert len(made) == 8
    assert set(made) <= set(ALPHABET)


def test_public_address_is_a_slug_and_the_id():
    assert url_slug("Le Moulin d’Été", "a2b3c4d5") == "le-moulin-dete-a2b3c4d5"
    assert url_slug("東京", "a2b3c4d5") == "-a2b3c4d5"
