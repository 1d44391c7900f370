"""Static files as they are served in production."""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command

from config.storage import ENTRIES, HashedStaticFiles

ENTRY = "css/site.css"


def test_post_process_takes_imports_into_the_entry(tmp_path):
    source = InMemoryStorage()
    source.save(ENTRY, ContentFile(b'@layer base;\n@import url("base.css") layer(base);\n'))
    source.save("css/base.css", ContentFile(b"h1 { color: red; }\n"))
    served = HashedStaticFiles(location=tmp_path)

    list(served.post_process({name: (source, name) for name in (ENTRY, "css/base.css")}))

    sheet = (tmp_path / served.stored_name(ENTRY)).read_text()
    assert sheet == "@layer base;\n@layer base {\nh1 { color: red; }\n}\n"


def test_post_process_leaves_other_files_alone(tmp_path):
    source = InMemoryStorage()
    source.save("css/print.css", ContentFile(b"h1 { color: red; }\n"))
    served = HashedStaticFiles(location=tmp_path)

    list(served.post_process({"css/print.css": (source, "css/print.css")}))

    sheet = (tmp_path / served.stored_name("css/print.css")).read_text()
    assert sheet == "h1 { color: red; }\n"


def test_post_process_leaves_out_what_is_written_for_readers_of_a_script(tmp_path):
    source = InMemoryStorage()
    words = b"// Why.\nexport const near = (a, b) => {\n  /* how */ return `${a} // ${b}`;\n};\n"
    for name in ("js/near.js", "vendor/near.js"):
        source.save(name, ContentFile(words))
    served = HashedStaticFiles(location=tmp_path)

    list(served.post_process({name: (source, name) for name in ("js/near.js", "vendor/near.js")}))

    ours = (tmp_path / served.stored_name("js/near.js")).read_text()
    assert ours == "export const near=(a,b)=>{return`${a} // ${b}`;};"
    theirs = (tmp_path / served.stored_name("vendor/near.js")).read_bytes()
    assert theirs == words


def test_what_pages_link_to_is_collected_whole(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": "config.storage.HashedStaticFiles"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}

    call_command("collectstatic", "--no-input", verbosity=0)

    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheets = {name: hashed for name, hashed in names.items() if ENTRIES.fullmatch(name)}
    assert len(sheets) > 10
    words = {name: (tmp_path / hashed).read_text() for name, hashed in sheets.items()}
    left = {name: text.rindex("@import") for name, text in words.items() if "@import" in text}
    assert left.keys() == {"css/leaflet.css", "css/point-pick.css"}  # Leaflet's, which stays apart
    assert [name for name, place in left.items() if "{" in words[name][:place]] == []
