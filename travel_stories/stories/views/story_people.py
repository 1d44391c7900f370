"""Authors keep the list of those whom their story names or shows."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from travel_stories.stories.actions.consents import (
    ask_person,
    mark_parts,
    name_person,
    note_oral_answer,
    take_off_list,
)
from travel_stories.stories.forms.consents import OralForm, PartsForm, PersonForm
from travel_stories.stories.presenters.desks import desk_of
from travel_stories.stories.selectors.consents import consent_request_for, named_people_in
from travel_stories.stories.selectors.parts import (
    members_to_name,
    names_off_list,
    parts_to_choose,
)
from travel_stories.stories.views.drafts import authors_only


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def people(request, me):
    parts = parts_to_choose(me.story)
    form = PersonForm(
        post_data_or_none(request),
        members=members_to_name(me.story),
        parts=parts,
        initial={"name": request.GET.get("name", "")},
    )
    if try_form(form, lambda **_data: name_person(story=me.story, by=me, **form.words())):
        return redirect_with_success(
            request,
            _("Person added to the list. The consent request hasn’t been sent yet."),
            to=_people(me),
        )
    named = named_people_in(me.story)
    missing = names_off_list(me.story, [one.shown.name for one in named])
    context = _room(me) | {"named": named, "form": form, "missing": missing}
    status = 422 if form.is_bound else 200
    return render(request, "stories/story_people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def person(request, me, person_id):
    shown = _shown(me, person_id)
    chosen_parts = [mention.part for mention in shown.mentions.standing()]
    form = PartsForm(
        post_data_or_none(request), parts=parts_to_choose(me.story), initial={"parts": chosen_parts}
    )
    if try_form(form, lambda parts: mark_parts(shown=shown, parts=parts, by=me)):
        return redirect_with_success(request, _("Saved."), to=_people(me))
    oral = None if shown.can_be_written_to else OralForm(asked=consent_request_for(shown))
    context = _room(me) | {"shown": shown, "form": form, "oral": oral}
    return render(request, "stories/story_person.html", context)


@require_POST
@authors_only
def ask(request, me, person_id):
    shown = _shown(me, person_id)
    done = _("Request sent.")
    return run_action(request, lambda: ask_person(shown=shown, by=me), done=done, to=_people(me))


@require_POST
@authors_only
def take_off(request, me, person_id):
    shown = _shown(me, person_id)
    done = _("Person removed from the list.")
    return run_action(request, lambda: take_off_list(shown=shown, by=me), done=done, to=_people(me))


@require_POST
@authors_only
def note(request, me, person_id):
    shown = _shown(me, person_id)
    form = OralForm(request.POST, asked=consent_request_for(shown))
    if try_form(form, lambda **_data: note_oral_answer(shown=shown, by=me, **form.answer_data())):
        return redirect_with_success(
            request, _("Answer recorded in the consent register."), to=_people(me)
        )
    parts = PartsForm(parts=parts_to_choose(me.story))
    context = _room(me) | {"shown": shown, "form": parts, "oral": form}
    return render(request, "stories/story_person.html", context, status=422)


def _room(me):
    return {"desk": desk_of(me, "people"), "me": me, "story": me.story}


def _shown(me, person_id):
    return get_object_or_404(me.story.people_shown.standing(), public_id=person_id)


def _people(me):
    return reverse("travel_stories:story-people", args=[me.story.address])
