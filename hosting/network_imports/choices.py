"""Columns of a table of members and offers, words that name them, and what may be wrong in a row.

Without a model: the process that reads a stranger's file imports it too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Column(StrEnum):
    """What a column of the table may hold."""

    EMAIL = "email"
    NAME = "name"
    LANGUAGE = "language"
    REFERENCE = "reference"
    KIND = "kind"
    TITLE = "title"
    WORDS = "words"
    LODGING = "lodging"
    SLEEPS = "sleeps"
    PHOTOS = "photos"


COLUMN_LABELS: Final[dict[Column, Promise]] = {
    Column.EMAIL: _("Member’s email address"),
    Column.NAME: _("Member’s name"),
    Column.LANGUAGE: _("Language"),
    Column.REFERENCE: _("Number of the offer"),
    Column.KIND: _("Type of offer"),
    Column.TITLE: _("Title of the offer"),
    Column.WORDS: _("Description"),
    Column.LODGING: _("Type of accommodation"),
    Column.SLEEPS: _("Sleeping places"),
    Column.PHOTOS: _("Names of the photo files"),
}

HEADER_WORDS: Final[dict[Column, tuple[str, ...]]] = {
    Column.EMAIL: (
        *("email", "e-mail", "mail", "email address", "e-mail address", "member email"),
        *("host email", "courriel", "adresse courriel", "adresse e-mail", "adresse mail"),
        *("adresse electronique", "mel"),
    ),
    Column.NAME: (
        *("name", "member", "member name", "host", "host name", "full name", "contact"),
        *("nom", "nom complet", "prenom nom", "nom et prenom", "nom prenom", "adherent", "hote"),
        *("adherente", "membre", "passeur", "passeuse"),
    ),
    Column.LANGUAGE: ("language", "lang", "langue"),
    Column.REFERENCE: (
        *("id", "reference", "ref", "number", "listing id", "offer id", "identifier"),
        *("numero", "no", "n°", "identifiant", "code", "numero de l'offre"),
    ),
    Column.KIND: (
        *("kind", "type", "category", "offer type", "type of offer"),
        *("categorie", "type d'offre", "nature"),
    ),
    Column.TITLE: (
        *("title", "offer", "listing", "listing name", "offer title", "title of the offer"),
        *("titre", "offre", "annonce", "intitule", "nom de l'offre", "titre de l'offre"),
        *("nom de l'hebergement", "hebergement", "logement"),
    ),
    Column.WORDS: (
        *("description", "words", "text", "summary", "details", "presentation"),
        *("texte", "descriptif", "resume", "detail"),
    ),
    Column.LODGING: (
        *("room type", "property type", "lodging", "accommodation", "type of accommodation"),
        *("type d'hebergement", "type de logement", "type de bien"),
    ),
    Column.SLEEPS: (
        *("sleeps", "accommodates", "capacity", "beds", "guests", "sleeping places", "places"),
        *("capacite", "couchages", "nombre de places", "nombre de couchages", "personnes"),
        *("nombre de personnes", "lits"),
    ),
    Column.PHOTOS: (
        *("photos", "photo", "pictures", "picture", "images", "image", "photo files"),
        *("fichiers photo", "nom des photos", "fichier photo"),
    ),
}
"""Folded words (`core.text.texts.folded_name`) of a header, in English and French."""

KIND_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            *("stay", "stays", "accommodation", "lodging", "room", "house", "home", "flat"),
            *("hebergement", "sejour", "logement", "chambre", "maison", "gite", "appartement"),
        ),
        "stay",
    ),
    **dict.fromkeys(
        (
            *("workspace", "workspaces", "coworking", "coworking space", "desk", "office"),
            *("espace de travail", "espace de coworking", "bureau", "bureau partage", "tiers-lieu"),
        ),
        "workspace",
    ),
    **dict.fromkeys(
        ("activity", "activities", "workshop", "visit", "activite", "atelier", "visite", "balade"),
        "activity",
    ),
    **dict.fromkeys(("product", "products", "goods", "produit", "produits"), "product"),
    **dict.fromkeys(("tip", "tips", "advice", "bon plan", "bons plans", "conseil"), "tip"),
}
"""Codes of `hosting.offers.choices.lists.OfferKind`, by folded words."""

LODGING_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            *("in_home", "private room", "shared room", "room", "room in someone's home"),
            *("chambre", "chambre chez l'habitant", "chambre privee"),
        ),
        "in_home",
    ),
    **dict.fromkeys(
        (
            *("guest_room", "guest room", "bed and breakfast", "b&b"),
            *("chambre d'hotes", "chambre d'hote", "chambres d'hotes"),
        ),
        "guest_room",
    ),
    **dict.fromkeys(
        (
            *("furnished", "entire home", "entire home/apt", "house", "home", "flat"),
            *("apartment", "furnished rental", "location meublee", "meuble", "maison"),
            *("appartement", "logement entier"),
        ),
        "furnished",
    ),
    **dict.fromkeys(("gite", "gites"), "gite"),
    **dict.fromkeys(
        ("group", "group accommodation", "gite de groupe", "hebergement de groupe"), "group"
    ),
    **dict.fromkeys(("hotel", "hotel room", "small hotel", "petit hotel"), "hotel"),
    **dict.fromkeys(("campsite", "pitch", "camping", "emplacement"), "campsite"),
    **dict.fromkeys(
        ("unusual", "yurt", "treehouse", "cabin", "insolite", "yourte", "cabane"), "unusual"
    ),
}
"""Codes of `hosting.offers.choices.lists.LodgingKind`, by folded words."""

LANGUAGE_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(("fr", "french", "francais", "fra", "fre"), "fr"),
    **dict.fromkeys(("en", "english", "anglais", "eng"), "en"),
    **dict.fromkeys(("de", "german", "deutsch", "allemand", "deu", "ger"), "de"),
    **dict.fromkeys(("es", "spanish", "espanol", "espagnol", "spa"), "es"),
    **dict.fromkeys(("it", "italian", "italiano", "italien", "ita"), "it"),
    **dict.fromkeys(("nl", "dutch", "nederlands", "neerlandais", "nld", "dut"), "nl"),
}
"""Codes of `hosting.offers.choices.lists.OfferLanguage`, by folded words."""

LONGEST: Final[dict[Column, int]] = {
    Column.EMAIL: 254,
    Column.NAME: 80,
    Column.LANGUAGE: 40,
    Column.REFERENCE: 60,
    Column.KIND: 60,
    Column.TITLE: 120,
    Column.WORDS: 6_000,
    Column.LODGING: 60,
    Column.SLEEPS: 8,
    Column.PHOTOS: 2_000,
}
"""Characters that each column holds."""


class Flaw(StrEnum):
    """What is wrong in a cell, or in a row."""

    QUOTES = "quotes"
    TOO_MANY_CELLS = "too_many_cells"
    CHARACTERS = "characters"
    TOO_LONG = "too_long"
    SEVERAL_LINES = "several_lines"
    NO_EMAIL = "no_email"
    EMAIL = "email"
    NO_TITLE = "no_title"
    KIND = "kind"
    LODGING = "lodging"
    LANGUAGE = "language"
    NUMBER = "number"
    PHOTO_NAME = "photo_name"
    TOO_MANY_PHOTOS = "too_many_photos"
    TWICE = "twice"
    TOO_MANY_OFFERS = "too_many_offers"


FLAW_SENTENCES: Final[dict[Flaw, Promise]] = {
    Flaw.QUOTES: _("A quotation mark is missing or out of place. Correct the quotation marks."),
    Flaw.TOO_MANY_CELLS: _("This row has more cells than the first row. Remove the extra cells."),
    Flaw.CHARACTERS: _("Some characters can’t be read. Save the file as UTF-8."),
    Flaw.TOO_LONG: ngettext_lazy(
        "This text is too long. Shorten it to %(most)s character.",
        "This text is too long. Shorten it to %(most)s characters.",
        "most",
    ),
    Flaw.SEVERAL_LINES: _("This text has several lines. Write it on one line."),
    Flaw.NO_EMAIL: _("The email address is missing. Each row needs the address of a member."),
    Flaw.EMAIL: _("This isn’t an email address. Correct it."),
    Flaw.NO_TITLE: _("The title of the offer is missing. Add one."),
    Flaw.KIND: _(
        "We don’t know this type of offer. Write stay, workspace, activity, product or tip."
    ),
    Flaw.LODGING: _("We don’t know this type of accommodation. Correct it or empty the cell."),
    Flaw.LANGUAGE: _("We don’t know this language. Write a code such as fr or en."),
    Flaw.NUMBER: _("Enter a whole number from 1 to 200."),
    Flaw.PHOTO_NAME: _("This isn’t the name of a photo file. Write a name such as mill.jpg."),
    Flaw.TOO_MANY_PHOTOS: ngettext_lazy(
        "An offer can have up to %(most)s photo. Remove some names.",
        "An offer can have up to %(most)s photos. Remove some names.",
        "most",
    ),
    Flaw.TWICE: _("This offer is also in row %(row)s. Remove one of the two rows."),
    Flaw.TOO_MANY_OFFERS: ngettext_lazy(
        "A member can have up to %(most)s offer in one import. Put the others in another file.",
        "A member can have up to %(most)s offers in one import. Put the others in another file.",
        "most",
    ),
}
