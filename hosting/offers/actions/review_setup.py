"""What must stand in the database before anybody reads an offer. May run any number of times."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from hosting.communities.actions.admin_access import admin_access_permission, prepare_coordinators
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.review import CommunityReading
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace

LABELS = ("organisations", "communities", "offers")
CO_OPERATIVE = "Co-operative"
REVIEW_WORKFLOW = "Reading by the community"
CO_OPERATIVE_MAY = frozenset(
    {
        "read_any_offer",
        "look_after_organisations",
        "add_community",
        "change_community",
        *(f"view_{noun}" for noun in ("community", "membership", "stay", "workspace", "activity")),
        *(f"view_{noun}" for noun in ("product", "tip", "localrule", "attestation")),
        *(
            f"{verb}_{noun}"
            for verb in ("add", "change", "delete", "view")
            for noun in ("cause", "interest", "need")
        ),
    }
)


@transaction.atomic
def prepare_review() -> None:
    """The group of coordinators, and the workflow of every kind of offer unless an editor chose."""
    for label in LABELS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    prepare_coordinators()
    # They found communities, keep the lists, and read where the only coordinator is the host.
    # Only at first: afterwards an editor gives and takes permissions in the admin.
    group, is_new = Group.objects.get_or_create(name=CO_OPERATIVE)
    if is_new:
        ours = Permission.objects.filter(content_type__app_label__in=LABELS)
        group.permissions.set(ours.filter(codename__in=CO_OPERATIVE_MAY))
        group.permissions.add(admin_access_permission())
    # Known by its task, so that an editor may give it another name.
    task = CommunityReading.objects.first() or CommunityReading.objects.create(name=REVIEW_WORKFLOW)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=REVIEW_WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for kind in (Offer, Stay, Workspace, Activity, Product, Tip):
        content_type = ContentType.objects.get_for_model(kind)
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )
