"""What a story is made of, who writes it, and what people in it may wish."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Season(models.TextChoices):
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")
    AUTUMN = "autumn", _("Autumn")
    WINTER = "winter", _("Winter")

    @property
    def months(self) -> tuple[int, int, int]:
        """By the calendar of people who work outside: spring begins with March."""
        first = 3 + 3 * list(Season).index(self)
        return first, first % 12 + 1, (first + 1) % 12 + 1


class AuthorRole(models.TextChoices):
    LEAD = "lead", _("Leads the story")
    WRITER = "writer", _("Co-writes the story")
    READER = "reader", _("Reads and comments")


class BlockKind(models.TextChoices):
    TEXT = "text", _("Text")
    PHOTO = "photo", _("Photo")
    GALLERY = "gallery", _("Gallery")
    QUOTE = "quote", _("Quote")
    PLACE = "place", _("Place")
    ROUTE = "route", _("Route")
    OFFER = "offer", _("Offer along the way")
    ADVICE = "advice", _("Piece of advice")
    SOUND = "sound", _("Sound")


class Shown(models.TextChoices):
    """What those who are named or shown agreed to."""

    SHOWN = "shown", _("Shown")
    BLURRED = "blurred", _("Blurred")
    CUT = "cut", _("Cut")


class StoryNoun(models.TextChoices):
    STORY = "story", pgettext_lazy("story", "story")
    CHAPTER = "chapter", _("chapter")
    BLOCK = "block", _("block")


class ShownAs(models.TextChoices):
    NAMED = "named", _("named or shown")
    HOST = "host", _("host in the story")


class ConsentLevel(models.TextChoices):
    """From the widest to the narrowest; of several people in one block the narrowest counts."""

    YES = "yes", _("Yes, as it is")
    BLUR = "blur", _("Blur me")
    CUT = "cut", _("Cut this part")


class Decision(models.TextChoices):
    YES = "yes", _("yes to everything")
    PART = "part", _("yes to part of it")
    NO = "no", _("no")


class AnswerWay(models.TextChoices):
    ONLINE = "online", _("online")
    ORALLY = "orally", _("verbally, recorded by an author")


class Purpose(models.TextChoices):
    PUBLICATION = "publication", _("publication of a story under its licence")
