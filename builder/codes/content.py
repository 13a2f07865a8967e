"""Codes of content: words, plain language, numbers, evidence, dates."""


def starter_text() -> None:
    """A leaflet says nothing that only stood in for its texts.

    `leaflet new` writes sentences that say what belongs in their place. One that was overlooked is printed among sound
    advice, and after a signature nothing marks it any more.

    Fix: write the text, cite its claims or say why there are none; take out blocks and entries that are not needed.
    """


def word_to_avoid() -> None:
    """No text calls people or their treatment by words that hurt them.

    People who are called addicts get worse care and come back less often; a leaflet that speaks so is put down unread.

    Fix: take the words that are proposed; `leaflet check --fix` puts them in where the meaning stays. Where the word is
    right, keep it with `wording-ok: [{term: ..., because: ...}]` on the entry, the block, the leaflet or the region; in
    a catalogue with the translator's comment `# wording-ok TERM: reason`.
    """


def unused_permission() -> None:
    """A word that is allowed on purpose is there.

    A permission that nobody needs lets the word in later, without anybody deciding it.

    Fix: delete the entry of `wording-ok`.
    """


def bad_expression() -> None:
    """Every expression in the files of words and evidence is one of Python's.

    A pattern that cannot be read finds nothing, and what it was written against is printed.

    Fix: mend the expression; put it in single quotes, where YAML leaves backslashes alone.
    """


def example_not_kept() -> None:
    """A pattern finds the examples that it must find, and leaves those that it must leave.

    A pattern that has lost its example has lost the fault that it was written against.

    Fix: mend the pattern, or the example.
    """


def contradicts_evidence() -> None:
    """No text repeats a statement that the ledger of evidence refutes.

    The articles that the project began from contradict each other, and each of these statements can cost a life: one
    percentage makes people give up, a harmless first dose makes them careless.

    Fix: say what the finding proposes and cite its claims; leaflets/evidence/conflicts.yaml tells who says what.
    """


def blocked_number() -> None:
    """No blocked number, and no operator that sells treatment, is printed: not from a file, not typed into a text.

    A caller in need reaches the police, a sales desk or nobody.

    Fix: take the line that the finding proposes; leaflets/evidence/blocked.yaml tells why the number is blocked.
    """


def typed_emergency_number() -> None:
    """Emergency numbers come from the region, never from a text.

    A leaflet is printed in many countries; a number typed into its text sends a caller in another one nowhere.

    Fix: write `{emergency}`.
    """


def typed_number() -> None:
    """Phone numbers come from a region's file, never from a text.

    A number in a file has a source, a person who dialed it and a day; one in a text stays when the line is gone, in all
    languages.

    Fix: put the line into the region's `helplines`, and print it with a block `helplines` or `card`.
    """


def invalid_number() -> None:
    """A number has the form that its country's numbering plan asks for.

    A digit too few or too many, or another country's number: nobody answers.

    Fix: copy it again from the operator's own page, in the operator's grouping.
    """


def stand_in_number() -> None:
    """No number that stands in for another, such as 0000, is printed.

    A caller in need reaches nobody.

    Fix: put in the real number, and where it was seen; take the line out until it is known.
    """


def bad_amount() -> None:
    """An amount or a time of a region says of what, a range runs from less to more, and both can be meant.

    `gap: 3` is printed as “Still not breathing well after 3?”: minutes to one, breaths to another; with `2 to 3 hours`
    nobody would give a second dose in time.

    Fix: write the number with its unit, and the smaller number of a range first: `2 to 3 minutes`.
    """


def unknown_number() -> None:
    """A short number is in the tables of its country.

    The tables do not hold all short numbers, so this is no fault; but nothing else vouches for the number either.

    Fix: dial it, and record that with `leaflet region confirm`.
    """


def unconfirmed_number() -> None:
    """Every number has been dialed by a named person within the last 180 days.

    Pages go on showing numbers that were given up years ago. Until somebody has dialed it, sheets with the number are
    drafts and say so.

    Fix: dial it, ask who answers, then `leaflet region confirm us.treatment --by NAME --on DATE`.
    """


def unchecked_law() -> None:
    """A line about the law is printed only where a named person has checked it, not long ago.

    Somebody who trusts in a protection that does not hold may go to prison for calling, and will not call again.

    Fix: have it checked by somebody who knows the law of the place, then `leaflet region confirm us.law --by NAME
    --on DATE`; or leave it out.
    """


def claim_from_memory() -> None:
    """Every claim that is printed rests on a source that somebody has read.

    What everybody remembers is where old errors live on.

    Fix: find a publication that says it, read it, and name it in `sources` of the claim.
    """


def disputed_claim() -> None:
    """Where sources conflict on a claim, the ledger says what leaflets print.

    Two leaflets that contradict each other make readers believe neither.

    Fix: add an entry to leaflets/evidence/conflicts.yaml that names the claim and says what leaflets print.
    """


def claim_overdue() -> None:
    """A claim has been looked at again by the day that was set for it.

    The supply changes within months; advice against last year's drug may do harm with this year's.

    Fix: read its sources again, correct the claim and the texts that cite it, and set a new `check-by`.
    """


def claim_out_of_region() -> None:
    """A claim is printed only where it holds.

    A law, a drug or a figure of one country is no help in another, and can be a danger there.

    Fix: put `only: {region: [...]}` on the block or entry, with the regions of the claim.
    """


def uncited_figure() -> None:
    """A share, a rate, a multiple, a dose or a time stands in a claim that the text cites.

    People act on figures. One without a source is mostly one that somebody has made up or misread, and a slip of the
    hand makes 50 seconds of 5.

    Fix: correct it, or cite the claim that has the figure, or say it without one. What differs from place to place
    stands in the region: `{naloxone.gap}`.
    """


def hard_to_read() -> None:
    """A leaflet reads at the level that is set for its language: in English grade 6 of Flesch-Kincaid, and 9 of SMOG.

    A person in fear, in pain or in a second language reads several grades below their schooling.

    Fix: cut long sentences in two; take short words. `leaflet check --report` shows every score.
    """


def long_sentence() -> None:
    """A sentence has at most 15 words; above 25 it is an error.

    Whoever reads with a finger under the line has lost its beginning by then.

    Fix: make two sentences of it.
    """


def long_list() -> None:
    """A list has at most seven entries.

    Nobody keeps more in mind, and what stands at the end is not read.

    Fix: make two lists of it, each with a heading.
    """


def passive_voice() -> None:
    """The main message and the call to action are in the active voice.

    "Help should be called" leaves open who does it.

    Fix: begin with the verb: call, give, stay.
    """


def unexplained_term() -> None:
    """A word that readers have to learn, or an abbreviation, is explained where it is met first.

    Help is asked for by these names; a reader who does not know the word asks for nothing.

    Fix: add a few plain words beside it; leaflets/evidence/terms.yaml lists the words and what explains them. Where the
    readers call it so themselves, say that in the leaflet's `terms-ok: [{term: ..., because: ...}]`.
    """


def number_not_whole() -> None:
    """Numbers are whole, but for doses.

    Many readers do not know what 0.3 or 30 % of something is; all know 3 in 10.

    Fix: say it in whole numbers.
    """


def main_message() -> None:
    """A leaflet has one main message, and says it first.

    Many readers see no more than the cover and what opens beside it.

    Fix: put the words of `main-message` on the cover or into the first section; keep it to one or two sentences.
    """


def review_overdue() -> None:
    """A leaflet has been reviewed again by its `check-by` date.

    What was true when it was written may not be so today; until it has been read again its sheets are drafts.

    Fix: have it read, set `reviewed` and a new `check-by`, and have it signed again if the text has changed.
    """


def unsigned_text() -> None:
    """A clinician has signed the text as it is, for each region that it is built for.

    A wrong order of steps or a wrong dose is seen by somebody who has done it. Until then sheets are drafts and say so.

    Fix: have it read, then `leaflet approve LEAFLET --region REGION --by NAME --role ROLE --on DATE`.
    """


def stale_copy() -> None:
    """No text was written from a claim that has changed since, and no sheet holds a number that is no longer so.

    The change was made because something was wrong. Every text, language and sheet with the old one still says it.

    Fix: read the texts that are named again, mend what differs, build and hand out anew, then `leaflet hold LEAFLET`.
    """
