"""Whom one may be in the demonstration. One password opens all of them."""

from dataclasses import dataclass

PASSWORD = "hirondelle-demo"  # noqa: S105  # printed for everybody to use


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the demonstration, and what there is to see as this person."""

    key: str
    name: str
    role: dict[str, str]

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


ACCOUNTS = (
    Account(
        "camille.roussel",
        "Camille Roussel",
        {"fr": "voyage : demandes, accord, mots", "en": "travels: requests, agreement, notes"},
    ),
    Account(
        "hannah.whitfield",
        "Hannah Whitfield",
        {"fr": "voyage, en anglais", "en": "travels, in English"},
    ),
    Account(
        "odile.marchand",
        "Odile Marchand",
        {"fr": "reçoit au Moulin du Bourg", "en": "hosts at the mill"},
    ),
    Account(
        "joke.verhaegen",
        "Joke Verhaegen",
        {"fr": "reçoit à Anvers", "en": "hosts in Antwerp"},
    ),
    Account(
        "therese.gaillard",
        "Thérèse Gaillard",
        {"fr": "parraine des candidats", "en": "sponsors candidates"},
    ),
    Account(
        "nadia.belkacem",
        "Nadia Belkacem",
        {"fr": "coordonne Les Voisins du Cher", "en": "coordinates Les Voisins du Cher"},
    ),
    Account(
        "pieter.claessens",
        "Pieter Claessens",
        {"fr": "coordonne à Anvers", "en": "coordinates in Antwerp"},
    ),
    Account(
        "yann.le.goff",
        "Yann Le Goff",
        {"fr": "candidat, attend ses parrains", "en": "candidate, waits for sponsors"},
    ),
    Account(
        "aurelien.dupin",
        "Aurélien Dupin",
        {"fr": "lit et publie les pages", "en": "reads and publishes the pages"},
    ),
    Account(
        "maud.ashworth",
        "Maud Ashworth",
        {"fr": "écrit les pages, en anglais", "en": "writes the pages"},
    ),
    Account(
        "solene.kerdraon",
        "Solène Kerdraon",
        {"fr": "administre le site", "en": "administers the site"},
    ),
)


def described(language: str) -> str:
    """The accounts as lines for a terminal."""
    title = {
        "fr": f"Comptes de démonstration (mot de passe : {PASSWORD})",
        "en": f"Demo accounts (password: {PASSWORD})",
    }
    lines = [f"  {one.email:34} {one.name}, {one.role[language]}" for one in ACCOUNTS]
    return "\n".join([title[language], *lines])
