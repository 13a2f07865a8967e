"""Words every leaflet shares (`leaflets/common/common.yaml`)."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span, Text, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWords:
    """Labels that the builder itself puts on paper."""

    language: str = doc("BCP-47 tag of the texts in this file", default="en")
    draft: Text = doc("the bar on every face of a draft, at most 30 characters")
    draft_translation: Text = doc("the bar on a draft whose translation nobody has checked")
    numbers_unchecked: Text = doc("in the foot: numbers not yet checked")
    myth: Text = doc("label of a myth")
    fact: Text = doc("label of a fact")
    sources: Text = doc("heading of the list of sources")
    your_service: Text = doc("title of the imprint")
    service_name: Text = doc("under a ruled line: name of the service")
    service_phone: Text = doc("under a ruled line: its phone")
    reviewed: Text = doc("in the foot; {date}")
    not_reviewed: Text = doc("in the foot, when no review has been recorded")
    check_by: Text = doc("in the foot; {date}")
    edition: Text = doc("in the foot; {code}")
    disclaimer: Text = doc("general information, not medical advice")
    qr_alt: Text = doc("alternative text of a QR code; {name} and {address}")
    step: Text = doc("alternative text of a step's number; {number}")
    page: Text = doc("page of pages; {page} and {pages}")
    emergency_in: Text = doc("beside the emergency number; {region}")
    test_line: Text = doc("on a drawn test strip: the test line's name")
    control_line: Text = doc("on a drawn test strip: the control line's name")
    print_title: Text = doc("title of the page of printing instructions")
    print_steps: tuple[Text, ...] = doc("printing and folding, step by step")
    span: Span | None = None
