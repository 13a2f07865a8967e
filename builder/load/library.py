"""The leaflets, regions, layouts, fonts and the rest that a project can use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from builder.diagnostics import Findings, did_you_mean
from builder.load.file import Loaded, load_whole
from builder.load.fonts import FontFamily, is_face, load_families
from builder.load.kept import Kept
from builder.load.paths import is_safe as is_safe
from builder.load.paths import places, real
from builder.load.paths import shown as shown
from builder.load.places import Places
from builder.load.values import ID
from builder.model import evidence
from builder.model.defaults import Defaults
from builder.model.glossary import Glossary
from builder.model.icon import Icon
from builder.model.language import Language, LanguageList
from builder.model.layout import Layout
from builder.model.leaflet import Leaflet
from builder.model.readability import ReadingList
from builder.model.region import Region
from builder.model.service import Service, ServiceList
from builder.model.source import Id, Span
from builder.model.theme import Theme
from builder.model.wording import WordList
from builder.model.words import CommonWords
from builder.model.writing import Writing

T = TypeVar("T")

_FILES = {
    Leaflet: "leaflets/{}/leaflet.yaml",
    Region: "leaflets/regions/{}/region.yaml",
    Layout: "layouts/{}.yaml",
    Theme: "layouts/themes/{}.yaml",
}


class Library:
    """A project's `leaflets/` and `layouts/` before the starter library's, file by file.

    Values are kept for the life of the process and read again when a file they came from has changed. Every file is
    looked up through `path`, also when its value is kept, so that a class that overrides it sees all that is used.
    """

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self._kept = Kept(self.path)
        self._places = Places(roots)

    @classmethod
    def open(cls, project: Path | None = None) -> Library:
        """The library as seen from a project's folder; without one, from the current folder."""
        own, starter = (project or Path.cwd()).absolute(), starter_folder()
        return cls((own,) if own.resolve() == starter.resolve() else (own, starter))

    def path(self, relative: str) -> Path | None:
        """The first file of this name: the project's, then the starter's. None also for names that could leave them."""
        return self._places.find(relative)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside the block the library stays as it is: every file is looked at once, and a sheet asks for some of them
        twenty times. Nothing in the block may write to the library."""
        with self._places.still(), self._kept.still():
            yield

    def unnoted(self) -> AbstractContextManager[None]:
        """What is read inside the block is nothing that a sheet depends on."""
        return nullcontext()

    def po(self, kind: str, id: str, lang: str) -> Path | None:
        """A catalogue, unless it is a link that leads out of the library; the id of common words is passed over."""
        folder = {"leaflets": f"leaflets/{id}", "regions": f"leaflets/regions/{id}"}.get(kind, f"leaflets/{kind}")
        path = self.path(f"{folder}/{lang}.po")
        return path if path is not None and self._stays(path) else None

    def leaflets(self) -> tuple[Id, ...]:
        """Ids, sorted."""
        return self._places.ids(_FILES[Leaflet])

    def regions(self) -> tuple[Id, ...]:
        """Ids, sorted."""
        return self._places.ids(_FILES[Region])

    def layouts(self) -> tuple[Id, ...]:
        """Ids, sorted."""
        return self._places.ids(_FILES[Layout])

    def themes(self) -> tuple[Id, ...]:
        """Ids, sorted."""
        return self._places.ids(_FILES[Theme])

    def leaflet(self, id: str, findings: Findings) -> Leaflet | None:
        """The leaflet in its source language, or None and findings."""
        return self._named(id, Leaflet, findings)

    def incomplete_leaflet(self, id: str, findings: Findings) -> Leaflet | None:
        """As `leaflet`, but with what could be made of one that has errors. It serves only to find more of them."""
        return self._named(id, Leaflet, findings, whole=False)

    def region(self, id: str, findings: Findings) -> Region | None:
        """The region with all it takes over from the region it extends, or None and findings."""
        return self._named(id, Region, findings)

    def layout(self, id: str, findings: Findings) -> Layout | None:
        """The layout with all it takes over, or None and findings."""
        return self._named(id, Layout, findings)

    def theme(self, id: str, findings: Findings) -> Theme | None:
        """The theme with all it takes over, or None and findings."""
        return self._named(id, Theme, findings)

    def languages(self, findings: Findings) -> Mapping[str, Language]:
        """Id -> language; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/languages.yaml", LanguageList, findings)
        return {} if listed is None else {one.id: one for one in listed.languages}

    def writing(self, lang: str, findings: Findings) -> Writing:
        """How a language is written; with nothing but the defaults where no file says it, or it has errors."""
        relative = f"leaflets/writing/{lang}.yaml"
        found = self._file(relative, Writing, findings, lang) if self.path(relative) is not None else None
        return Writing(id=lang) if found is None else found

    def glossary(self, findings: Findings) -> Glossary:
        """Words that translators agree on; empty, and findings, when the file has errors."""
        return self._file("leaflets/glossary.yaml", Glossary, findings) or Glossary(terms=())

    def words(self, findings: Findings) -> CommonWords | None:
        """The words every leaflet shares."""
        return self._file("leaflets/common/common.yaml", CommonWords, findings)

    def words_of(self, kind: str, made: type[T], findings: Findings) -> T | None:
        """Words for people who do not read leaflets: of `letters` to services, of the `packing` of orders."""
        return self._file(f"leaflets/{kind}/{kind}.yaml", made, findings)

    def claims(self, findings: Findings) -> Mapping[str, evidence.Claim]:
        """Id -> claim; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/evidence/claims.yaml", evidence.ClaimList, findings)
        return {} if listed is None else {one.id: one for one in listed.claims}

    def sources(self, findings: Findings) -> Mapping[str, evidence.Source]:
        """Id -> source; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/evidence/sources.yaml", evidence.SourceList, findings)
        return {} if listed is None else {one.id: one for one in listed.sources}

    def conflicts(self, findings: Findings) -> tuple[evidence.Conflict, ...]:
        """Matters on which texts contradict each other; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/evidence/conflicts.yaml", evidence.ConflictList, findings)
        return () if listed is None else listed.conflicts

    def blocked(self, findings: Findings) -> tuple[evidence.Blocked, ...]:
        """Numbers and operators that are never printed; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/evidence/blocked.yaml", evidence.BlockedList, findings)
        return () if listed is None else listed.blocked

    def terms(self, findings: Findings) -> tuple[evidence.Term, ...]:
        """Words that readers have to learn; empty, and findings, when the file has errors."""
        listed = self._file("leaflets/evidence/terms.yaml", evidence.TermList, findings)
        return () if listed is None else listed.terms

    def wording(self, findings: Findings) -> WordList | None:
        """Words to avoid and what to say instead, by language."""
        return self._file("leaflets/wording.yaml", WordList, findings)

    def readability(self, findings: Findings) -> ReadingList | None:
        """Formulas, aims and syllables by language."""
        return self._file("leaflets/readability.yaml", ReadingList, findings)

    def defaults(self, findings: Findings) -> Defaults | None:
        """What holds when nobody says."""
        return self._file("leaflets/defaults.yaml", Defaults, findings)

    def services(self, path: Path, findings: Findings) -> Mapping[str, Service]:
        """Id -> service, from any file that a user names."""
        loaded = load_whole(path, ServiceList, lambda name: None, shown_as=shown(path))
        findings.extend(loaded.diagnostics)
        if not loaded.ok or loaded.value is None:
            return {}
        return {one.id: with_logo(one, path.parent, findings) for one in loaded.value.services}

    def fonts(self, findings: Findings) -> Mapping[str, tuple[Path, Path]]:
        """Family -> files of its regular and bold faces. A project's families stand beside the starter's."""
        relative = "layouts/fonts/fonts.yaml"
        if self._found(relative, findings) is None:
            return {}

        def make(told: Findings) -> tuple[dict[str, tuple[Path, Path]], tuple[str, ...]]:
            made, names, families = {}, [relative], dict[str, FontFamily]()
            for path in filter(Path.exists, reversed(places(self.roots, relative))):
                families |= load_families(path, told, shown(path), self._root(path))
            for name, family in families.items():
                files = [f"layouts/fonts/{file}" for file in (family.regular, family.bold)]
                names += files
                regular, bold = (self._face(file, told, family.span) for file in files)
                if regular and bold:
                    made[name] = (regular, bold)
            return made, tuple(names)

        faces, told = self._kept.get(relative, make)
        findings.extend(told)
        return faces

    def icon(self, id: str, findings: Findings) -> Icon | None:
        """The drawing `layouts/icons/<id>.svg`, or None and a finding."""
        relative = f"layouts/icons/{id}.svg"
        path = self.path(relative) if ID.fullmatch(id) else None
        if path is None:
            findings.error("unknown-reference", f"there is no icon `{id[:40]}`", None, *did_you_mean(id, self.icons()))
            return None
        from builder.load.icons import load_icon  # an XML parser, which sheets without drawings can do without

        icon, told = self._kept.get(
            relative, lambda told: (load_icon(path, told, shown(path), self._root(path)), (relative,))
        )
        findings.extend(told)
        return icon

    def icons(self) -> tuple[Id, ...]:
        """Ids, sorted."""
        return self._places.ids("layouts/icons/{}.svg")

    def _named(self, id: str, kind: type[T], findings: Findings, whole: bool = True) -> T | None:
        if not ID.fullmatch(id) or self.path(_FILES[kind].format(id)) is None:
            told = f"there is no {kind.__name__.lower()} `{id[:40]}`"
            findings.error("unknown-reference", told, None, *did_you_mean(id, self._places.ids(_FILES[kind])))
            return None
        return self._file(_FILES[kind].format(id), kind, findings, id, whole)

    def _file(self, relative: str, kind: type[T], findings: Findings, id: str = "", whole: bool = True) -> T | None:
        path = self._found(relative, findings)
        if path is None:
            return None

        def parents(name: str) -> Path | None:
            return self.path(_FILES[kind].format(name)) if kind in _FILES else None

        def make(told: Findings) -> tuple[Loaded[T], tuple[str, ...]]:
            loaded = load_whole(path, kind, parents, id=id, show=shown, within=self._root)
            told.extend(loaded.diagnostics)
            return loaded, tuple(self._relative(one) for one in loaded.paths)

        loaded, told = self._kept.get(relative, make)
        findings.extend(told)
        return loaded.value if loaded.ok or not whole else None

    def _found(self, relative: str, findings: Findings, span: Span | None = None) -> Path | None:
        path = self.path(relative)
        if path is None:
            findings.error("missing-file", f"{relative} is neither in the project nor in the starter library", span)
        return path

    def _face(self, relative: str, findings: Findings, span: Span | None) -> Path | None:
        path = self._found(relative, findings, span)
        if path is not None and not self._stays(path):
            findings.error("outside-project", f"{relative} leads out of the project's folder")
            return None
        return path if path is None or is_face(path, span, findings) else None

    def _root(self, path: Path) -> Path | None:
        return next((root for root in self.roots if str(path).startswith(os.path.join(root, ""))), None)

    def _stays(self, path: Path) -> bool:
        """No link on the way leads out of the library."""
        root = self._root(path)
        # as strings: paths would take twice as long, and each of fifty fonts is asked about
        return root is not None and os.path.realpath(path).startswith(real(root))

    def _relative(self, path: Path) -> str:
        root = self._root(path)
        return (path.relative_to(root) if root else path).as_posix()


def starter_folder() -> Path:
    """Where the starter library's `leaflets/` and `layouts/` are: in an installed package, or at a checkout's top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent


def with_logo(service: Service, folder: Path, findings: Findings) -> Service:
    """The service with its logo read; a logo lies beside the services' file or in a folder there."""
    if not service.logo:
        return service
    if not is_safe(service.logo):
        findings.error("outside-project", f"the logo `{service.logo}` is not beside the services", service.span)
        return service
    from builder.load.logos import load_logo

    path = folder / service.logo
    return replace(service, artwork=load_logo(path, findings, shown(path), folder))
