"""Checks of translations, by subject. Importing this package registers them; their order is that of the modules."""

from builder.checks.messages import facts, garbling, letters, punctuation, sameness, terms, trust
from builder.checks.messages.everywhere import check_translations
from builder.checks.messages.gate import check_facts
from builder.checks.messages.pair import CHECKS, Pair, Rules
from builder.checks.messages.run import check_messages, errors_of, pairs_of, rules_of

__all__ = [
    "CHECKS",
    "Pair",
    "Rules",
    "check_facts",
    "check_messages",
    "check_translations",
    "errors_of",
    "facts",
    "garbling",
    "letters",
    "pairs_of",
    "punctuation",
    "rules_of",
    "sameness",
    "terms",
    "trust",
]
