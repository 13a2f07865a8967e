"""Checks of content: words, plain language, numbers, evidence, dates. `everywhere` runs them, `gate` guards paper."""
