"""Who vouched for a candidate, in templates."""

from django import template

from hosting.communities.models.communities import Membership

register = template.Library()


@register.filter
def sponsor_names(membership: Membership) -> list[str]:
    """Everyone who vouched for this person, as the read of the membership brought them."""
    return [word.sponsor.display_name for word in membership.sponsorships.all()]
