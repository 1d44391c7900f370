"""Where stories are read by everybody, and how they come there."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.stories.views import (
    consents,
    feeds,
    public_stories,
    publication,
    story_files,
    story_people,
    story_reviews,
)

WORKSHOP = [
    path(
        _("stories/workshop/<public_id:public_id>/people/"),
        story_people.people,
        name="story-people",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/people/<str:person_id>/"),
        story_people.person,
        name="story-person",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/people/<str:person_id>/ask/"),
        story_people.ask,
        name="story-person-ask",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/people/<str:person_id>/note/"),
        story_people.note,
        name="story-person-note",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/people/<str:person_id>/remove/"),
        story_people.take_off,
        name="story-person-remove",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/publication/"),
        publication.publication,
        name="story-publication",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/publication/reread/"),
        publication.reread,
        name="story-reread",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/publication/hand-in/"),
        publication.submit,
        name="story-submit",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/publication/take-back/"),
        publication.take_back,
        name="story-take-back",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/publication/withdraw/"),
        publication.withdraw,
        name="story-withdraw",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/link/"),
        publication.open_link,
        name="story-link-make",
    ),
    path(
        _("stories/workshop/<public_id:public_id>/link/<str:link>/close/"),
        publication.close_link,
        name="story-link-revoke",
    ),
]
READERS = [
    path(_("stories/readings/"), story_reviews.reading_list, name="reading-list"),
    path(_("stories/readings/<public_id:public_id>/"), story_reviews.reading, name="reading"),
    path(
        _("stories/readings/<public_id:public_id>/publish/"),
        story_reviews.publish,
        name="story-publish",
    ),
    path(
        _("stories/readings/<public_id:public_id>/send-back/"),
        story_reviews.send_back,
        name="story-send-back",
    ),
]
PUBLIC = [
    path(_("stories/"), public_stories.index, name="story-list"),
    path(_("stories/feed.rss"), feeds.StoriesRss(), name="story-rss"),
    path(_("stories/feed.atom"), feeds.StoriesAtom(), name="story-atom"),
    path(_("stories/about-me/"), consents.index, name="consent-list"),
    path(_("s/story/<str:token>/"), public_stories.look, name="story-look"),
    path(_("s/story/<str:token>/road.gpx"), public_stories.look_road, name="story-look-road"),
    path(
        _("s/story/<str:token>/sounds/<str:sound>/"),
        public_stories.look_sound,
        name="story-look-sound",
    ),
    path(_("s/consent/<str:token>/"), consents.consent, name="consent"),
    path(_("s/consent/<str:token>/withdraw/"), consents.withdraw, name="consent-withdraw"),
    path(_("stories/<public_id:public_id>/report/"), story_reviews.report, name="story-report"),
    path(_("stories/<public_id:public_id>/files/<str:form>/"), story_files.file, name="story-file"),
    path(_("stories/<public_id:public_id>/"), public_stories.detail, name="story-detail"),
]

urlpatterns = [*WORKSHOP, *READERS, *PUBLIC]
