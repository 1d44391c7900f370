"""From any uploaded bytes to a document that members may keep: a PDF, a picture, plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from commons.media.cleaning.isolation import sanitize_in_subprocess
from commons.media.cleaning.pdfs import check_pdf
from commons.media.errors import NotAPhotographError
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.errors.documents import (
    DocumentEmptyError,
    DocumentTooHeavyError,
    NotADocumentError,
)

MIB: Final = 1 << 20
HEAVIEST: Final = 10 * MIB
PICTURES: Final = {"jpg": Paper.JPEG, "png": Paper.PNG}
IN_TEXT: Final = frozenset("\t\n\r\f")


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """What may be kept. A picture is encoded anew; PDF and text stay as they came."""

    content: bytes
    paper: Paper


def clean_document(file: IO[bytes]) -> CleanDocument:
    """Raises a refusal that says what is wrong and what would be welcome."""
    file.seek(0)
    content = file.read(HEAVIEST + 1)
    if len(content) > HEAVIEST:
        raise DocumentTooHeavyError(limit=HEAVIEST // MIB)
    if not content:
        raise DocumentEmptyError
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return CleanDocument(content, Paper.PDF)
    if _is_text(content):
        return CleanDocument(content, Paper.TEXT)
    try:
        picture = sanitize_in_subprocess(BytesIO(content))
    except NotAPhotographError:
        raise NotADocumentError from None
    return CleanDocument(picture.content, PICTURES[picture.extension])


def _is_text(content: bytes) -> bool:
    """UTF-8 that holds lines and nothing that steers a machine."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(sign in IN_TEXT or unicodedata.category(sign) != "Cc" for sign in text)
