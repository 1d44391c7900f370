"""Components that are the same on every page are rendered once for each language."""

from django.template import Context, Engine
from django.utils import translation

from ui.templatetags import components


def test_constant_is_put_into_words_once_for_each_language(monkeypatch):
    put = []
    render = components.render_to_string
    monkeypatch.setattr(components, "render_to_string", lambda *a: put.append(a) or render(*a))
    components.render_constant.cache_clear()
    page = Engine.get_default().from_string('{% constant "components/calendar_legend.html" %}')

    shown = {}
    for language in ("fr", "en", "fr"):
        with translation.override(language):
            shown[language] = page.render(Context({"title": "Loches"}))

    assert len(put) == 2
    assert "chosen nights" in shown["en"]
    assert "departure" in shown["en"]
    assert "nuits choisies" in shown["fr"]
    assert "départ" in shown["fr"]


def test_constant_differs_by_what_it_is_given():
    page = Engine.get_default().from_string('{% constant "components/art.html" kind=kind %}')

    shown = [page.render(Context({"kind": kind})) for kind in ("stay", "tip")]

    assert [kind in one for one, kind in zip(shown, ("art-stay", "art-tip"), strict=True)] == [
        True,
        True,
    ]
    assert "art-tip" not in shown[0]
