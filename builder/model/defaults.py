"""What holds when the command line does not say (`leaflets/defaults.yaml`)."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """A project's own copy makes its own region the one it builds for."""

    region: Id = doc("region that leaflets are built for")
    theme: Id = doc("theme that sheets are dressed in")
    letter: Id = doc("layout for regions whose printers hold Letter paper")
    a4: Id = doc("layout for regions whose printers hold A4 paper")
    screen: Id = doc("flowing layout, a page the size of a phone, that finish `screen` is set on")
    letter_bilingual: Id = doc("layout that sets a translation beside its source, on Letter paper", default=Id(""))
    a4_bilingual: Id = doc("layout that sets a translation beside its source, on A4 paper", default=Id(""))
    letter_review: Id = doc("layout of the paper that checkers of translations sign, on Letter paper", default=Id(""))
    a4_review: Id = doc("layout of the paper that checkers of translations sign, on A4 paper", default=Id(""))
    span: Span | None = None
