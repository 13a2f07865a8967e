"""Edits change what was asked for and leave every other byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Findings
from builder.load import Library, load
from builder.load.compose import compose
from builder.load.edit import add_entry, replace_words, set_fields, written_as
from builder.load.nodes import Mapping, Scalar, Source
from builder.model.approval import ApprovalList
from builder.model.leaflet import Paragraph

REGION = """\
# a comment at the top
id: land   # its name
helplines:
  - id: crisis
    phone: "0800 1"      # free

    status: agency
  # the next one
  - {id: advice, phone: '0800 2', status: agency}
  - id: last
    note: >-
      Folded
      text

law: none yet
"""


def edited(tmp_path: Path, before: str, keys: tuple[str, ...], new: dict[str, str]) -> str:
    file = tmp_path / "region.yaml"
    file.write_bytes(before.encode())
    findings = Findings()
    assert set_fields(file, keys, new, findings), findings
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("keys", "new", "old_line", "new_lines"),
    [
        ((), {"id": "sea"}, "id: land   # its name", "id: sea   # its name"),
        ((), {"law": "a: b"}, "law: none yet", 'law: "a: b"'),
        ((), {"checked": "2026-01-02"}, "law: none yet", "law: none yet\nchecked: 2026-01-02"),
        (
            ("helplines", "crisis"),
            {"phone": "0800 9"},
            '    phone: "0800 1"      # free',
            '    phone: "0800 9"      # free',
        ),
        (("helplines", "crisis"), {"cost": "free"}, "    status: agency", "    status: agency\n    cost: free"),
        (
            ("helplines", "crisis", "confirmed"),
            {"by": "A. Person", "on": "2026-01-02"},
            "    status: agency",
            "    status: agency\n    confirmed:\n      by: A. Person\n      on: 2026-01-02",
        ),
        (
            ("helplines", "advice"),
            {"phone": "it's"},
            "  - {id: advice, phone: '0800 2', status: agency}",
            "  - {id: advice, phone: 'it''s', status: agency}",
        ),
        (
            ("helplines", "advice", "confirmed"),
            {"by": "A, B", "on": "2026-01-02"},
            "  - {id: advice, phone: '0800 2', status: agency}",
            "  - {id: advice, phone: '0800 2', status: agency, confirmed: {by: \"A, B\", on: 2026-01-02}}",
        ),
        (("helplines", "last"), {"cost": "free"}, "      text", "      text\n    cost: free"),
        (("helplines", "last"), {"note": "Flat"}, "    note: >-\n      Folded\n      text", "    note: Flat"),
        (
            ("helplines", "crisis"),
            {"status": "memory", "phone": "0800 3", "url": "https://example.org/a"},
            '    phone: "0800 1"      # free\n\n    status: agency',
            '    phone: "0800 3"      # free\n\n    status: memory\n    url: "https://example.org/a"',
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fields_are_set(
    keys: tuple[str, ...], new: dict[str, str], old_line: str, new_lines: str, line_end: str, tmp_path: Path
) -> None:
    assert REGION.count(old_line) == 1
    before, after = REGION, REGION.replace(old_line, new_lines)
    assert edited(tmp_path, before.replace("\n", line_end), keys, new) == after.replace("\n", line_end)


def test_a_mark_rights_and_links_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: land\r\nlaw: x")
    file.chmod(0o640)
    link.symlink_to(file)
    assert set_fields(link, (), {"id": "sea", "new": "y"}, Findings())
    assert link.is_symlink()
    assert file.read_bytes() == b"\xef\xbb\xbfid: sea\r\nlaw: x\r\nnew: y"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]


@pytest.mark.parametrize(
    ("text", "keys", "new"),
    [
        (REGION, ("helplines", "nobody"), {"a": "b"}),
        (REGION, ("nothing", "at", "all"), {"a": "b"}),
        (REGION, ("id", "deeper"), {"a": "b"}),
        (REGION, (), {"helplines": "b"}),
        (REGION, (), {"not a name": "b"}),
        ("- a\n", (), {"a": "b"}),
        ("a: [", (), {"a": "b"}),
        ("", (), {"a": "b"}),
    ],
)
def test_what_cannot_be_done_is_refused(text: str, keys: tuple[str, ...], new: dict[str, str], tmp_path: Path) -> None:
    file, findings = tmp_path / "region.yaml", Findings()
    file.write_text(text)
    assert not set_fields(file, keys, new, findings)
    assert not findings.ok
    assert file.read_text() == text


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, findings = tmp_path / "region.yaml", Findings()
    file.write_text(REGION)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.load.edited.write", full)
    assert not set_fields(file, (), {"id": "sea"}, findings)
    assert [one.code for one in findings] == ["cannot-edit"]
    assert "no space left" in next(iter(findings)).message
    assert file.read_text() == REGION


def test_entries_are_added(tmp_path: Path) -> None:
    file, findings = tmp_path / "approvals.yaml", Findings()
    first = {"name": "A. Person", "role": "nurse: night", "region": "us", "date": "2026-01-02", "digest": "ab12"}
    second = {**first, "name": "B. 'Bee' Person"}
    assert add_entry(file, "approvals", first, findings)
    assert file.read_text() == (
        'approvals:\n  - name: A. Person\n    role: "nurse: night"\n'
        "    region: us\n    date: 2026-01-02\n    digest: ab12\n"
    )
    file.write_text("# signed\n" + file.read_text() + "# end\n")
    assert add_entry(file, "approvals", second, findings)
    text = file.read_text()
    assert text.startswith("# signed\napprovals:\n  - name: A. Person\n")
    assert text.endswith("digest: ab12\n# end\n")
    found = load(file, ApprovalList, findings)
    assert found is not None
    assert [one.name for one in found.approvals] == ["A. Person", "B. 'Bee' Person"]
    assert findings.ok


def test_entries_are_not_added_to_what_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "approvals.yaml"
    for text in ("approvals: []\n", "approvals: x\n", "other: x\n"):
        findings = Findings()
        file.write_text(text)
        assert not add_entry(file, "approvals", {"name": "A"}, findings)
        assert [one.code for one in findings] == ["cannot-edit"]
        assert file.read_text() == text


LEAFLET = """\
id: demo
title: Demo
description: A
audience: a
purpose: a
main-message: A
action: A
sections:
  - id: first
    roles: [main]
    blocks:
      - kind: text   # folded
        id: said
        text: >-
          A drug
          user's drug
          user group, # no comment
      - {kind: text, id: other, text: 'A drug user''s friend'}
      - {kind: text, id: plain, text: A drug user}
"""


@pytest.mark.parametrize(
    ("block", "words", "by", "old", "new"),
    [
        ("said", "drug user's", "person's", "A drug\n          user's drug", "A person's drug"),
        ("other", "drug user's", "person's", "'A drug user''s friend'", "'A person''s friend'"),
        ("plain", "drug user", "person who uses drugs", "A drug user}", "A person who uses drugs}"),
        ("said", "user group", "people", "drug\n          user group", "drug\n          people"),
    ],
)
def test_words_are_replaced(block: str, words: str, by: str, old: str, new: str, tmp_path: Path) -> None:
    file = tmp_path / "leaflets" / "demo" / "leaflet.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(LEAFLET)
    findings = Findings()
    leaflet = Library((tmp_path,)).leaflet("demo", findings)
    assert leaflet is not None, findings
    (text,) = [one.text for one in leaflet.sections[0].blocks if isinstance(one, Paragraph) and one.id == block]
    replaced = replace_words(file, text.span, words, by, findings)
    assert replaced, findings
    assert old in LEAFLET
    assert file.read_text() == LEAFLET.replace(old, new)


@pytest.mark.parametrize(
    ("words", "by"), [("A drug", "x: y"), ("nowhere", "x"), ("A drug user}", "x"), ("A drug", "a, b")]
)
def test_words_that_would_change_more_are_refused(words: str, by: str, tmp_path: Path) -> None:
    file, findings = tmp_path / "demo.yaml", Findings()
    file.write_text("a: {b: A drug user}\n")
    root = compose(Source("demo.yaml", file.read_text()), findings)
    assert isinstance(root, Mapping)
    inner = root.entries["a"][1]
    assert isinstance(inner, Mapping)
    assert not replace_words(file, inner.entries["b"][1].span, words, by, findings)
    assert [one.code for one in findings] == ["cannot-edit"]
    assert file.read_text() == "a: {b: A drug user}\n"


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=40)
)
def test_any_value_is_written_so_that_it_reads_back(value: str) -> None:
    for template in ("a: {}\n", "a: {{b: {}, c: d}}\n", "a:\n  - {}\n"):
        findings = Findings()
        root = compose(Source("x", template.format(written_as(value))), findings)
        assert list(findings) == []
        assert isinstance(root, Mapping)
        node = root.entries["a"][1]
        while not isinstance(node, Scalar):
            node = node.entries["b"][1] if isinstance(node, Mapping) else node.items[0]
        assert node.value == value


@pytest.mark.parametrize("value", ["a\nb", "a\tb", "a\0", "\x1b"])
def test_values_that_are_not_one_line_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        written_as(value)
