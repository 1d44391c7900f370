"""What must stand in the database before anybody reads an offer. May run any number of times."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from hosting.models import Activity, CommunityReading, Offer, Product, Stay, Tip

COORDINATORS = "Coordinators"
READING = "Reading by the community"


@transaction.atomic
def prepare_reading() -> None:
    """The group of coordinators, and the workflow of every kind of offer unless an editor chose."""
    prepare_coordinators()
    workflow = _workflow()
    for kind in (Offer, Stay, Activity, Product, Tip):
        content_type = ContentType.objects.get_for_model(kind)
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


def prepare_coordinators() -> Group:
    """They enter the Wagtail admin, and hold no permission on any model."""
    group, _ = Group.objects.get_or_create(name=COORDINATORS)
    door, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = Permission.objects.get_or_create(
        content_type=door,
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    group.permissions.add(access)
    return group


def _workflow() -> Workflow:
    """Known by its task, so that an editor may give it another name."""
    task = CommunityReading.objects.first() or CommunityReading.objects.create(name=READING)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=READING)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
