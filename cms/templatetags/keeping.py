"""Parts of a page that say the same to everybody, and only what is gathered."""

from __future__ import annotations

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token

from cms.queries.gathering import gathered

register = template.Library()


class Kept(Node):
    """Drawn once, then remembered as long as what it shows."""

    def __init__(self, nodes: NodeList, name: str, about: list[FilterExpression]) -> None:
        self.nodes, self.name, self.about = nodes, name, about

    def render(self, context: Context) -> str:
        told = [str(one.resolve(context)) for one in self.about]
        return gathered(f"{self.name} {told}", lambda: self.nodes.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """`{% kept "name" words … %}`: whatever in it isn't gathered has to be named."""
    _tag, name, *about = token.split_contents()
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodes, name, [parser.compile_filter(one) for one in about])
