"""Pixels alone, upright, in sRGB: decoded, turned, converted and encoded anew."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import IO, Final

from PIL import Image, ImageOps

from commons.media.cleaning.limits import (
    HEAVIEST,
    LARGEST,
    LONGEST_SIDE,
    MEGAPIXEL,
    MIB,
    CleanPicture,
)
from commons.media.errors import (
    NotAPhotographError,
    PhotographDamagedError,
    PhotographTooDemandingError,
    PhotographTooHeavyError,
    PhotographTooLargeError,
)

FEW_COLOURS: Final = 256
PIXELS_OF_BLOCK: Final = 64  # of a JPEG
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CHUNK_FRAME: Final = 12  # bytes of length, name and checksum
FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN: Final = (  # what decoders raise over bytes that aren't what they claim to be
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)


def inspect(file: IO[bytes]) -> Image.Image:
    """Judge by the header alone, before a single pixel is decoded."""
    file.seek(0, 2)
    if file.tell() > HEAVIEST:
        raise PhotographTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    accept_heif()
    try:
        picture = Image.open(file, formats=FORMATS)
    except BOMBS as bomb:
        raise PhotographTooLargeError(limit=LARGEST // MEGAPIXEL) from bomb
    except BROKEN as failure:
        raise NotAPhotographError from failure
    if picture.width * picture.height > LARGEST:
        raise PhotographTooLargeError(limit=LARGEST // MEGAPIXEL)
    return picture


def accept_heif() -> None:
    """Only a process that opens what strangers send carries the library."""
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def clean(file: IO[bytes]) -> CleanPicture:
    """Decode, turn upright, convert, shrink and encode anew."""
    try:
        picture = inspect(file)
        require_whole(file, picture)
        return encode(strip_metadata(picture), drawing=picture.format == "PNG")
    except MemoryError as failure:
        raise PhotographTooDemandingError from failure
    except BROKEN as failure:
        raise PhotographDamagedError from failure


def require_whole(file: IO[bytes], picture: Image.Image) -> None:
    """Decoders forgive missing bytes and paint grey instead. Raises PhotographDamagedError."""
    end = file.seek(0, 2)
    if picture.format in {"AVIF", "HEIF"}:
        # The boxes of the file must fit into it (ISO/IEC 14496-12).
        position = 0
        while position < end:
            file.seek(position)
            size, _kind, long_size = struct.unpack(">I4sQ", file.read(16).ljust(16, b"\0"))
            step = {0: end - position, 1: long_size}.get(size, size)
            if step < 8 or position + step > end:
                raise PhotographDamagedError
            position += step
    elif picture.format == "PNG":
        # The chunks of a PNG must fit into it, up to the one that ends it.
        position, kind = len(PNG_SIGNATURE), b""
        while kind != b"IEND":
            file.seek(position)
            size, kind = struct.unpack(">I4s", file.read(8).ljust(8, b"\0"))
            position += size + CHUNK_FRAME
            if position > end:
                raise PhotographDamagedError
    elif picture.format == "JPEG" and end * 8 < picture.width * picture.height // PIXELS_OF_BLOCK:
        raise PhotographDamagedError  # each block takes one bit at least
    file.seek(0)


def strip_metadata(picture: Image.Image) -> Image.Image:
    """The pixels: first frame, upright, in sRGB, few enough, and no word beside them."""
    if max(picture.size) >= 2 * LONGEST_SIDE:  # JPEG can be decoded at half its size
        picture.draft(None, (picture.width // 2 or 1, picture.height // 2 or 1))
    picture.load()
    turn_upright(picture)
    strip_metadata = in_srgb(picture)
    strip_metadata.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    strip_metadata.info = {}
    return strip_metadata


def turn_upright(picture: Image.Image) -> None:
    """As its metadata ask. Metadata that can't be read ask for nothing."""
    with suppress(*BROKEN):
        ImageOps.exif_transpose(picture, in_place=True)


def in_srgb(picture: Image.Image) -> Image.Image:
    """Eight bits of red, green, blue (and alpha), or shades of grey, as every screen shows them."""
    mode = plain_mode(picture)
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        # The colours that its profile means, in sRGB; a profile that is broken says nothing.
        from PIL import ImageCms  # noqa: PLC0415  a library of its own, and only uploads need it

        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, srgb, outputMode=mode)
            if converted is not None:
                return converted
    if picture.mode.startswith("I"):  # 16 bits
        return picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)


def plain_mode(picture: Image.Image) -> str:
    if picture.has_transparency_data:
        return "RGBA"
    return "L" if picture.mode in {"1", "L", "I", "I;16"} else "RGB"


def encode(picture: Image.Image, *, drawing: bool) -> CleanPicture:
    """JPEG for photographs, PNG for drawings and for what is see-through."""
    out = BytesIO()
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" or (drawing and picture.getcolors(FEW_COLOURS)):
        picture.save(out, "PNG", optimize=True)
        return CleanPicture(out.getvalue(), "png")
    picture.save(out, "JPEG", quality=88, progressive=True, optimize=True)
    return CleanPicture(out.getvalue(), "jpg")
