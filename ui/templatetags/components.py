"""How pages include components. Built in (`config/settings/base.py`): no page loads it.

An offer is told by eighty components, a list by three hundred: what each costs besides its own
words is a part of every answer.
"""

from functools import cache
from typing import Any, Final, cast

from django import template
from django.template import Context, Template
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

ALWAYS_THERE: Final = {"True": True, "False": False, "None": None}  # as in each context of Django


class Component(IncludeNode):
    """What `{% include "…" with … only %}` becomes: the same as with Django, in half the time.

    Django copies the context with all that surrounds it, to hide that from the component, and
    looks the template up for each page. Ours lays what surrounds it aside for a moment.
    """

    found: Template | None = None

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.extra_context.items()}
        component = self.found or self._find(context)
        around, context.dicts = context.dicts, [ALWAYS_THERE, given]
        try:
            return component.render(context)
        finally:
            context.dicts = around

    def _find(self, context: Context) -> Template:
        """Known as long as the template that includes it: both are read anew together."""
        page = cast(Template, context.template)
        self.found = found = page.engine.get_template(self.template.var)
        return found


@register.tag
def include(parser: Parser, token: Token) -> IncludeNode:
    """Django's own; a component of a fixed name that sees only what it is given is ours."""
    node = do_include(parser, token)
    if not node.isolated_context or node.template.is_var or node.template.filters:
        return node
    return Component(node.template, extra_context=node.extra_context, isolated_context=True)


@register.simple_tag
def constant(name: str, **given: Any) -> SafeString:
    """A component that says the same on every page: put into words once for each language."""
    return _in_words(name, get_language(), tuple(given.items()))


@cache
def _in_words(name: str, _language: str | None, given: tuple[tuple[str, Any], ...]) -> SafeString:
    return render_to_string(name, dict(given))
