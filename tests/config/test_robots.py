"""What robots are asked to leave alone."""


def test_robots_are_led_to_the_sitemap_and_away_from_filters(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /i18n/",
        "Disallow: /*?",
        "Allow: /sitemap-",  # its parts are pages: `?p=2`
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
