"""Checks of content: words, plain language, numbers, evidence, dates."""

from builder.checks.content.everywhere import Scope, check_content, check_permissions
from builder.checks.content.fix import Fixed, fix_wording
from builder.checks.content.held import hold

__all__ = ["Fixed", "Scope", "check_content", "check_permissions", "fix_wording", "hold"]
