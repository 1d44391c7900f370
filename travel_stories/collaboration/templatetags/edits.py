"""Hidden fields of changes."""

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def new_key() -> SafeString:
    """The field of `KeyForm`, where a button has no form: a press that is made twice is one."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())
