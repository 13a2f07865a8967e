"""Words to avoid: found in texts by the rules of `leaflets/wording.yaml`, in all their forms."""

from builder.wording.lexicon import Hit, Lexicon, lexicon

__all__ = ["Hit", "Lexicon", "lexicon"]
