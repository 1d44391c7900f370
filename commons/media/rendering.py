"""The sizes and formats in which a photograph is shown, and how they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Final

from PIL import Image

from core.values.pictures import MIDDLE, Focus

WIDTHS: Final = (480, 960, 1440)
SEEN_IN_A_PART: Final = 4  # squares along its longer side: nobody is known by them


@dataclass(frozen=True, slots=True)
class Format:
    """A way to encode, with what the encoder is told."""

    name: str
    extension: str
    mime: str
    options: dict[str, Any] = field(default_factory=dict, hash=False)
    see_through: bool = True


# Slower steps spend several times as long on files of nearly the same size and likeness.
AVIF: Final = Format("avif", "avif", "image/avif", {"quality": 55, "speed": 9, "max_threads": 1})
WEBP: Final = Format("webp", "webp", "image/webp", {"quality": 76})
JPEG: Final = Format(
    "jpeg",
    "jpg",
    "image/jpeg",
    {"quality": 80, "progressive": True, "optimize": True},
    see_through=False,
)
FORMATS: Final = (JPEG, WEBP, AVIF)  # the smallest last: whoever can, shows that one

MIME_TYPES: Final = {".png": "image/png"} | {f".{form.extension}": form.mime for form in FORMATS}


@dataclass(frozen=True, slots=True)
class Size:
    """One rendition to make. Its spec is what Wagtail would call it, so that Wagtail finds it.

    With a height it is cut, around what must stay in view.
    """

    width: int
    format: Format
    height: int = 0

    @property
    def spec(self) -> str:
        sides = f"fill-{self.width}x{self.height}" if self.height else f"width-{self.width}"
        return f"{sides}|format-{self.format.name}"

    def key(self, focus: Focus | None) -> str:
        """What makes it another rendition; nothing where nothing is cut away."""
        if not self.height:
            return ""
        focus = focus or MIDDLE
        return f"{focus.x}-{focus.y}"

    def name(self, stem: str, focus: Focus | None) -> str:
        """A file that is cut differently has another name: browsers keep what they know."""
        sides = "-".join(filter(None, (str(self.width), self.key(focus))))
        return f"{stem}.{sides}.{self.format.extension}"


CARD: Final = Size(1_200, JPEG, 630)  # of a shared link
FACE: Final = Size(192, WEBP, 192)  # of a portrait: beside a name
PREVIEW: Final = Size(WIDTHS[0], JPEG)  # made while the person waits
LAST: Final = Size(WIDTHS[0], AVIF)  # made last


def sizes_for(width: int) -> list[Size]:
    """What is cut, then the largest first. A photograph is never blown up: one step reaches its own
    width, and enough.
    """
    widths = [step for i, step in enumerate(WIDTHS) if i == 0 or WIDTHS[i - 1] < width]
    return [CARD, *(Size(step, form) for step in reversed(widths) for form in FORMATS)]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture, in hundredths of its width and height: a rectangle or an ellipse."""

    left: int
    top: int
    width: int
    height: int
    is_round: bool = False

    def box(self, picture: Image.Image) -> tuple[int, int, int, int]:
        """In pixels, never less than what was meant, never beyond the edge."""
        right, bottom = self.left + self.width, self.top + self.height
        return (
            picture.width * self.left // 100,
            picture.height * self.top // 100,
            min(picture.width, -(-picture.width * right // 100)),
            min(picture.height, -(-picture.height * bottom // 100)),
        )


def without(picture: Image.Image, region: Region) -> Image.Image:
    """Nothing of the part is left but a few averages: no sharpening brings it back."""
    from PIL import ImageDraw  # noqa: PLC0415  brings a library of fonts, and only jobs draw

    left, top, right, bottom = box = region.box(picture)
    size = (right - left, bottom - top)
    share = SEEN_IN_A_PART / max(size)
    few = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
    part = picture.crop(box).resize(few, Image.Resampling.BOX)
    part = part.resize(size, Image.Resampling.BICUBIC)
    mask = Image.new("L", size, 0 if region.is_round else 255)
    if region.is_round:
        ImageDraw.Draw(mask).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=255)
    covered = picture.copy()
    covered.paste(part, box, mask)
    return covered


def open_for(file: IO[bytes], width: int) -> Image.Image:
    """Decoded no larger than the largest size needs, where the format allows it."""
    picture = Image.open(file)
    share = width / picture.width
    picture.draft(None, (width, max(1, round(picture.height * share))))
    picture.load()
    if picture.mode == "P":
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def cut(picture: Image.Image, size: Size, focus: Focus | None) -> Image.Image:
    """As much as fits into these sides, around the focus as style sheets do it; never blown up."""
    focus = focus or MIDDLE
    share = min(picture.width / size.width, picture.height / size.height)
    width, height = max(1, round(size.width * share)), max(1, round(size.height * share))
    left = (picture.width - width) * focus.x // 100
    top = (picture.height - height) * focus.y // 100
    return shrunk(picture.crop((left, top, left + width, top + height)), size.width)


def shrunk(picture: Image.Image, width: int) -> Image.Image:
    """As wide as asked for, or as it is where that is less."""
    if picture.width <= width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def encoded(picture: Image.Image, form: Format) -> bytes:
    """In this format; what was see-through stands on white where the format has no such thing."""
    out = BytesIO()
    if picture.mode == "RGBA" and not form.see_through:
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    picture.info = {}
    picture.save(out, form.name, **form.options)
    return out.getvalue()
