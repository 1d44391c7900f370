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
        return encode(bare(picture), drawing=picture.format == "PNG")
    except MemoryError as failure:
        raise PhotographTooDemandingError from failure
    except BROKEN as failure:
        raise PhotographDamagedError from failure


def require_whole(file: IO[bytes], picture: Image.Image) -> None:
    """HEIF and AVIF decoders forgive missing bytes: the boxes of the file must fit into it."""
    if picture.format not in {"AVIF", "HEIF"}:
        return
    end, position = file.seek(0, 2), 0
    while position < end:
        file.seek(position)
        size, _kind, long_size = struct.unpack(">I4sQ", file.read(16).ljust(16, b"\0"))
        step = {0: end - position, 1: long_size}.get(size, size)
        if step < 8 or position + step > end:
            raise PhotographDamagedError
        position += step
    file.seek(0)


def bare(picture: Image.Image) -> Image.Image:
    """The pixels: first frame, upright, in sRGB, few enough, and no word beside them."""
    if max(picture.size) >= 2 * LONGEST_SIDE:  # JPEG can be decoded at half its size
        picture.draft(None, (picture.width // 2 or 1, picture.height // 2 or 1))
    picture.load()
    turn_upright(picture)
    bare = in_srgb(picture)
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare.info = {}
    return bare


def turn_upright(picture: Image.Image) -> None:
    """As its metadata ask. Metadata that can't be read ask for nothing."""
    with suppress(*BROKEN):
        ImageOps.exif_transpose(picture, in_place=True)


def in_srgb(picture: Image.Image) -> Image.Image:
    """Eight bits of red, green, blue (and alpha), or shades of grey, as every screen shows them."""
    mode = plain_mode(picture)
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        with suppress(BrokenProfileError):
            return _from_profile(picture, profile, mode)
    if picture.mode.startswith("I"):  # 16 bits
        return picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)


class BrokenProfileError(Exception):
    """A profile that says nothing."""


def _from_profile(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """The colours that its profile means, in sRGB."""
    from PIL import ImageCms  # noqa: PLC0415  a library of its own, and only uploads need it

    try:
        source, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError) as broken:
        raise BrokenProfileError from broken
    if converted is None:
        raise BrokenProfileError
    return converted


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
