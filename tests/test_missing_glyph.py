"""A character that no font holds is told at the very place where somebody wrote it."""

from pathlib import Path

import pytest

from builder.cli import main
from builder.load.library import starter_folder

SIGN = "\U0001f691"


@pytest.mark.parametrize(
    ("name", "old", "new", "asked", "where"),
    [
        ("evidence/sources.yaml", "publisher: UNODC", f"publisher: UNODC {SIGN}", (), "in source `UNODC`"),
        ("regions/us/region.yaml", "name: United ", f"name: United {SIGN} ", (), "in message `name`"),
        ("common/common.yaml", "sources: ", f"sources: {SIGN} ", (), "in message `sources`"),
        ("overdose/es.po", "¿No respira?", f"¿No {SIGN} respira?", ("-l", "es"), "in message "),
        (
            "services/example.yaml",
            "hours: Mon to Fri",
            f"hours: Mon to {SIGN} Fri",
            ("--service", "example-outreach"),
            f"in “Mon to {SIGN} Fri",
        ),
    ],
)
def test_it_is_told_where_it_stands(
    name: str,
    old: str,
    new: str,
    asked: tuple[str, ...],
    where: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = (starter_folder() / "leaflets" / name).read_text(encoding="utf-8")
    at = whole.index(old)
    path = tmp_path / "leaflets" / name
    path.parent.mkdir(parents=True)
    path.write_text(whole[:at] + new + whole[at + len(old) :], encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if SIGN in text)
    column = lines[line - 1].index(SIGN) + 1
    assert main(["build", "overdose", *(asked or ("-l", "en")), "--on", "2026-03-01", "--format", "short"]) == 1
    told = [text for text in capsys.readouterr().err.splitlines() if "[missing-glyph]" in text]
    assert told
    assert all(text.startswith(f"leaflets/{name}:{line}:{column}: ") for text in told), told
    assert "holds U+1F691 AMBULANCE" in told[0]
    assert where in told[0]
