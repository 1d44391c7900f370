"""Parts of a page that say the same to everybody, and only what is gathered."""

from __future__ import annotations

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token

from cms.blocks.selectors.cached_aggregates import cached_aggregate

register = template.Library()


class CachedFragmentNode(Node):
    """Drawn once, then remembered as long as what it shows."""

    def __init__(self, nodes: NodeList, name: str, about: list[FilterExpression]) -> None:
        self.nodes, self.name, self.about = nodes, name, about

    def render(self, context: Context) -> str:
        arguments = [str(one.resolve(context)) for one in self.about]
        return cached_aggregate(f"{self.name} {arguments}", lambda: self.nodes.render(context))


@register.tag
def cached_fragment(parser: Parser, token: Token) -> CachedFragmentNode:
    """`{% cached_fragment "name" words … %}`: whatever in it isn't gathered has to be named."""
    _tag, name, *about = token.split_contents()
    nodes = parser.parse(("endcached_fragment",))
    parser.delete_first_token()
    return CachedFragmentNode(nodes, name, [parser.compile_filter(one) for one in about])
