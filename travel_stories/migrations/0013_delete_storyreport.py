from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("travel_stories", "0012_reports_are_cases")]

    operations = [migrations.DeleteModel(name="StoryReport")]
