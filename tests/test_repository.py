"""What holds for the repository as a whole. Each test first asserts that it found something to test."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from builder.cli import COMMANDS, command
from builder.cli.option import options
from builder.codes import pages
from builder.diagnostics import Findings
from builder.load import Library

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "builder").rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])

# Later ones import earlier ones, never the other way. A line's parts do not import one another.
ORDER = (
    ("builder", "builder.model"),
    ("builder.write", "builder.pool", "builder.diagnostics", "builder.qr_mask", "builder.flat", "builder.garbled"),
    ("builder.codes", "builder.qr", "builder.phone", "builder.amounts"),
    ("builder.wording", "builder.readability"),
    ("builder.load",),
    ("builder.render", "builder.translate", "builder.text", "builder.inks"),
    ("builder.compose",),
    ("builder.pdf",),
    ("builder.verify",),
    ("builder.plates", "builder.checks.messages", "builder.checks.content"),
    ("builder.build", "builder.names", "builder.trace"),
    (
        "builder.record",
        "builder.starter",
        "builder.translators",
        "builder.confirm",
        "builder.impose",
        "builder.evidence",
        "builder.due",
        "builder.links",
        "builder.services",
        "builder.testsheet",
    ),
    ("builder.exchange", "builder.orders"),
    ("builder.checks",),
    ("builder.plan", "builder.build_all", "builder.check_files", "builder.identify"),
    ("builder.proving",),
    ("builder.cli",),
)

OWNERS = {
    "yaml": "builder.load",
    "defusedxml": "builder.load builder.exchange",
    "openpyxl": "builder.exchange builder.services",
    "distributed": "builder.orders",
    "polib": "builder.translate",
    "babel": "builder.translate",
    "phonenumbers": "builder.phone",
    "uharfbuzz": "builder.text",
    "icu4py": "builder.text",
    "fontTools": "builder.text builder.pdf builder.load",
    "reportlab": "builder.pdf",
    "PIL": "builder.load builder.pdf builder.verify",
    "qrcode": "builder.qr",
    "pypdfium2": "builder.verify",
    "pikepdf": "builder.verify builder.impose",
    "zxingcpp": "builder.verify",
    "typer": "builder.cli",
    "rich": "builder.cli",
    "watchfiles": "builder.cli",
}

VAGUE = {"utils", "util", "helpers", "helper", "base", "manager", "common", "misc", "core", "lib", "stuff"}
LONGEST = 300


def module_name(path: Path) -> str:
    """`builder.load.read` for its file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module imported anywhere in a file, with the line, but for those that only type checkers see."""
    hidden = {
        inner
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or "", node.lineno
            # `from builder import qr` imports a module too
            yield from (
                (f"{node.module}.{alias.name}", node.lineno) for alias in node.names if node.module == "builder"
            )


def owner_in_order(name: str) -> str | None:
    """The part of the builder that a module belongs to: the longest that begins its name."""
    parts = [part for line in ORDER for part in line if name == part or name.startswith(f"{part}.")]
    return max(parts, key=len, default=None)


def rank(part: str) -> int:
    return next(place for place, line in enumerate(ORDER) if part in line)


def test_imports_run_one_way() -> None:
    assert len(MODULES) > 60
    wrong = []
    for path in MODULES:
        mine = owner_in_order(module_name(path))
        assert mine is not None, f"{path.relative_to(ROOT)}: give it a place in ORDER"
        assert mine != "builder" or path.name == "__init__.py", f"{path.relative_to(ROOT)}: give it a place in ORDER"
        for name, line in imports(path):
            theirs = owner_in_order(name)
            if theirs is None or theirs == mine or (theirs == "builder" and name != "builder"):
                continue
            if rank(theirs) >= rank(mine):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {mine} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_each_library_has_one_owner() -> None:
    seen: set[str] = set()
    wrong = []
    for path in MODULES:
        for name, line in imports(path):
            library = name.partition(".")[0]
            if library not in OWNERS:
                assert library in sys.stdlib_module_names or library == "builder", (
                    f"{path.relative_to(ROOT)}:{line}: who owns {library}?"
                )
                continue
            seen.add(library)
            if not any(module_name(path).startswith(owner) for owner in OWNERS[library].split()):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {library} belongs to {OWNERS[library]}")
    assert {"yaml", "polib", "uharfbuzz", "icu4py", "reportlab", "qrcode", "typer"} <= seen
    assert not wrong, "\n".join(wrong)


def test_a_module_is_a_page() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert max(lengths.values()) > 100
    long = [f"{path.relative_to(ROOT)}: {length} lines" for path, length in lengths.items() if length > LONGEST]
    assert not long, "\n".join(long)


def test_names_of_modules_say_something() -> None:
    assert MODULES
    assert not [str(path.relative_to(ROOT)) for path in MODULES if path.stem in VAGUE or path.parent.name in VAGUE]


def test_every_module_says_what_it_is_for() -> None:
    assert MODULES
    assert not [str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(tree(path))]


def test_no_id_of_the_library_stands_in_python() -> None:
    """What differs between languages, layouts, regions, themes and leaflets is data: nothing compares with an id."""
    library = Library.open(ROOT)
    ids = {
        *library.languages(Findings()),
        *library.layouts(),
        *library.leaflets(),
        *library.regions(),
        *library.themes(),
    }
    assert {"es", "letter-trifold", "overdose", "us", "calm"} <= ids
    wrong = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            for text, line in compared(node):
                if text in ids:
                    wrong.append(f"{path.relative_to(ROOT)}:{line}: compares with {text!r}")
    assert not wrong, "\n".join(wrong)


def compared(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The texts that a comparison or a case of a match is made with."""
    if isinstance(node, ast.Compare):
        within = [node.left, *node.comparators]
    elif isinstance(node, ast.MatchValue):
        within = [node.value]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("startswith", "endswith")
    ):
        within = list(node.args)
    else:
        return
    for part in within:
        elements = part.elts if isinstance(part, ast.Tuple | ast.List | ast.Set) else [part]
        for each in elements:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value, each.lineno


def test_the_comparisons_that_are_looked_for_are_found() -> None:
    code = "a == 'es'\nb in ('us', x)\nmatch c:\n    case 'calm': pass\nd.startswith('ar')"
    found = [text for node in ast.walk(ast.parse(code)) for text, _ in compared(node)]
    assert sorted(found) == ["ar", "calm", "es", "us"]


# A group that is repeated possessively, and an atomic group; a comma after it: the signs of ASCII in a row
_SPOILT = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+(?!,)|\(\?>")


def test_patterns_match_alike_in_every_python() -> None:
    """Python before 3.11.5, which is Debian 12's, matches a group that is not to be given back wrongly."""
    assert _SPOILT.search(r"(?:a|b)*+c")
    assert _SPOILT.search(r"(?>a|b)")
    assert not _SPOILT.search(r"(\)++[ab]*+)*")
    wrong, seen = [], 0
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
                seen += "*+" in text
                if _SPOILT.search(text):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text[:60]}")
    assert seen > 3
    assert not wrong, "\n".join(wrong)


def test_every_code_is_tripped_by_a_test() -> None:
    assert len(pages()) > 60
    told = told_in_tests()
    untold = [code for code in pages() if not re.search(rf"(?<![a-z-]){re.escape(code)}(?![a-z-])", told)]
    assert not untold, "add a story to tests/stories for: " + ", ".join(untold)


@cache
def told_in_tests() -> str:
    files = [
        path
        for path in sorted((ROOT / "tests").rglob("*"))
        if path.suffix in (".py", ".yaml", ".po", ".txt") and path.name != Path(__file__).name
    ]
    assert len(files) > 40
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


def test_the_values_are_frozen() -> None:
    frozen = [
        (node.name, ast.unparse(decorator))
        for path in MODULES
        if path.parent.name == "model"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator)
    ]
    assert len(frozen) > 40
    assert not [name for name, decorator in frozen if "frozen=True" not in decorator]


def test_documents_name_only_commands_and_options_that_there_are() -> None:
    named = [
        (document.name, line)
        for document in DOCUMENTS
        for code in re.findall(r"```.*?```|`[^`]+`", document.read_text(encoding="utf-8"), re.DOTALL)
        for line in re.findall(r"(?:^|[`&]) ?leaflet ([A-Za-z][^`\n#&]*)", code, re.MULTILINE)
    ]
    assert len(named) > 15
    for document, line in named:
        words = line.split()
        if words[0] == "COMMAND":
            continue
        named = [name for name in (words[0], " ".join(words[:2])) if name in COMMANDS]
        assert named, f"{document}: leaflet {line}"
        flags = {flag for known in options(command(named[0]).request).values() for flag in known.flags}
        for option in (each.rstrip(",.;:)") for each in words if re.match(r"--?[a-z]", each)):
            assert option in flags, f"{document}: leaflet {named[0]} has no {option}"


def test_the_readme_tells_of_every_command() -> None:
    told = re.findall(r"`leaflet ([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert told
    assert not [name for name in COMMANDS if not any(f"{line} ".startswith(f"{name} ") for line in told)]


def test_documents_name_only_files_that_there_are() -> None:
    named = [
        (document.name, path)
        for document in DOCUMENTS
        for path in re.findall(
            r"(?:`|\]\()((?:builder|leaflets|layouts|tests|tools|docs)/(?!starter)[\w./-]+|[A-Z]+\.md)",
            document.read_text("utf-8"),
        )
    ]
    assert len(named) > 15
    # TAG stands for a language, and el for one that is still to be added
    there = [(document, path) for document, path in named if "TAG" not in path and not path.endswith("/el.po")]
    assert not [f"{document}: {path}" for document, path in there if not (ROOT / path.rstrip(".")).exists()]


def test_documents_name_only_targets_that_make_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"all", "test", "check"} <= targets
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:`|^)make ([a-z]+)", document.read_text("utf-8"), re.M)
    }
    assert named
    assert named <= targets


def test_every_dependency_has_a_known_good_version() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[><=\[;]", each)[0].lower().replace("_", "-") for each in wanted}
    locked = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    assert len(names) > 15
    assert names <= locked
