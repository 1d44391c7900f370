"""What somebody wrote into a mail, without what their program put around it.

A program quotes what is answered, in the language of its owner, and adds a signature. Neither is
an answer, and a signature may hold what isn't for the other side yet.
"""

from __future__ import annotations

import re
from typing import Final

LINE: Final = re.IGNORECASE | re.MULTILINE
LONGEST: Final = 200_000  # signs that are looked through; a message holds far fewer
SAYS_WHO: Final = re.compile(  # "Le lun. 5 janv. 2026 à 10:00, Ada <…> a écrit :", also broken
    r"^[ \t>]*(?:Le|On)\s(?=[^\n]*\d)(?:[^\n]+\n){0,2}?"
    r"[^\n]*(?:a\s+écrit|écrivait|wrote)\s*:[ \t]*$",
    LINE,
)
REST_IS_QUOTED: Final = re.compile(
    r"^(?:"
    r"[-_ ]*(?:Original Message|Message d['’]origine|Message original|Message transféré"
    r"|Forwarded message|Reply message|Message de réponse)[-_ ]*"
    r"|_{20,}"
    r"|>? ?Message du \d.*"
    r"|\*?(?:De|From)\s?:\*?[^\n]+\n(?:[^\n]*\n){0,2}?"
    r"\*?(?:Envoyé|Date|Sent|À|A|To)(?: le)?\s?:[^\n]*"
    r")[ \t]*$",
    LINE,
)
SIGNATURE: Final = re.compile(
    r"^(?:--[ \t\u00a0]?"
    r"|(?:Envoyé|Télécharge[rz]|Obtenez|Obtenir|Sent|Get)\s[^\n]{0,60}?"
    r"(?:iPhone|iPad|iOS|Android|Outlook|Proton|Yahoo|Gmail|Samsung|Galaxy|Orange|Thunderbird"
    r"|mon mobile|mon téléphone|mon smartphone|my phone|my mobile)[^\n]{0,40}"
    r")$",
    LINE,
)


def strip_quotes(text: str) -> str:
    """Signature and quotes are cut off; between quoted lines, what was written there stays."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = _until(REST_IS_QUOTED, text)
    # Most programs mark each quoted line; where the first isn't, all that follows is quoted.
    if says_who := SAYS_WHO.search(text):
        rest = text[says_who.end() :]
        text = text[: says_who.start()] + (rest if rest.lstrip().startswith(">") else "")
    text = _until(SIGNATURE, text)
    lines = [line.rstrip() for line in text.split("\n") if not line.lstrip().startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _until(ending: re.Pattern[str], text: str) -> str:
    found = ending.search(text)
    return text[: found.start()] if found else text


def strip_signature(words: str, secrets: list[str]) -> str:
    """Without closing paragraphs that hold any of these: a signature that lacks its two dashes.

    Digits are compared without what groups them. The first paragraph is always the answer.
    """
    paragraphs = words.split("\n\n")
    while len(paragraphs) > 1 and _holds(paragraphs[-1], secrets):
        paragraphs.pop()
    return "\n\n".join(paragraphs).strip()


def _holds(paragraph: str, secrets: list[str]) -> bool:
    plain = paragraph.lower()
    digits = re.sub(r"\D", "", paragraph)
    return any(
        secret.lower() in plain or (secret.isdigit() and secret in digits) for secret in secrets
    )
