"""A recall's letters are in the language that each service reads, as far as there are words in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import polib
import pypdfium2
import pytest
from orders import DAY, ROOT, Project, order_file, services_file

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.journal import Journal
from builder.orders.letters import write_recall
from builder.orders.recall import Fault, recall
from builder.orders.speech import Speech

SERVICES = [
    ("norte", "Clínica Norte", "Calle Ejemplo 1", "", "", "202-555-0101", "es"),
    ("ouest", "Centre Ouest", "1 rue de l’Exemple", "", "", "202-555-0102", "fr-CA"),
    ("arabic", "عيادة المثال", "", "", "", "202-555-0103", "ar"),
]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], bytes]:
    """The text of each letter, and the file."""
    folder = tmp_path_factory.mktemp("letters")
    project = Project(folder / "out")
    path = order_file(folder, [(service[0], "overdose", "es", "letter-sheet", 10) for service in SERVICES])
    services_file(folder, SERVICES)
    assert project.run(path).done == 3, project.codes()
    journal = Journal(folder / "out", reading=True)
    fault, findings = Fault(leaflet="overdose", translation="es"), Findings()
    found = list(recall(journal, fault))
    write_recall(found, fault, "", journal, project.library, folder / "recall", DAY, findings)
    journal.close()
    (told,) = findings
    assert told.code == "missing-catalogue"
    assert told.message == "letters to services that read Arabic are in another language"
    data = (folder / "recall/letters.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as opened:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened], data


def test_each_letter_speaks_the_language_of_its_service(letters: tuple[list[str], bytes]) -> None:
    arabic, spanish, french = letters[0]
    assert "Please take these leaflets out of use" in arabic
    assert "It concerns: Leaflet overdose; Language español" in arabic
    assert "DRAFT" not in arabic
    assert "Por favor, dejen de usar estos folletos" in spanish
    assert "Se trata de: Folleto overdose; Idioma español" in spanish
    assert "Clínica Norte" in spanish
    # a variety without words of its own is spoken to in its language
    assert "Merci de ne plus utiliser ces dépliants" in french
    assert "Exemplaires détruits" in french


def test_a_letter_that_nobody_has_checked_says_so(letters: tuple[list[str], bytes]) -> None:
    _, spanish, french = letters[0]
    assert spanish.startswith("BORRADOR sin revisar · DRAFT translation, not checked")
    assert "DRAFT translation, not checked" in french


def test_screen_readers_are_told_the_language(letters: tuple[list[str], bytes]) -> None:
    with pikepdf.open(BytesIO(letters[1])) as opened:
        spoken = [str(each.Lang) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each]
    assert {"es", "fr-CA", "ar"} <= set(spoken)


def project_with(folder: Path, change: Callable[[polib.POFile], None]) -> Library:
    """A project with Spanish words of its own."""
    own = folder / "leaflets/letters"
    own.mkdir(parents=True)
    shutil.copy(ROOT / "leaflets/letters/es.po", own / "es.po")
    catalogue = polib.pofile(str(own / "es.po"), wrapwidth=0)
    change(catalogue)
    catalogue.save(str(own / "es.po"))
    return Library((folder, ROOT))


def test_words_that_somebody_has_checked_are_no_draft(tmp_path: Path) -> None:
    def check(catalogue: polib.POFile) -> None:
        for entry in catalogue:
            entry.flags.remove("fuzzy")

    letter = Speech(project_with(tmp_path, check), Findings()).letter("es")
    assert (letter.language, letter.draft) == ("es", "")


def test_half_a_translation_is_none(tmp_path: Path) -> None:
    def forget(catalogue: polib.POFile) -> None:
        catalogue[3].msgstr = ""

    letter = Speech(project_with(tmp_path, forget), Findings()).letter("es")
    assert (letter.language, letter.draft) == ("en", "")
    assert letter.words.title.value == "Please take these leaflets out of use"
