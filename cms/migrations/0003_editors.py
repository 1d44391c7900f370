"""Editors write and hand in, Moderators read and publish: what Wagtail's two groups lack for that.

Once, so that whoever runs the site may give and take permissions afterwards.
"""

from django.db import migrations

ONES_OWN = {"change_image", "delete_image"}  # whoever may add one may change their own
DEEDS = ("add", "change", "delete")
AT_ONCE = {
    ("cms", "recording"): DEEDS,
    ("wagtailredirects", "redirect"): DEEDS,
}
BEFORE, SINCE = "Moderators approval", "Relecture · Reading"


def prepare(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for editors in Group.objects.filter(name="Editors"):
        editors.permissions.add(permission(apps, "cms", "recording", "add"))
        rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
        rights.filter(group=editors, permission__codename__in=ONES_OWN).delete()
    for moderators in Group.objects.filter(name="Moderators"):
        for (label, noun), deeds in AT_ONCE.items():
            given = [permission(apps, label, noun, deed) for deed in deeds]
            moderators.permissions.add(*given)
    for model in ("Workflow", "GroupApprovalTask"):
        named = apps.get_model("wagtailcore", model).objects.filter(name=BEFORE)
        named.update(name=SINCE)


def permission(apps, label, noun, deed):
    """Django makes them after all migrations: here it is too early."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=label, model=noun
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{deed}_{noun}",
        defaults={"name": f"Can {deed} {noun}"},
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_recordings_and_themes"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
