"""How easy a text is to read: sentences, syllables and the formulas made for its language, none for the others."""

from builder.readability.formulas import Counts
from builder.readability.measure import Score, Scoring, learned_words, scoring
from builder.readability.sentences import Sentence, sentences

__all__ = ["Counts", "Score", "Scoring", "Sentence", "learned_words", "scoring", "sentences"]
