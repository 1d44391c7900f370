"""Who may plant editorial pages by program, and who writes one on the site.

People who edit use the Wagtail admin and its permissions.
"""

import rules

from cms.pages.models import DestinationPage
from cms.pages.models.destinations import destinations_coordinated_by
from commons.accounts.permissions import Visitor


@rules.predicate
def coordinates_its_community(person: Visitor, page: DestinationPage | None = None) -> bool:
    """Coordinator of one of the communities that tell this place."""
    return page is not None and destinations_coordinated_by(person).filter(pk=page.pk).exists()


rules.add_perm("pages.create_page", rules.is_active & rules.is_superuser)
rules.add_perm("pages.write_destination", rules.is_active & coordinates_its_community)
