"""What readers reported about stories joins the cases about everything."""

from django.db import migrations, models

REASONS = {"wrong": "false"}  # the other words stayed


def fold(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    story, _new = content_types.get_or_create(app_label="travel_stories", model="story")
    reports = apps.get_model("travel_stories", "StoryReport").objects.select_related("story")
    for report in reports.order_by("pk"):
        case = _case_of(apps, report, story)
        _move(apps, report, case)
        if report.state != "open":
            _decide(apps, report, case)


def _case_of(apps, report, story):
    """Open ones about a story are one case; what was decided was decided one by one."""
    cases = apps.get_model("moderation", "Case").objects
    about = {"kind": "story", "subject_type": story, "subject_id": report.story_id}
    if report.state == "open" and (known := cases.filter(state="open", **about).first()):
        return known
    state = "open" if report.state == "open" else "decided"
    case = cases.create(state=state, title=report.story.title[:160], **about)
    cases.filter(pk=case.pk).update(opened_at=report.made_at)
    seats = apps.get_model("travel_stories", "StoryAuthor").objects.filter(story=report.story_id)
    people = list(seats.filter(left_at=None).exclude(person=None).values_list("person", flat=True))
    case.authors.set(people)
    case.parties.set(people)
    return case


def _move(apps, report, case):
    reports = apps.get_model("moderation", "Report").objects.filter(case=case)
    email = "" if report.by_id else report.email.lower()
    if report.by_id and reports.filter(by=report.by_id).exists():
        return
    if email and reports.filter(by=None, email=email).exists():
        return
    made = reports.create(
        public_id=report.public_id,
        case=case,
        reason=REASONS.get(report.reason, report.reason),
        words=report.words,
        by_id=report.by_id,
        name="" if report.by_id else report.name,
        email=email,
        language=report.language,
    )
    reports.filter(pk=made.pk).update(made_at=report.made_at)


def _decide(apps, report, case):
    decisions = apps.get_model("moderation", "Decision").objects
    made = decisions.create(
        case=case,
        measure="none" if report.state == "kept" else "asked",
        facts=report.decision,
        words=report.decision,
        by_id=report.decided_by_id,
    )
    decisions.filter(pk=made.pk).update(made_at=report.decided_at)
    case.effect, case.decided_at = made.measure, report.decided_at
    case.appeals_until = report.decided_at
    case.save()


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("travel_stories", "0011_itineraries"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="hidden_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
