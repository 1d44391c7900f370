"""What mails, and pages that ask for one, need."""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

LED: Final = re.compile(r"(?m)^– (.+)\n +(https?://\S+)$|(https?://\S+)")
QUOTED: Final = re.compile(r"(?m)(?:^>.*\n?)+")


@register.simple_tag
def reply_address() -> str:
    """Where an answer to an email of the site goes: the address that people can write to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@register.filter
def quoted(words: str) -> str:
    """What somebody wrote, as lines that begin with `>`: a mail shows where its own words end.

    Mail programs fold such lines away in an answer, and so do we (`core.inbound_email`).
    """
    return "\n".join(f"> {line}".rstrip() for line in words.strip().splitlines())


@dataclass(frozen=True, slots=True)
class MailBlock:
    """A part of a mail: its own words, or what it quotes without the sign of it."""

    words: str
    is_quoted: bool


@register.filter
def mail_blocks(text: str) -> list[MailBlock]:
    """Its words and its quotations in turn, for the part that is HTML."""
    blocks, end = [], 0
    for found in QUOTED.finditer(text):
        words = "\n".join(line[1:].removeprefix(" ") for line in found.group().splitlines())
        blocks += [MailBlock(text[end : found.start()].strip(), False), MailBlock(words, True)]
        end = found.end()
    blocks.append(MailBlock(text[end:].strip(), False))
    return [block for block in blocks if block.words]


@register.filter
def own_links(text: str) -> SafeString:
    """Addresses of the site become links; what a stranger wrote into a name never does.

    The line of a list leads where the line under it says: both parts of a mail say the same.
    """
    parts, end = [], 0
    for found in LED.finditer(text):
        words, beside, alone = found.groups()
        if not (beside or alone).startswith(f"{settings.BASE_URL}/"):
            part = conditional_escape(found.group())
        elif alone:
            part = format_html('<a href="{0}">{0}</a>', alone)
        else:
            part = format_html('– <a href="{}">{}</a>', beside, words)
        parts += [conditional_escape(text[end : found.start()]), part]
        end = found.end()
    return format_html_join(
        "", "{}", ((part,) for part in [*parts, conditional_escape(text[end:])])
    )
