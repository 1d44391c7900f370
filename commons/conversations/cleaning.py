"""From any uploaded bytes to what may come with a message: a photograph or a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from PIL import Image

from commons.conversations.choices import FileKind
from commons.conversations.errors import (
    AttachmentEmptyError,
    AttachmentTooHeavyError,
    NotAnAttachmentError,
)
from commons.media.cleaning.isolation import sanitize_in_subprocess
from commons.media.cleaning.pdfs import check_pdf
from commons.media.errors import NotAPhotographError

MIB: Final = 1 << 20
HEAVIEST: Final = 10 * MIB
PICTURES: Final = {"jpg": FileKind.JPEG, "png": FileKind.PNG}
PREVIEW_SIDE: Final = 960  # pixels; a page shows a photo in less than half of it
PREVIEWED: Final = 128 * 1024  # bytes; what is lighter is shown as it is
PREVIEW_QUALITY: Final = 78


@dataclass(frozen=True, slots=True)
class CleanAttachment:
    """What may be kept. A photograph is encoded anew, without place, time and device."""

    content: bytes
    kind: FileKind
    width: int = 0
    height: int = 0
    preview: bytes = b""  # a small JPEG of a heavy photograph, for lists


def clean_attachment(file: IO[bytes]) -> CleanAttachment:
    """Judge a file by its content, in the bounded process.

    Raises AttachmentEmptyError, AttachmentTooHeavyError, NotAnAttachmentError, and the refusals of
    `check_pdf` and `sanitize_in_subprocess`.
    """
    file.seek(0)
    content = file.read(HEAVIEST + 1)
    if len(content) > HEAVIEST:
        raise AttachmentTooHeavyError(limit=HEAVIEST // MIB)
    if not content:
        raise AttachmentEmptyError
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return CleanAttachment(content, FileKind.PDF)
    try:
        picture = sanitize_in_subprocess(BytesIO(content))
    except NotAPhotographError:
        raise NotAnAttachmentError from None
    with Image.open(BytesIO(picture.content)) as image:  # encoded by our own child
        width, height = image.size
        preview = _preview_of(image) if len(picture.content) > PREVIEWED else b""
    kind = PICTURES[picture.extension]
    return CleanAttachment(picture.content, kind, width, height, preview)


def _preview_of(image: Image.Image) -> bytes:
    """So small that no page of photographs meets the limit of large answers.

    What is see-through lies on white.
    """
    image.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))  # a JPEG is decoded at a fraction of its size
    image.load()
    if image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    small = image.convert("RGB")
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "JPEG", quality=PREVIEW_QUALITY, progressive=True, optimize=True)
    return out.getvalue()
