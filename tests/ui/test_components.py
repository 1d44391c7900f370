"""Components see what they are given, wherever they stand."""

import pytest
from django.template import Context, Engine, RequestContext, TemplateDoesNotExist
from django.utils import translation

from ui.templatetags import components

PAGES = {
    "tag.html": "[{{ label }}{{ title }}]",
    "both.html": '{% include "tag.html" with label=label only %}{{ title }}',
    "marks.html": '{% for one in many %}{% cycle "a" "b" as mark silent %}'
    '{% include "tag.html" with label=mark only %}{% endfor %}{{ title }}',
    "stops.html": '{% include "breaks.html" with one=one only %}',
    "breaks.html": "{% with two=2 %}{{ one.breaks }}{% endwith %}",
    "below/far.html": '{% include "../tag.html" with label="up" only %}',
}


@pytest.fixture
def engine():
    loaders = [("django.template.loaders.locmem.Loader", PAGES)]
    return Engine(loaders=loaders, builtins=["ui.templatetags.components"])


def rendered(engine, source, **context):
    return engine.from_string(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{% include "tag.html" with label="a" only %}', "[a]"),
        ('{% include "tag.html" only %}', "[]"),
        ('{% include "tag.html" with label=missing only %}{{ title }}', "[]Loches"),
        ('{% include "both.html" with label="a" title="b" only %}{{ title }}', "[a]bLoches"),
        ('{% include "marks.html" with many="xyz" only %}', "[a][b][a]"),
        ('{% for one in "xy" %}{% include "tag.html" with label=one only %}{% endfor %}', "[x][y]"),
        ('{% include "tag.html" with label="a" %}', "[aLoches]"),
        ("{% include name with label='a' only %}", "[a]"),
        ('{% include "t"|add:"ag.html" with label="a" only %}', "[a]"),
        ('{% include "below/far.html" only %}', "[up]"),
        ('{% include "tag.html" with label="<b>"|add:hostile only %}', "[&lt;b&gt;&lt;i&gt;]"),
    ],
)
def test_include_shows_a_component_what_it_is_given(engine, source, shown):
    context = {"title": "Loches", "name": "tag.html", "hostile": "<i>"}
    assert rendered(engine, source, **context) == shown


def test_include_hides_what_a_context_processor_says(engine, rf):
    page = engine.from_string('{% include "tag.html" with label=title only %}{{ title }}')
    context = RequestContext(rf.get("/"), processors=[lambda _request: {"title": "Loches"}])

    assert page.render(context) == "[Loches]Loches"


def test_include_lets_a_failure_out_and_leaves_the_context_whole(engine):
    class Broken:
        def breaks(self):
            raise ZeroDivisionError

    context = Context({"one": Broken(), "title": "Loches"})

    with pytest.raises(ZeroDivisionError):
        engine.from_string('{% include "stops.html" with one=one only %}').render(context)

    assert context["title"] == "Loches"
    assert "two" not in context


def test_include_refuses_a_component_that_is_not_there(engine):
    with pytest.raises(TemplateDoesNotExist, match="nowhere"):
        rendered(engine, '{% include "nowhere.html" only %}')


def test_constant_is_put_into_words_once_for_each_language(monkeypatch):
    put = []
    render = components.render_to_string
    monkeypatch.setattr(components, "render_to_string", lambda *a: put.append(a) or render(*a))
    components._in_words.cache_clear()
    page = Engine.get_default().from_string('{% constant "components/calendar_legend.html" %}')

    shown = {}
    for language in ("fr", "en", "fr"):
        with translation.override(language):
            shown[language] = page.render(Context({"title": "Loches"}))

    assert len(put) == 2
    assert "your nights" in shown["en"]
    assert "vos nuits" in shown["fr"]


def test_constant_differs_by_what_it_is_given():
    page = Engine.get_default().from_string('{% constant "components/art.html" kind=kind %}')

    shown = [page.render(Context({"kind": kind})) for kind in ("stay", "tip")]

    assert [kind in one for one, kind in zip(shown, ("art-stay", "art-tip"), strict=True)] == [
        True,
        True,
    ]
    assert "art-tip" not in shown[0]
