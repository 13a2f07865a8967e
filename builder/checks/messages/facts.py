"""Safety facts: what a reader acts on is the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from builder.amounts import amounts
from builder.checks.messages.pair import Pair, Remark, check
from builder.checks.messages.words import addresses, in_digits, numbers, says
from builder.diagnostics import Hint, Severity
from builder.model.writing import Writing

_LONG = 4
"""Letters from which the beginning of a word is enough to know it by."""


@check("number-differs", Severity.ERROR)
def number_differs(pair: Pair) -> Iterator[Remark]:
    """Every number, dose, time and phone number is the same in value, whatever the digits."""
    if not pair.compares:
        return
    lacking, extra = _differing(pair, pair.source, pair.target)
    if (lacking or extra) and _same_by_the_clock(pair):
        return
    if lacking and extra:
        told = f"has {_listed(extra)} where the source has {_listed(lacking)}"
    elif lacking:
        told = f"has no {_listed(lacking)}"
    elif extra:
        told = f"has {_listed(extra)}, which the source has not"
    else:
        return
    yield Remark(
        f"the translation of `{pair.context}` {told}",
        next((number for number in extra if number in pair.target), ""),
        (Hint("the source text", pair.message.text.span),),
    )


@check("unit-differs", Severity.ERROR)
def unit_differs(pair: Pair) -> Iterator[Remark]:
    """What is counted in minutes is not counted in hours."""
    if not pair.compares or not numbers(pair.source):
        return
    there, here = _units(pair.source, pair.rules.source), _units(pair.target, pair.rules.writing)
    known = {measure.unit for measure in pair.rules.writing.measures}
    # A unit that is only missing may be said otherwise (`half a day`); one in place of another may not.
    lacking, extra = (there.keys() - here.keys()) & known, here.keys() - there.keys()
    if lacking and extra:
        told, wanted = (", ".join(sorted(units)) for units in (extra, lacking))
        yield Remark(
            f"the translation of `{pair.context}` counts in {told}, the source in {wanted}",
            here[min(extra)],
            (Hint("the source text", pair.message.text.span),),
        )

    said = numbers(pair.source).keys()
    # of two numbers that stand there, one may have taken the place of the other
    if len(said) < 2:
        return
    there_by, here_by = _counted(pair.source, pair.rules.source), _counted(pair.target, pair.rules.writing)
    for unit in there_by.keys() & here_by.keys():
        strange = (here_by[unit] - there_by[unit]) & said
        if strange and not here_by[unit] & there_by[unit]:
            told, wanted = (", ".join(sorted(found)) for found in (strange, there_by[unit]))
            yield Remark(
                f"the translation of `{pair.context}` has {told} with {unit}, where the source has {wanted}",
                min(strange),
                (Hint("the source text", pair.message.text.span),),
            )


@check("address-differs", Severity.ERROR)
def address_differs(pair: Pair) -> Iterator[Remark]:
    """Web and e-mail addresses are the same."""
    if not pair.compares:
        return
    here, there = addresses(pair.target), addresses(pair.source)
    for address in there - here:
        yield Remark(f"the translation of `{pair.context}` has no {address}")
    for address in here - there:
        yield Remark(f"the source of `{pair.context}` has no {address}", address)


@check("markup-differs", Severity.ERROR)
def markup_differs(pair: Pair) -> Iterator[Remark]:
    """As many words are bold as in the source, each opened and closed."""
    stars = pair.target.count("**")
    if stars % 2:
        yield Remark(f"`**` is not closed in the translation of `{pair.context}`", "**")
    elif pair.compares and stars != pair.source.count("**"):
        many = "no" if not stars else str(stars // 2)
        wanted = pair.source.count("**") // 2
        yield Remark(f"the translation of `{pair.context}` has {many} bold stretches, the source has {wanted}", "**")


def _differing(pair: Pair, source: str, target: str) -> tuple[Counter[str], Counter[str]]:
    """The numbers that only the source has, and those that only the translation has."""
    here, there = numbers(target), numbers(source)
    lacking, extra = there - here, here - there
    lacking -= _in_words(lacking, target, pair.rules.writing)
    extra -= _in_words(extra, source, pair.rules.source)
    return lacking, extra


def _same_by_the_clock(pair: Pair) -> bool:
    """Each language has written the same times in its own way: `9 am to 5.30 pm`, `de 9 h à 17 h 30`."""
    from builder.checks.messages.clock import with_plain_times  # a sheet whose numbers agree does without it

    source = with_plain_times(pair.source, pair.rules.source.clock)
    return not any(_differing(pair, source, with_plain_times(pair.target, pair.rules.writing.clock)))


def _counted(text: str, writing: Writing) -> Mapping[str, set[str]]:
    """Unit -> the numbers that stand before it, with digits 0 to 9."""
    found: dict[str, set[str]] = {}
    for amount in amounts(in_digits(text), writing.measures):
        found.setdefault(amount.unit, set()).update(amount.numbers)
    return found


def _in_words(wanted: Counter[str], text: str, writing: Writing) -> Counter[str]:
    """Those of the numbers that the text writes in words."""
    by_value: Mapping[str, tuple[str, ...]] = {str(one.value): one.words for one in writing.numbers}
    return Counter({number: sum(says(text, word, writing) for word in by_value.get(number, ())) for number in wanted})


def _units(text: str, writing: Writing) -> Mapping[str, str]:
    """Unit -> the word that says it. A longer word may have an ending of its case joined to it."""
    found: dict[str, str] = {}
    for measure in writing.measures:
        forms = [f"{word}*" if len(word) >= _LONG else word for word in measure.words]
        word = next((word for word, form in zip(measure.words, forms, strict=True) if says(text, form, writing)), None)
        if word is not None:
            found[measure.unit] = word
    return found


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements(), key=lambda number: (len(number), number)))
