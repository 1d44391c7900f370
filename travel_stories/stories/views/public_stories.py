"""Where everybody reads: the index of stories, and each of them."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_page

from core.http.shortcuts import get_or_404
from travel_stories.stories.exports.tracks import gpx_of_story
from travel_stories.stories.forms.lists import StoryFilterForm
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.presenters.landing import story_landing
from travel_stories.stories.presenters.lists import lead_first, story_list, story_spots
from travel_stories.stories.presenters.pages import find_public, page_of, public_page
from travel_stories.stories.presenters.place_highlights import place_highlights
from travel_stories.stories.schemas.linked_data import licence_url, linked_data
from travel_stories.stories.selectors.consent_levels import names_left_out, stands_in
from travel_stories.stories.selectors.rendered_stories import render_draft
from travel_stories.stories.selectors.sounds import sound_of_draft
from travel_stories.stories.views.sounds import sound_answer
from ui.maps import spot_features


@require_safe
def index(request):
    form = StoryFilterForm(request.GET)
    stories = story_list(form.wishes, request.GET.get("page"))
    context = {"form": form, "stories": stories, "places": place_highlights(request)}
    if stories.is_landing_page:
        context["landing"] = story_landing(request)
        context["cards"] = lead_first(stories.cards)
    status = 422 if form.errors else 200
    return render(request, "stories/story_list.html", context, status=status)


@never_cache  # a consent that was taken back counts here, too
@require_safe
def story_map(request):
    return JsonResponse(spot_features(story_spots()))


@never_cache  # a consent that was taken back counts for whoever comes next
@require_safe
def detail(request, public_id):
    story = find_public(public_id)
    page = public_page(story) if story else None
    if page is None:
        # A page of the editors may stand at an address that looks like a story's.
        return serve_page(request, request.path.removeprefix(reverse("wagtail_serve", args=[""])))
    if request.path != story.get_absolute_url():
        # An old address leads to today's, unless it names somebody who said no.
        slug = request.path.rstrip("/").rsplit("/", 1)[-1].removesuffix(f"-{story.public_id}")
        if stands_in(slug, names_left_out(story)):
            raise Http404
        return redirect(story)
    url = request.build_absolute_uri(story.get_absolute_url())
    context = {"page": page, "url": url, "linked_data": linked_data(page.rendered_story, url=url)}
    return render(request, "stories/story_detail.html", context)


@never_cache
@require_safe
def look(request, token):
    """The draft, for whoever has the link that an author made."""
    link = StoryLink.objects.with_token(token)
    if link is None:
        return render(request, "trips/link_gone.html", status=410)
    context = {"page": page_of(render_draft(link.story), link=link), "is_draft": True}
    return render(request, "stories/story_detail.html", context)


@never_cache
@require_safe
def look_sound(request, token, sound):
    """A recording of the draft: the same link, and silent as soon as that is dead."""
    link = StoryLink.objects.with_token(token)
    found = get_or_404(sound_of_draft(link.story, sound) if link else None)
    return sound_answer(request, found)


@never_cache
@require_safe
def look_road(request, token):
    """The road of the draft as GPX, where its authors let others build on it."""
    link = StoryLink.objects.with_token(token)
    rendered_story = render_draft(link.story) if link and licence_url(link.story.licence) else None
    if rendered_story is None or not rendered_story.lies_somewhere:
        raise Http404
    url = request.build_absolute_uri(link.get_absolute_url())
    with translation.override(link.story.language):
        content = gpx_of_story(rendered_story, url=url)
    answer = HttpResponse(content, content_type="application/gpx+xml")
    answer["Content-Disposition"] = f'attachment; filename="{link.story.public_id}.gpx"'
    return answer
