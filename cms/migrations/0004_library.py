"""Photographs of the editors lie in a library of their own, and rights on images count there only.

They counted for all photographs: whoever read pages could change or delete those of every host.
"""

from django.db import migrations

LIBRARY = "Rédaction · Editors"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of a path, four for each floor


def prepare(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    library = library_below(apps, root)
    bring_rights(apps, root, library)
    bring_photographs(apps, root, library)


def library_below(apps, root):
    collections = apps.get_model("wagtailcore", "Collection").objects
    beside = collections.filter(depth=2)
    if found := beside.filter(name=LIBRARY).first():
        return found
    last = beside.order_by("path").last()
    number = int(last.path[-4:], 36) + 1 if last else 1
    signs = [DIGITS[number // 36**place % 36] for place in (3, 2, 1, 0)]
    root.numchild += 1
    root.save()
    return collections.create(name=LIBRARY, depth=2, path=root.path + "".join(signs))


def bring_rights(apps, root, library):
    """Whoever holds them, and whatever somebody gave on another collection stays."""
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for right in rights.filter(collection=root, permission__codename__endswith="_image"):
        rights.get_or_create(group=right.group, permission=right.permission, collection=library)
        right.delete()


def bring_photographs(apps, root, library):
    """What no person brought through the site, which remembers it, and no story had blurred."""
    brought = apps.get_model("accounts", "AuditEntry").objects.filter(
        subject_type__app_label="media", verb="photo.added", actor__isnull=False
    )
    blurred = apps.get_model("travel_stories", "BlurredPhoto").objects
    photos = apps.get_model("media", "Photo").objects.filter(collection=root)
    photos = photos.exclude(pk__in=brought.values("subject_id"))
    photos.exclude(pk__in=blurred.values("blurred")).update(collection=library)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cms", "0003_editors"),
        ("media", "0004_moderation"),
        ("travel_stories", "0005_telling"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
