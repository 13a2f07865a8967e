"""Addresses are followed to where they lead, on a server of the tests' own; no test leaves this machine."""

from __future__ import annotations

import shutil
import ssl
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Findings
from builder.links.follow import MOST_HOPS, Hop, Trail, follow
from builder.links.gather import Use, gather
from builder.links.judge import judge, registrable, tell
from builder.links.run import follow_all
from builder.load import Library
from builder.model.source import Span

ROOT = Path(__file__).parents[1]
PEM = Path(__file__).parent / "fixtures" / "localhost.pem"

PAGES = {
    "/good": (200, "<html><title>A  health &amp; help page</title><script>buy this domain</script>Words.</html>"),
    "/": (200, "<title>Front page</title>"),
    "/gone": (410, "gone"),
    "/missing": (404, "<title>404</title>"),
    "/soft": (200, "<title>Page not found - Example</title>"),
    "/softer": (200, "<title>Sorry, this page no longer exists</title>"),
    "/unpaid": (200, "<title>Account Suspended</title>"),
    "/fresh": (200, "<title>Apache2 Debian Default Page: It works</title>"),
    "/refused": (403, "no programs"),
    "/broken": (500, "fault"),
    "/parked": (200, "<title>example</title><p>This domain is for sale! Make an offer.</p>"),
    "/casino": (200, "<title>Best online casino 2026</title>"),
    "/large": (200, "<title>Large</title>" + "word " * 200_000),
    "/latin": (200, "<title>caf\xe9</title>"),
}
MOVES = {
    "/moved": (301, "/good"),
    "/lent": (302, "/good"),
    "/slash": (301, "/good/"),
    "/good/": (302, "/good"),
    "/circle": (302, "/circle2"),
    "/circle2": (302, "/circle"),
    "/deep/page": (301, "/"),
    "/mail": (302, "mailto:a@example.org"),
    "/file": (302, "file:///etc/passwd"),
}


class Answers(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/slow":
            sleep(1.5)
        if self.path == "/cut":
            self.wfile.write(b"nonsense")
            return
        if self.path.startswith("/chain"):
            number = int(self.path.removeprefix("/chain"))
            return self._answer(302, "", f"/chain{number + 1}")
        if self.path == "/elsewhere":
            return self._answer(301, "", f"https://localhost:{self.server.server_address[1]}/good")
        if self.path == "/plain":
            return self._answer(302, "", f"http://127.0.0.1:{self.server.plain_port}/good")  # type: ignore[attr-defined]
        status, said = PAGES.get(self.path, (404, ""))
        move = MOVES.get(self.path)
        self._answer(move[0], "", move[1]) if move else self._answer(status, said)

    def _answer(self, status: int, said: str, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self.wfile.write(said.encode("latin-1"))
        except OSError:
            return  # the asker has read enough

    def log_message(self, *_: object) -> None:
        return


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    plain_port = 0

    def handle_error(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A server with a certificate, and one without; its address."""
    plain, secure = Quiet(("127.0.0.1", 0), Answers), Quiet(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    secure.plain_port = plain.server_address[1]
    threads = [threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.05}) for one in (plain, secure)]
    for thread in threads:
        thread.start()
    yield f"https://127.0.0.1:{secure.server_address[1]}"
    for server in (plain, secure):
        server.shutdown()
        server.server_close()
    for thread in threads:
        thread.join()


def led(address: str, timeout: float = 5.0) -> Trail:
    """Follow an address, trusting the tests' own certificate."""
    return follow(address, timeout, ssl.create_default_context(cafile=str(PEM)))


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("/good", "ok", ""),
        ("/lent", "ok", ""),
        ("/large", "ok", ""),
        ("/latin", "ok", ""),
        ("/moved", "moved", "it has moved to"),
        ("/missing", "gone", "the page is gone (status 404)"),
        ("/gone", "gone", "status 410"),
        ("/soft", "gone", "the page says that it is not there"),
        ("/softer", "gone", "no longer exists"),
        ("/unpaid", "gone", "Account Suspended"),
        ("/fresh", "gone", "Default Page"),
        ("/deep/page", "front-page", "it leads to the front page"),
        ("/refused", "not-checked", "it refuses programs (status 403): open it by hand"),
        ("/broken", "not-checked", "its server has a fault (status 500)"),
        ("/parked", "other-hands", "seems to be for sale"),
        ("/casino", "other-hands", "the page is about something else"),
        ("/elsewhere", "other-hands", "it leads to another domain, localhost"),
        ("/plain", "insecure", "a step on the way has no https"),
        ("/circle", "unreachable", "its redirects lead in a circle"),
        ("/chain0", "unreachable", "its redirects lead in a circle"),
        ("/mail", "unreachable", "which is no web page"),
        ("/file", "unreachable", "which is no web page"),
        ("/cut", "unreachable", ""),
    ],
)
def test_an_address_comes_to_what_it_leads_to(site: str, path: str, state: str, told: str) -> None:
    verdict = judge(led(site + path))
    assert verdict.state == state
    assert told in verdict.told


def test_every_hop_is_kept(site: str) -> None:
    trail = led(site + "/moved")
    assert trail.hops == (Hop(site + "/moved", 301), Hop(site + "/good", 200))
    assert (trail.final, trail.status, trail.title) == (site + "/good", 200, "A health & help page")
    assert "buy this domain" not in trail.text
    assert judge(trail).now == site + "/good"
    assert len(led(site + "/chain0").hops) == MOST_HOPS + 1


def test_what_does_not_answer_is_told_apart(site: str) -> None:
    assert judge(led(site + "/slow", timeout=0.2)).told == "it did not answer in time"
    # without the tests' own trust the certificate is nobody's
    untrusted = judge(follow(site + "/good", 5.0))
    assert untrusted.state == "insecure"
    assert "its certificate is not trusted: self" in untrusted.told
    closed = Quiet(("127.0.0.1", 0), Answers)
    port = closed.server_address[1]
    closed.server_close()
    assert judge(led(f"https://127.0.0.1:{port}/")).told == "nothing answers there"
    assert judge(led("https://name.invalid/")).state == "unreachable"
    assert judge(led("https://[oops/")).state == "unreachable"
    assert judge(led("ftp://127.0.0.1/")).told.endswith("which is no web page")


def test_each_address_is_asked_once_and_one_server_at_a_time(site: str) -> None:
    Answers.asked.clear()
    heard: list[str] = []
    wanted = [site + path for path in ("/good", "/lent", "/good", "/missing")]
    follow_one = partial(follow, timeout=5.0, context=ssl.create_default_context(cafile=str(PEM)))
    trails = follow_all(wanted, follow_one, lambda trail: heard.append(trail.address))
    assert list(trails) == [site + "/good", site + "/lent", site + "/missing"]
    assert sorted(heard) == sorted(trails)
    assert Answers.asked == ["/good", "/lent", "/good", "/missing"]


def test_a_server_that_fails_is_asked_once_more() -> None:
    asked: list[str] = []

    def once(address: str) -> Trail:
        asked.append(address)
        fault = "unreachable" if len(asked) == 1 else ""
        return Trail(address, (), address, 0 if fault else 200, fault, "lost")

    assert follow_all(["https://example.org/"], once)["https://example.org/"].fault == ""
    assert len(asked) == 2


PLACE = Span("a.yaml", 3, 5, 3, 9)


@pytest.mark.parametrize(
    ("path", "printed", "found"),
    [
        ("/missing", True, "error[dead-link]"),
        ("/missing", False, "warning[dead-link]"),
        ("/plain", True, "error[insecure-link]"),
        ("/parked", True, "error[domain-changed-hands]"),
        ("/moved", True, "warning[moved-link]"),
        ("/broken", True, "note[link-not-checked]"),
        ("/good", True, ""),
    ],
)
def test_findings_stand_where_the_address_stands(site: str, path: str, printed: bool, found: str) -> None:
    findings = Findings()
    uses = (Use("source A", None, False), Use("us.crisis", PLACE, printed))
    tell(site + path, uses if printed else uses[1:], judge(led(site + path)), findings)
    assert [str(one).split(": ")[1] for one in findings] == ([found] if found else [])
    for one in findings:
        assert one.span == PLACE
        assert site + path in one.message


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.example.org", "example.org"),
        ("help.example.org.", "example.org"),
        ("www.nhs.uk", "nhs.uk"),
        ("nhs.uk", "nhs.uk"),
        ("a.b.co.uk", "b.co.uk"),
        ("salud.gob.mx", "salud.gob.mx"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("health.act.gov.au", "act.gov.au"),
    ],
)
def test_a_domain_is_what_somebody_has_registered(host: str, name: str) -> None:
    assert registrable(host) == name


def test_every_address_of_the_library_is_gathered() -> None:
    found = gather(Library.open(ROOT))
    assert len(found) > 80
    assert any(use.what == "us.treatment" and use.printed for use in found["https://findtreatment.gov"])
    assert all(address.startswith("https://") for address, uses in found.items() if any(use.printed for use in uses))
    assert all(uses and all(use.span for use in uses) for uses in found.values())


def test_services_of_the_project_are_gathered(tmp_path: Path) -> None:
    (tmp_path / "leaflets" / "services").mkdir(parents=True)
    shutil.copy(ROOT / "leaflets/services/example.yaml", tmp_path / "leaflets/services/ours.yaml")
    found = gather(Library((tmp_path, ROOT)))
    assert any(use.what.startswith("service ") for uses in found.values() for use in uses)


PATHS = st.text("abz/?=#%é.-", max_size=20)


@settings(max_examples=80, deadline=None)
@given(PATHS, PATHS, st.sampled_from([0, 200, 301, 404, 500]), st.text(max_size=60))
def test_any_trail_is_judged(asked: str, final: str, status: int, page: str) -> None:
    address, there = f"https://example.org/{asked}", f"https://www.example.org/{final}"
    verdict = judge(Trail(address, (Hop(address, 301), Hop(there, status)), there, status, "", "", page[:20], page))
    assert (verdict.state == "ok") == (not verdict.told)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=30).filter(lambda text: "://" not in text))
def test_what_is_no_address_is_told(text: str) -> None:
    assert judge(follow(text, 0.1)).state == "unreachable"
    assert judge(follow(f"ftp://{text}", 0.1)).state == "unreachable"


def test_nothing_but_links_uses_the_network() -> None:
    modules = [path for path in (ROOT / "builder").rglob("*.py") if path.parent.name != "links"]
    assert len(modules) > 100
    for path in modules:
        text = path.read_text(encoding="utf-8")
        for name in ("urllib.request", "http.client", "import socket", "import ssl", "builder.links"):
            assert name not in text or path.name == "links.py", f"{path}: {name}"
