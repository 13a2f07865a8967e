"""The page that sums an order up: whole, escaped, told to screen readers, and nothing in it fetches or runs."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from orders import Project, order_file, services_file

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
SERVICES = [
    ("north", "North Clinic", "1 Example Street", "", "", "202-555-0101", "en"),
    ("arabic", "عيادة المثال", "شارع المثال ١٢", "", "", "202-555-0102", "ar"),
    ("hostile", HOSTILE, "1 Example Street", "", "", "202-555-0103", "en"),
]
LINES = [(id, "overdose", "en", "letter-sheet", 10) for id, *_ in SERVICES] + [
    ("arabic", "overdose", "ar", "wallet-card", 2000)
]


class Seen(HTMLParser):
    """Elements with their attributes, and the text of each kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "elements nest"

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.texts[tag][-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(folder: Path, *, drafts: bool = True, **above: str) -> tuple[str, Seen]:
    project = Project(folder / "out")
    path = order_file(folder, LINES, **above)
    services_file(folder, SERVICES)
    order = project.entered(path, drafts=drafts)
    assert order is not None, list(map(str, project.findings))
    project.resume(order)
    page = (folder / "out/county/summary.html").read_text("utf-8")
    return page, Seen(page)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Seen]:
    return page_of(tmp_path_factory.mktemp("summary"), deliver_to="<b>Dock</b> & 4", reference="county")


def test_names_are_never_markup(summary: tuple[str, Seen]) -> None:
    page, seen = summary
    assert not seen.of("script")
    assert not seen.of("img")
    assert not seen.of("b")
    assert HOSTILE in seen.texts["bdi"]
    assert "<b>Dock</b> & 4" in seen.texts["dd"]
    assert "onerror" not in page.replace("onerror=alert(2)&gt;", "")


def test_nothing_is_fetched_or_run(summary: tuple[str, Seen]) -> None:
    page, seen = summary
    policies = [each["content"] for each in seen.of("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    links = [each["href"] or "" for each in seen.of("a")]
    assert {"manifest.csv", "slips-001.pdf", "sheets/"} <= set(links)
    assert not any(":" in link or link.startswith(("/", "..")) for link in links)
    assert "url(" not in page
    assert "@import" not in page


def test_screen_readers_are_told_heads_and_names(summary: tuple[str, Seen]) -> None:
    _, seen = summary
    assert seen.of("html") == [{"lang": "en"}]
    assert len(seen.of("h1")) == 1
    heads, rows = seen.of("thead"), seen.of("tr")
    assert len(heads) == len(seen.of("table")) == 2
    scopes = [each.get("scope") for each in seen.of("th")]
    assert scopes.count("row") == len(rows) - len(heads)
    assert None not in scopes
    ids = {each.get("id") for each in seen.of("h2")}
    assert all(each["aria-labelledby"] in ids for each in seen.of("table"))
    named = [each for each in seen.of("bdi") if each.get("lang") == "ar"]
    assert named == [{"lang": "ar", "dir": "auto"}]


def test_it_speaks_as_people_do(summary: tuple[str, Seen]) -> None:
    _, seen = summary
    assert "2,000 overdose, Arabic (Wallet card, folded)" in seen.texts["li"]
    assert "4 for 3 services" in seen.texts["dd"]


def test_where_all_is_refused_there_are_no_empty_tables(tmp_path: Path) -> None:
    page, seen = page_of(tmp_path, drafts=False)
    assert "Nothing: every sheet was refused." in page
    assert "4 sheets were refused" in seen.texts["h2"]
    assert len(seen.of("table")) == 1
    assert "sheets/" not in [each["href"] for each in seen.of("a")]
