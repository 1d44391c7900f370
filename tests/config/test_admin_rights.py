"""What somebody who may do everything may do to each list of the admin: most are to look at."""

import pytest
from wagtail.snippets.models import get_snippet_models

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

DEEDS = ("view", "add", "change", "delete")
WRITTEN_THERE = {
    "communities.Cause": DEEDS,
    "communities.Community": ("view", "add", "change"),
    "communities.Interest": DEEDS,
    "communities.Need": DEEDS,
    "recordings.Recording": DEEDS,
}


def test_the_admin_writes_in_no_list_but_those_that_are_named():
    superuser = UserFactory(is_superuser=True)
    policies = {
        model._meta.label: model.snippet_viewset.permission_policy for model in get_snippet_models()
    }

    allowed = {
        label: tuple(deed for deed in DEEDS if policy.user_has_permission(superuser, deed))
        for label, policy in policies.items()
    }

    assert allowed == dict.fromkeys(policies, ("view",)) | WRITTEN_THERE
