"""The entry of hosting in the menu of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from hosting.communities.wagtail_hooks.communities import (
    CommunityViewSet,
    LocalRuleViewSet,
    MembershipViewSet,
)
from hosting.communities.wagtail_hooks.terms import CauseViewSet, InterestViewSet, NeedViewSet
from hosting.offers.wagtail_hooks.attestations import AttestationViewSet
from hosting.offers.wagtail_hooks.offers import (
    ActivityViewSet,
    ProductViewSet,
    StayViewSet,
    TipViewSet,
    WorkspaceViewSet,
)


class HospitalityGroup(SnippetViewSetGroup):
    """One entry of the menu, for those of the co-operative who may see what is in it."""

    items = (
        CommunityViewSet,
        MembershipViewSet,
        LocalRuleViewSet,
        AttestationViewSet,
        StayViewSet,
        ActivityViewSet,
        ProductViewSet,
        TipViewSet,
        WorkspaceViewSet,
        CauseViewSet,
        InterestViewSet,
        NeedViewSet,
    )
    menu_label = _("Hospitality")
    menu_icon = "home"
    menu_order = 150


register_snippet(HospitalityGroup)
