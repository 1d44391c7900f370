"""Where stories are read by everybody, and how they come there."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.views import consents, feeds, reading, readings, story_files

READERS = [
    path(_("stories/readings/"), readings.reading_list, name="reading-list"),
    path(
        _("stories/readings/reports/<str:report_id>/"),
        readings.report_detail,
        name="report-detail",
    ),
    path(_("stories/readings/<public_id:public_id>/"), readings.reading, name="reading"),
    path(
        _("stories/readings/<public_id:public_id>/publish/"),
        readings.publish,
        name="story-publish",
    ),
    path(
        _("stories/readings/<public_id:public_id>/send-back/"),
        readings.send_back,
        name="story-send-back",
    ),
    path(
        _("stories/readings/<public_id:public_id>/take-down/"),
        readings.take_down,
        name="story-take-down",
    ),
]
PUBLIC = [
    path(_("stories/"), reading.index, name="story-list"),
    path(_("stories/feed.rss"), feeds.StoriesRss(), name="story-rss"),
    path(_("stories/feed.atom"), feeds.StoriesAtom(), name="story-atom"),
    path(_("stories/about-me/"), consents.index, name="consent-list"),
    path(_("s/story/<str:token>/"), reading.look, name="story-look"),
    path(_("s/consent/<str:token>/"), consents.consent, name="consent"),
    path(_("s/consent/<str:token>/withdraw/"), consents.withdraw, name="consent-withdraw"),
    path(_("stories/<public_id:public_id>/report/"), readings.report, name="story-report"),
    path(_("stories/<public_id:public_id>/files/<str:form>/"), story_files.file, name="story-file"),
    path(_("stories/<public_id:public_id>/"), reading.detail, name="story-detail"),
]

urlpatterns = [*READERS, *PUBLIC]
