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
        {"fr": "voyage : demandes, accord, mots", "en": "travels: requests, agreement, notes"},
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
        {"fr": "parraine des candidats", "en": "vouches for candidates"},
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
        {"fr": "candidat, attend ses parrains", "en": "candidate, waiting for sponsors"},
    ),
    Account(
        "aurelien.dupin",
        "Aurélien Dupin",
        {"fr": "relit et publie les pages", "en": "reviews and publishes pages"},
    ),
    Account(
        "maud.ashworth",
        "Maud Ashworth",
        {"fr": "écrit les pages, en anglais", "en": "writes the pages"},
    ),
    Account(
        "solene.kerdraon",
        "Solène Kerdraon",
        {"fr": "administre le site", "en": "site administrator"},
    ),
)


def described(language: str) -> str:
    """The accounts as lines for a terminal."""
    title = {
        "fr": f"Comptes de démonstration (mot de passe : {PASSWORD})",
        "en": f"Demo accounts (password: {PASSWORD})",
    }
    note = {
        "fr": "La démonstration n’impose à personne la connexion en deux étapes\N{NO-BREAK SPACE}: "
        "chaque compte peut l’activer dans Mes réglages.",
        "en": "Nobody has to set up two-step login in the demo; each account can, in My settings.",
    }
    lines = [f"  {one.email:34} {one.name}, {one.role[language]}" for one in ACCOUNTS]
    return "\n".join([title[language], *lines, note[language]])
