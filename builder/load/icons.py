"""SVG drawings become paths."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Findings
from builder.model.icon import Icon


def load_icon(path: Path, findings: Findings, shown: str, within: Path | None) -> Icon | None:
    """The drawing, or None and a finding."""
    raise NotImplementedError
