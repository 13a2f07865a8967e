"""What is wrong with where an address led, and whether its domain has changed hands."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from builder.diagnostics import Findings, Hint
from builder.links.follow import Trail
from builder.links.gather import Use
from builder.model.dataclass import dataclass

State = Literal["ok", "moved", "gone", "unreachable", "insecure", "other-hands", "front-page", "not-checked"]

_SECOND = frozenset(
    ("ac", "co", "com", "edu", "gob", "gov", "go", "gouv", "gv", "ltd", "net", "nhs", "nic", "or", "org", "sch")
)
"""Labels before a country's that anybody can register below: `co.uk`, `gob.mx`."""

_FOR_SALE = re.compile(
    r"domain (?:name )?(?:\S+ )?(?:is|may be|has been) (?:for sale|parked|available|expired|registered at)"
    r"|buy this domain|domain for sale|parked (?:free|domain)|sedoparking|hugedomains|dan\.com|afternic"
    r"|domain (?:ist|steht) zum verkauf|dominio en venta|domaine est à vendre",
    re.IGNORECASE,
)
_OTHER_TRADE = re.compile(
    r"\b(?:casino|slots?|betting|poker|viagra|cialis|escorts?|porn|xxx|payday loans?|judi|togel)\b", re.IGNORECASE
)
_NOT_FOUND = re.compile(
    r"\b(?:404|(?:could )?not (?:be )?found|(?:ca|could)n['’]t (?:be )?f(?:i|ou)nd|no longer (?:available|exists?)"
    r"|does(?: not|n['’]t) exist|page unavailable|account (?:has been )?suspended"
    r"|default (?:web )?page|welcome to nginx"
    r"|seite nicht gefunden|página no (?:encontrada|existe)|page (?:introuvable|non trouvée)|pagina non trovata"
    r"|página não encontrada|страница не найдена|сторінку не знайдено)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an address came to; `told` in words, "" when it is well; `now` is the address to write instead."""

    state: State
    told: str = ""
    now: str = ""


def judge(trail: Trail) -> Verdict:
    """What is wrong, the worst first."""
    if trail.fault == "certificate":
        return Verdict("insecure", f"its certificate is not trusted: {trail.detail}")
    if trail.fault:
        return Verdict("unreachable", trail.detail)
    if trail.status in (404, 410):
        return Verdict("gone", f"the page is gone (status {trail.status})")
    hands = _changed_hands(trail)
    if hands is not None:
        return hands
    if trail.status >= 400:
        who = "it refuses programs" if trail.status in (401, 403, 405, 406, 429, 451) else "its server has a fault"
        return Verdict("not-checked", f"{who} (status {trail.status}): open it by hand")
    if any(hop.address.startswith("http://") for hop in trail.hops):
        return Verdict("insecure", "others can read along: a step on the way has no https")
    if _NOT_FOUND.search(trail.title):
        return Verdict("gone", f"the page says that it is not there: “{trail.title[:60]}”")
    asked, got = urlsplit(trail.address), urlsplit(trail.final)
    if len(asked.path.strip("/")) > 0 and not got.path.strip("/") and len(trail.hops) > 1:
        return Verdict("front-page", "the page is gone: it leads to the front page", trail.final)
    if any(hop.status in (301, 308) for hop in trail.hops[:-1]) and _bare(trail.address) != _bare(trail.final):
        return Verdict("moved", f"it has moved to {trail.final}", trail.final)
    return Verdict("ok")


def tell(address: str, uses: tuple[Use, ...], verdict: Verdict, findings: Findings) -> None:
    """A finding where the address stands first: an error where readers see it, a warning where it is a source."""
    if verdict.state == "ok":
        return
    place = next((use for use in uses if use.printed), uses[0])
    also = tuple(Hint(f"it stands here too ({use.what})", use.span) for use in uses if use is not place)[:3]
    told = f"{address} ({place.what}): {verdict.told}"
    say = findings.error if place.printed else findings.warn
    if verdict.state in ("gone", "unreachable", "front-page"):
        say("dead-link", told, place.span, "find where it is now, and who runs it", *also)
    elif verdict.state == "insecure":
        say("insecure-link", told, place.span, "ask who runs the page, or take another", *also)
    elif verdict.state == "other-hands":
        say("domain-changed-hands", told, place.span, "open it by hand and look who answers", *also)
    elif verdict.state == "moved":
        findings.warn("moved-link", told, place.span, f"write {verdict.now}", *also)
    else:
        findings.note("link-not-checked", told, place.span, *also)


def registrable(host: str) -> str:
    """The part of a host's name that somebody has registered: `nhs.uk`, `example.co.uk`."""
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    country = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND
    return host if host.replace(".", "").isdigit() else ".".join(labels[-3 if country else -2 :])


def _changed_hands(trail: Trail) -> Verdict | None:
    asked, got = urlsplit(trail.address).hostname or "", urlsplit(trail.final).hostname or ""
    if found := _FOR_SALE.search(f"{trail.title} {trail.text[:4000]}"):
        return Verdict("other-hands", f"the domain seems to be for sale: “{found.group()[:60]}”")
    if found := _OTHER_TRADE.search(trail.title):
        return Verdict("other-hands", f"the page is about something else: “{trail.title[:60]}” ({found.group()})")
    if registrable(asked) != registrable(got):
        return Verdict("other-hands", f"it leads to another domain, {got}: has it changed hands?", trail.final)
    return None


def _bare(address: str) -> str:
    """Without what makes no difference: a slash at the end, `www.`."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
