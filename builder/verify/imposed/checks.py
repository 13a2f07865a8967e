"""All checks of sheets, in the order of their table."""

from builder.verify.imposed import copies, places, told
from builder.verify.imposed.case import CHECKS

__all__ = ["CHECKS", "copies", "places", "told"]
