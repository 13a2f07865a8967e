"""Codes of translations beside their sources."""


def number_differs() -> None:
    """Every number, dose, time and phone number is the same in value as in the source, whatever its digits.

    A dose, a count of minutes or a number to dial that has changed on the way kills, and nobody who reads only one of
    the two languages can see it.

    Times of day may be written as the language does: `9.30 am to 5 pm`, `9 h 30 à 17 h`, `9.30–17.00`.

    Fix: correct the number. Where the language says it in a word, add the word to `numbers` of
    `leaflets/writing/<lang>.yaml`, words beside times of day to `clock`; where the sentence rightly needs no number,
    say so above the message: `# allow number-differs: reason`.
    """


def unit_differs() -> None:
    """What the source counts in minutes is not counted in hours, and each unit has its own number.

    The number is right and the dose or the time is wrong, which is harder to see than a wrong number.

    Fix: correct the unit. If the word means something else here, add the right words to `measures` of
    `leaflets/writing/<lang>.yaml`, or write `# allow unit-differs: reason` above the message.
    """


def address_differs() -> None:
    """Web and e-mail addresses are those of the source.

    A letter that is off leads nowhere, or to somebody else.

    Fix: copy the address from the source text.
    """


def markup_differs() -> None:
    """As many words are bold as in the source, and each stretch is opened and closed.

    Stars that are not closed are printed as stars, and a warning that is not bold is passed over.

    Fix: put `**` before and after the words that carry the message.
    """


def same_as_source() -> None:
    """A translation is not the source text itself.

    Who cannot read the source language gets a sentence that says nothing, and it looks finished.

    Fix: translate it. A name or a word that both languages share is allowed above the message:
    `# allow same-as-source: reason`.
    """


def untranslated_rest() -> None:
    """No part of a translation is still in the source language.

    The part that was left over is often the number's unit or the word `not`.

    Fix: translate it. Names belong into `leaflets/glossary.yaml` with `keep: true`; words on a button stand in
    quotation marks.
    """


def doubled_word() -> None:
    """No word stands twice in a row by a slip.

    It makes the reader stumble, and between the two something was often deleted.

    Fix: delete one. Where the language doubles words, say so in `leaflets/writing/<lang>.yaml`: `doubles: true`, or the
    word under `pairs`.
    """


def inconsistent_translation() -> None:
    """One source text has one translation in a language.

    Two words for one sign make the reader look for two signs. Short forms of a section may have shorter words.

    Fix: choose the better one and use it in both places, or say why they differ:
    `# allow inconsistent-translation: reason`.
    """


def end_punctuation() -> None:
    """A translation ends as its source does: a statement, a question, or with no mark at all.

    A question that reads as a statement tells the reader that somebody is not breathing, instead of asking.

    Fix: end it with the mark of the language that the message names. The marks are in `leaflets/writing/<lang>.yaml`.
    """


def wrong_spacing() -> None:
    """Blanks stand where the language has them, once, and none stands before a mark unless it cannot break there.

    A line can end at a blank, and then a lone question mark begins the next; two blanks leave a hole in the line.

    Fix: delete the blank, or write a no-break one (U+202F, U+00A0) where the language has one.
    """


def wrong_script() -> None:
    """A translation is written in its language's script.

    A text in another script is one that the reader cannot read; most often the wrong file was filled in.

    Fix: translate it into the language that the file's name says, in its script.
    """


def mixed_scripts() -> None:
    """No word mixes letters of scripts that look alike, such as a Latin `a` in a Cyrillic word.

    It looks right on paper, but no search finds it, no voice reads it, and the font changes in the middle of the word.

    Fix: type the word again with the language's keyboard.
    """


def forbidden_letter() -> None:
    """No letter or mark stands in a translation that the language does not write.

    Left over from old fonts and keyboards, they print as another letter, or as nonsense: Burmese encoded for Zawgyi
    cannot be read at all.

    Fix: write what the hint says. The rules are under `forbidden` in `leaflets/writing/<lang>.yaml`.
    """


def unbalanced_control() -> None:
    """Invisible controls that turn text around are closed in the text that opens them.

    What is left open turns the rest of the sentence, and the phone number in it, around.

    Fix: delete the controls: numbers and addresses are isolated by the builder. Or close what is opened.
    """


def invisible_character() -> None:
    """No invisible character stands where it does nothing.

    Nobody can see it, but it splits words, stops searches, and prints as a box in other programs.

    Fix: delete it; retype the word if the editor does not show it.
    """


def not_normalized() -> None:
    """Letters with marks are written as one character where Unicode has one (NFC).

    The same word in two encodings is two words to every search and comparison, and some fonts put the mark beside the
    letter.

    Fix: retype the word, or let the editor compose the text (NFC).
    """


def translated_name() -> None:
    """Names that are the same everywhere stay as they are.

    A translated name cannot be found, asked for or dialled.

    Fix: put the name back as the source has it. The names are in `leaflets/glossary.yaml`, with `keep: true`.
    """


def glossary_term() -> None:
    """A term is translated with the words that translators have agreed on.

    Two names for one medicine are two medicines to a reader in a hurry.

    Fix: use the word that the message names, or change the agreement in `leaflets/glossary.yaml` with the others.
    """


def forbidden_term() -> None:
    """No word is used that hurts or misleads.

    Who is called names puts the leaflet away; who is given the wrong word for a medicine asks for the wrong thing.

    Fix: use the word that the hint names. The words are in `leaflets/glossary.yaml`.
    """


def draft_safety_messages() -> None:
    """Safety-critical messages have been checked by a second speaker.

    Only a speaker can see that a sentence means the opposite of what it should. Until then every sheet is a draft.

    Fix: have a speaker read the sheet and sign: `leaflet approve LEAFLET --lang LANG --by NAME --role ROLE --on DATE`.
    """


def suppression_without_reason() -> None:
    """Whoever allows what a check forbids names the check and says why.

    Without the reason the next translator cannot know whether it still holds.

    Fix: write `# allow CODE: reason` above the message, with a code that `leaflet explain` lists.
    """


def message_too_long() -> None:
    """A translation takes no more lines than its source where its panel is full.

    The sheet is not made while a panel overflows, so these readers get none; the message names the texts to begin with.

    Fix: say it in fewer words. The comment of each message tells how many characters it has room for.
    """


def unreadable_exchange() -> None:
    """A file with translations can be read: a workbook, CSV or XLIFF with the columns or units that it was made with.

    Of a file that is cut off or in an unknown encoding no letter can be trusted, so nothing of it is taken over.

    Fix: see the hint. From a spreadsheet save a workbook (.xlsx) or “CSV UTF-8”; from a translation program export it
    again.
    """


def unknown_row() -> None:
    """Every row says by `part` and `context` which message it translates.

    A translation put in the wrong place is a wrong instruction; so a row that cannot be placed is left out.

    Fix: put the context back, or export the messages again if the leaflet has changed since.
    """


def duplicate_row() -> None:
    """A file translates every message once.

    Of two translations nobody could say which the translator meant; the first is taken and the second told.

    Fix: delete the row that is wrong and import again.
    """


def row_cut_off() -> None:
    """Every row reaches as far as its translation, and the last one is whole.

    A file that was cut off on its way can end in the middle of a sentence, with the `not` missing.

    Fix: ask for the whole file. What the row would have changed stays as it was.
    """


def cell_not_text() -> None:
    """Cells hold texts, not formulas or dates.

    A spreadsheet turns `1-2` into a date and `=` into a formula, and what it then shows is not what was typed.

    Fix: format the column as text and type it again.
    """


def source_differs() -> None:
    """The source beside a translation is the one that was handed out.

    Somebody has edited the wrong column, or rows have slipped; then the translation is of another sentence.

    Fix: put the source column back as it was exported, and correct the source in the leaflet's YAML if it is wrong.
    """


def older_source() -> None:
    """A translation that comes back was made from today's source.

    The source has changed while the file was on its way. The translation is kept and marked stale, for it may say what
    the source no longer says.

    Fix: compare it with the new source, correct it, and clear its `fuzzy` flag.
    """


def letters_lost() -> None:
    """No question marks stand in place of letters.

    A program that could not write the script has put `???` for it, and the text is gone.

    Fix: save the file again as “CSV UTF-8” or as a workbook (.xlsx).
    """


def cannot_export() -> None:
    """Every text can be written in the format that is asked for.

    Control characters have no place in XML or in workbooks, and none on paper.

    Fix: delete the character from the text, or export as CSV.
    """
