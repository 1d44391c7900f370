"""Words that somebody wrote and that a mail or a notice quotes, marked with their language.

A package registers for each model that mails are about what people wrote of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.registry import KeyedRegistry
from ui.templatetags.languages import in_language, is_other_language

TAG: Final = re.compile(r"(<[^>]*>)")

type Finder = Callable[[Any], Iterable[tuple[str, str]]]

_finders = KeyedRegistry[type, Finder]()


def register_written_words(finder: Finder, *models: type) -> None:
    """`finder` gives words with the code of their language, of a row of one of these models."""
    for model in models:
        _finders.register(model, finder)


def mark_written_words(html: str, subject: object) -> SafeString:
    """The HTML with `lang` on what was written about its subject in another language.

    Plain text is escaped first. Only what stands between tags is marked, and no address.
    """
    escaped = conditional_escape(html)
    finder = _finders.get(type(subject))
    for words, language in finder(subject) if finder else ():
        if words and is_other_language(language):
            plain, marked = conditional_escape(words), in_language(words, language)
            parts = [
                part if part.startswith("<") else part.replace(plain, marked)
                for part in TAG.split(escaped)
            ]
            escaped = mark_safe("".join(parts))  # noqa: S308  both were escaped
    return escaped
