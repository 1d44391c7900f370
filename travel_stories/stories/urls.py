"""Addresses of stories: in public, before readers, and in the workshop."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from travel_stories.stories.views import (
    authors,
    blocks,
    chapters,
    comments,
    consents,
    feeds,
    pictures,
    public_stories,
    publication,
    sounds,
    story_files,
    story_people,
    story_reviews,
    workshop,
)

PEOPLE_AND_PUBLICATION = [
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
READERS = privileged(
    [
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
)
FILES = [
    path("md/", story_files.markdown, name="story-md"),
    path("epub/", story_files.epub, name="story-epub"),
    path("gpx/", story_files.gpx, name="story-gpx"),
    path("jsonld/", story_files.jsonld, name="story-jsonld"),
]
PUBLIC = [
    path(_("stories/"), public_stories.index, name="story-list"),
    path(_("stories/map.geojson"), public_stories.story_map, name="story-map"),
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
    path(_("stories/<public_id:public_id>/files/"), include(FILES)),
    path(_("stories/<public_id:public_id>/"), public_stories.detail, name="story-detail"),
]
CHAPTERS = [
    path(_("add/"), chapters.add, name="chapter-add"),
    path("<str:chapter>/", chapters.change, name="chapter-change"),
    path(_("<str:chapter>/move/"), chapters.move, name="chapter-move"),
    path(_("<str:chapter>/remove/"), chapters.remove, name="chapter-remove"),
]
BLOCKS = [
    path(_("add/<str:kind>/"), blocks.add, name="block-add"),
    path("<str:block>/", blocks.write, name="block-write"),
    path(_("<str:block>/cut/"), blocks.cut, name="block-cut"),
    path(_("<str:block>/save/"), blocks.save, name="block-save"),
    path(_("<str:block>/pen/"), blocks.edit_lock, name="block-edit-lock"),
    path(_("<str:block>/lay-down/"), blocks.release_lock, name="block-release-lock"),
    path(_("<str:block>/move/"), blocks.move, name="block-move"),
    path(_("<str:block>/remove/"), blocks.remove, name="block-remove"),
    path(_("<str:block>/photos/add/"), pictures.add, name="picture-add"),
    path(_("<str:block>/photos/<str:photo>/"), pictures.describe, name="picture-describe"),
    path(_("<str:block>/photos/<str:photo>/blur/"), pictures.blur, name="picture-blur"),
    path(_("<str:block>/photos/<str:photo>/place/"), pictures.place, name="picture-place"),
    path(_("<str:block>/photos/<str:photo>/remove/"), pictures.remove, name="picture-remove"),
    path(_("<str:block>/comments/add/"), comments.add, name="block-comment-add"),
    path(
        _("<str:block>/comments/<int:number>/settle/"), comments.settle, name="block-comment-settle"
    ),
]
AUTHORS = [
    path("", authors.index, name="author-list"),
    path(_("invite/"), authors.offer, name="author-invite"),
    path(_("propose/"), authors.propose, name="author-propose"),
    path(_("credit/"), authors.credit, name="author-credit"),
    path(_("leave/"), authors.leave, name="story-leave"),
    path(_("<str:author>/role/"), authors.role, name="author-role"),
    path(_("<str:author>/remove/"), authors.remove, name="author-remove"),
    path(
        _("invitations/<str:invitation>/revoke/"), authors.revoke, name="author-invitation-revoke"
    ),
]
STORY = [
    path("", workshop.detail, name="story-workshop"),
    path(_("now.json"), workshop.now, name="story-now"),
    path(_("frame/"), workshop.change, name="story-change"),
    path(_("delete/"), workshop.delete, name="story-delete"),
    path(_("preview/"), workshop.preview, name="story-preview"),
    path(_("revisions/"), workshop.revisions, name="story-revisions"),
    path(_("revisions/<int:number>/"), workshop.revision, name="story-revision"),
    path(_("revisions/<int:number>/restore/"), workshop.restore, name="revision-restore"),
    path(_("chapters/"), include(CHAPTERS)),
    path(_("blocks/"), include(BLOCKS)),
    path(_("authors/"), include(AUTHORS)),
]
WORKSHOP = [
    path(_("stories/workshop/"), workshop.index, name="my-stories"),
    path(_("stories/workshop/new/"), workshop.begin, name="story-begin"),
    path(_("s/author/<str:token>/"), authors.invitation, name="author-invitation"),
    path(_("stories/workshop/<public_id:public_id>/"), include(STORY)),
    path(_("stories/sounds/<str:sound>/"), sounds.sound_file, name="sound"),
    path(_("trips/<public_id:public_id>/tell/"), workshop.tell, name="trip-tell"),
]

urlpatterns = [*PEOPLE_AND_PUBLICATION, *READERS, *PUBLIC, *WORKSHOP]
