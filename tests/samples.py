"""Text in every script, and a typesetter for it.

`samples.txt` holds the first article of the Universal Declaration of Human Rights, or some words, per language.
"""

from functools import cache
from pathlib import Path
from typing import Final

from builder.diagnostics import Findings
from builder.load.library import Library
from builder.text import FontBook, Typesetter


def _read() -> dict[str, str]:
    lines = Path(__file__).with_name("samples.txt").read_text(encoding="utf-8").splitlines()
    return {lang: text for lang, _, text in (line.partition(": ") for line in lines)}


SAMPLES: Final = _read()


@cache
def starter_typesetter() -> Typesetter:
    """A typesetter with the starter library's languages and fonts."""
    findings = Findings()
    library = Library.open(None)
    typesetter = Typesetter(FontBook(library.fonts(findings)), library.languages(findings))
    assert findings.ok, list(findings)
    return typesetter
