"""Editorial pages, and what Wagtail’s two groups may do with them and with recordings."""

import cms.blocks.streams
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


ONES_OWN = {"change_image", "delete_image"}  # whoever may add one may change their own
LIBRARY = "Rédaction · Editors"
PATH_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of a path, four for each level
VERBS = ("add", "change", "delete")
GIVEN_TO_MODERATORS = (("recordings", "recording"), ("wagtailredirects", "redirect"))
BEFORE, SINCE = "Moderators approval", "Relecture · Reading"


def prepare_editors(apps, schema_editor):
    """Give Wagtail's two groups what they lack: Editors write and submit, Moderators publish.

    In a migration, hence once: whoever runs the site may give and take permissions afterwards.
    """
    Group = apps.get_model("auth", "Group")
    for editors in Group.objects.filter(name="Editors"):
        editors.permissions.add(permission(apps, "recordings", "recording", "add"))
        rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
        rights.filter(group=editors, permission__codename__in=ONES_OWN).delete()
    for moderators in Group.objects.filter(name="Moderators"):
        for label, model in GIVEN_TO_MODERATORS:
            moderators.permissions.add(*(permission(apps, label, model, verb) for verb in VERBS))
    for model in ("Workflow", "GroupApprovalTask"):
        named = apps.get_model("wagtailcore", model).objects.filter(name=BEFORE)
        named.update(name=SINCE)
    prepare_library(apps)


def permission(apps, label, model, verb):
    """Django makes them after all migrations: here it is too early."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=label, model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{verb}_{model}",
        defaults={"name": f"Can {verb} {model}"},
    )
    return found


def prepare_library(apps):
    """Make a collection for editors' photographs, and move the rights on images to it.

    On the root they would count for all photographs: whoever reads pages could change or delete
    those of every host. What somebody gave on another collection stays.
    """
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    library = library_below(apps, root)
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for right in rights.filter(collection=root, permission__codename__endswith="_image"):
        rights.get_or_create(group=right.group, permission=right.permission, collection=library)
        right.delete()


def library_below(apps, root):
    collections = apps.get_model("wagtailcore", "Collection").objects
    beside = collections.filter(depth=2)
    if found := beside.filter(name=LIBRARY).first():
        return found
    last = beside.order_by("path").last()
    number = int(last.path[-4:], 36) + 1 if last else 1
    digits = [PATH_DIGITS[number // 36**place % 36] for place in (3, 2, 1, 0)]
    root.numchild += 1
    root.save()
    return collections.create(name=LIBRARY, depth=2, path=root.path + "".join(digits))


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('recordings', '0001_initial'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('footer_column', models.CharField(blank=True, choices=[('travel', 'Travel'), ('welcome', 'Hosting'), ('cooperative', 'The co-operative')], max_length=16, verbose_name='footer column')),
                ('lead', models.CharField(blank=True, max_length=400, verbose_name='description in two sentences')),
                ('body', cms.blocks.streams.BlocksField([], verbose_name='text')),
            ],
            options={
                'verbose_name': 'content page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CreditsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('footer_column', models.CharField(blank=True, choices=[('travel', 'Travel'), ('welcome', 'Hosting'), ('cooperative', 'The co-operative')], max_length=16, verbose_name='footer column')),
                ('body', cms.blocks.streams.BlocksField([], verbose_name='sources')),
            ],
            options={
                'verbose_name': 'credits page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DestinationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.CharField(max_length=400, verbose_name='description in two sentences')),
            ],
            options={
                'verbose_name': 'list of destinations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DestinationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.CharField(max_length=400, verbose_name='description in two sentences')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo', verbose_name='cover photo')),
                ('body', cms.blocks.streams.BlocksField([], verbose_name='the place')),
                ('without_car', models.TextField(blank=True, verbose_name='how to get here without a car')),
                ('communities', modelcluster.fields.ParentalManyToManyField(related_name='destinations', to='communities.community', verbose_name='communities')),
            ],
            options={
                'verbose_name': 'destination',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.CharField(max_length=400, verbose_name='description in two sentences')),
                ('map_door', models.CharField(max_length=200, verbose_name='text on the map card')),
                ('stories_door', models.CharField(max_length=200, verbose_name='text on the stories card')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo', verbose_name='photo on the stories card')),
                ('steps', cms.blocks.streams.BlocksField([], blank=True, verbose_name='how it works')),
                ('body', cms.blocks.streams.BlocksField([], blank=True, verbose_name='who we are')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ThemePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.CharField(max_length=400, verbose_name='description in two sentences')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo', verbose_name='cover photo')),
                ('body', cms.blocks.streams.BlocksField([], verbose_name='the theme')),
                ('interests', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='communities.interest', verbose_name='interests')),
            ],
            options={
                'verbose_name': 'theme page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(prepare_editors, migrations.RunPython.noop),
    ]
