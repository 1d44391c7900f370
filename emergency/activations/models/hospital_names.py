"""Names of a register as people say them: CHU Trousseau, with the accents that it leaves out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MOST_LETTERS: Final = 60  # of a name in FINESS: what is longer was cut there

# Long for short, the longest first.
SHORT_FORMS: Final = tuple(
    (re.compile(rf"^{words}\b", re.IGNORECASE), short)
    for words, short in (
        ("centre hospitalier r[eé]gional (et )?universitaire", "CHU"),
        ("centre hospitalier universitaire", "CHU"),
        ("centre hospitalier r[eé]gional", "CHR"),
        ("centre hospitalier inter-?communal", "CHI"),
        ("centre hospitalier sp[eé]cialis[eé]", "CHS"),
        ("centre hospitalier (g[eé]n[eé]ral|local)", "CH"),
        ("centre hospitalier", "CH"),
    )
)
# Words that mean nothing without their accents. Names of people and places stay as they are.
ACCENTED: Final = {
    word.translate(str.maketrans("àâçéèêëîïôùû", "aaceeeeiiouu")): word
    for word in (
        *("activité", "âgées", "agréé", "bâtiment", "cancérologie", "chirurgie", "complète"),
        *("consultations", "départemental", "diabétiques", "diététique", "durée", "éducation"),
        *("établissement", "gériatrie", "gériatrique", "gérontologie", "gérontologique"),
        *("général", "générale", "hôpital", "hôpitaux", "hôtel", "intersectoriel", "juvénile"),
        *("maternité", "médecine", "médical", "médicale", "médico", "métropole", "pédiatrie"),
        *("pédiatrique", "pédopsychiatrie", "pôle", "prévention", "privé", "privée", "proximité"),
        *("psychothérapie", "psychothérapique", "radiothérapie", "réadaptation", "rééducation"),
        *("régional", "réhabilitation", "résidence", "santé", "séjour", "spécialisé"),
        *("spécialisés", "thérapeutique", "unité", "unités", "nucléaire"),
    )
}
WORD: Final = re.compile(r"[^\W\d_]+")
# What a cutting left behind: a dash with nothing, or with a word that wants another one.
LOOSE_END: Final = re.compile(r"[\s\-–(]+(et|de|du|des|la|le|les|d|l|a|à|en|pour)?$", re.IGNORECASE)


@lru_cache(maxsize=8_192)
def everyday_name(name: str) -> str:
    """`Centre Hospitalier Regional Universitaire Trousseau` becomes `CHU Trousseau`."""
    if len(name) >= MOST_LETTERS and " - " in name:
        name = name.rpartition(" - ")[0]
    while (shorter := LOOSE_END.sub("", name)) not in {name, ""}:
        name = shorter
    for long_form, short in SHORT_FORMS:
        shortened, found = long_form.subn(short, name)
        if found:
            name = shortened
            break
    return WORD.sub(lambda word: _with_accents(word[0]), name)


def _with_accents(word: str) -> str:
    accented = ACCENTED.get(word.lower(), word)
    return accented[:1].upper() + accented[1:] if word[:1].isupper() else accented
