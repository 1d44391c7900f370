"""The content policy is obeyed, and a browser says so where it isn't.

`test_every_room.py` opens every page there is and reads what the browser complains of. Here is the
control: what breaks the policy is among these complaints, and doesn't run.
"""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PLANT = """
    window.ran = false;
    window.broken = [];
    document.addEventListener("securitypolicyviolation",
        (event) => window.broken.push(event.effectiveDirective));
    document.body.insertAdjacentHTML("beforeend",
        '<img src="https://elsewhere.example/a.png" onerror="window.ran = true">');
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
"""


def test_what_breaks_the_policy_is_told_and_does_not_run(live_server, desktop):
    complaints = []
    desktop.on("console", lambda message: complaints.append(message.text))
    desktop.goto(f"{live_server.url}/en/communities/")
    before = list(complaints)

    desktop.evaluate(f"() => {{{PLANT}}}")
    desktop.wait_for_function("() => window.broken.length >= 3")

    broken = set(desktop.evaluate("() => window.broken"))
    assert before == []
    assert broken >= {"img-src", "script-src-elem", "script-src-attr"}
    assert desktop.evaluate("() => window.ran") is False
    assert sum("Content Security Policy" in words for words in complaints) >= 3
