"""Services for tests, in several scripts. None of them exists."""

from __future__ import annotations

from typing import Any, Final

from builder.model.service import Service
from builder.model.source import Id


def service(name: str = "Example Outreach Clinic", **given: Any) -> Service:
    """A service with everything that an imprint prints."""
    usual: dict[str, Any] = {
        "id": Id("example"),
        "address": ("12 Example Street", "Sampletown"),
        "hours": "Mon to Fri 9 to 5",
        "phone": "202-555-0142",
        "url": "https://example.org/clinic",
    }
    return Service(**{**usual, "name": name, **given})


SERVICES: Final = {
    "en": service(),
    "ar": service("عيادة المثال للرعاية الصحية", language="ar", address=("شارع المثال ١٢، المدينة",)),
    "km": service("គ្លីនិកឧទាហរណ៍", language="km", address=("១២ ផ្លូវឧទាហរណ៍", "ភ្នំពេញ"), hours=""),
    "zh-Hans": service("示例健康服务中心", language="zh-Hans", address=("示例路12号", "示例市"), hours=""),
}
"""Service by the language of its name."""
