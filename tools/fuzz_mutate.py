"""Spoil files as people, programs and attackers do: bytes, lines, values, and what archives and pictures hold."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Mutate = Callable[[bytes, Random], bytes]

_BYTES = b"\x00\xff\xfe\x7f\n\r\t \"'[]{}<>()&|*!%@`#:,-/\\0"

_WORDS = (
    *(b"", b"0", b"-1", b"99999999999999999999", b"1e999", b"-0.0", b"NaN", b"inf", b"0x10", b"1_000", b"\xc2\xbd"),
    *(b"../../etc/passwd", b"/dev/zero", b"con", b"a\x00b", b"~", b"null", b"true", b"no", b"{}", b"[]", b"!!python/x"),
    *(
        b"&a [*a]",
        b"*a",
        b"<<: *a",
        b"|",
        b">-",
        b"---",
        b"...",
        b"%s%n{0}",
        b"{emergency}",
        b"{",
        b"}}",
        b"**",
        b"**a",
    ),
    *(b"0pt", b"-5mm", b"1e9in", b"99999mm", b"0.0001pt", b"#ffffff", b"#", b"https://", b"http://[::1", b"=1+1"),
    *("\u202e\u2066\u2069\ufeff\u00ad".encode(), "\U0010ffff\ufffe".encode(), "e\u0301\u0301\u0301".encode() * 40),
    *("\u0627\u0644\u0645\u0631\u0643\u0632 12".encode(), "\u1019\u103c\u1014\u103a".encode(), "\U0001f600".encode()),
    *(b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5", b"a" * 3000, b"(" * 400, b"[" * 400, b"- " * 60, b"<a>" * 200, b"," * 999),
)
"""What breaks programs that believe what they are told."""


def spoil(data: bytes, dice: Random) -> bytes:
    """A few changes of any kind."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        data = dice.choice(_CHANGES)(data, dice)
    return data


def spoil_text(data: bytes, dice: Random) -> bytes:
    """Changes of lines and values that leave most of a text as it is, so that they reach what is behind its grammar."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        data = dice.choice((_value, _value, _value, _swap_values, _line, _line, _word, _indent))(data, dice)
    return data if dice.random() < 0.9 else spoil(data, dice)


def spoil_archive(data: bytes, dice: Random) -> bytes:
    """One of the files in a ZIP is spoilt; sometimes the archive is."""
    if dice.random() < 0.2:
        return spoil(data, dice)
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return spoil(data, dice)
    name = dice.choice(sorted(files))
    files[name] = spoil_markup(files[name], dice)
    if dice.random() < 0.05:
        del files[name]
    if dice.random() < 0.05:
        files[dice.choice(("../x", "/etc/x", "xl/worksheets/sheet9.xml"))] = files.get(name, b"")
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return made.getvalue()


def spoil_markup(data: bytes, dice: Random) -> bytes:
    """XML: values between quotes and tags."""
    if dice.random() < 0.4:
        return spoil(data, dice)
    if dice.random() < 0.1:
        entity = (
            b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "' + b"&x;" * 50 + b'"><!ENTITY z SYSTEM "/etc/passwd">]>'
        )
        at = data.find(b"?>") + 2
        return data[:at] + entity + data[at:].replace(b"e", b"&y;", 2).replace(b"o", b"&z;", 1)
    ends = [at for at, byte in enumerate(data) if byte in b"\"'<>"]
    if len(ends) < 2:
        return spoil(data, dice)
    first = dice.randrange(len(ends) - 1)
    return data[: ends[first] + 1] + dice.choice(_WORDS) + data[ends[first + 1] :]


def spoil_picture(data: bytes, dice: Random) -> bytes:
    """A PNG whose chunks are spoilt and have the right checksums all the same, so that they are believed."""
    if dice.random() < 0.3 or data[:4] != b"\x89PNG":
        return spoil(data, dice)
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    for _ in range(dice.choice((1, 2, 4))):
        place = dice.randrange(len(chunks))
        kind, content = chunks[place]
        what = dice.random()
        if what < 0.6:
            chunks[place] = kind, spoil(content, dice)
        elif what < 0.8:
            chunks.insert(dice.randrange(len(chunks) + 1), (dice.choice((kind, b"tEXt", b"iCCP", b"acTL")), content))
        elif len(chunks) > 1:
            del chunks[place]
    packed = [
        struct.pack(">I", len(each)) + kind + each + struct.pack(">I", zlib.crc32(kind + each)) for kind, each in chunks
    ]
    return data[:8] + b"".join(packed)


def joined(one: bytes, other: bytes, dice: Random) -> bytes:
    """The beginning of one file and the end of another."""
    return one[: dice.randrange(len(one) + 1)] + other[dice.randrange(len(other) + 1) :]


def _bits(data: bytes, dice: Random) -> bytes:
    made = bytearray(data)
    for _ in range(min(len(made), dice.choice((1, 4, 30)))):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def _telling(data: bytes, dice: Random) -> bytes:
    made = bytearray(data)
    for _ in range(min(len(made), dice.choice((1, 3, 10)))):
        made[dice.randrange(len(made))] = dice.choice(_BYTES)
    return bytes(made)


def _left_out(data: bytes, dice: Random) -> bytes:
    start, end = _part(data, dice)
    return data[:start] + data[end:]


def _doubled(data: bytes, dice: Random) -> bytes:
    start, end = _part(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 1, 1, 20)) + data[end:]


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _put_in(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_WORDS) + data[at:]


def _part(data: bytes, dice: Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 4, 40, 400, 4000)))


def _value(data: bytes, dice: Random) -> bytes:
    """What stands after a colon, an equals sign or a comma becomes something else."""
    signs = [at for at, byte in enumerate(data) if byte in b":=,"]
    if not signs:
        return _put_in(data, dice)
    at = dice.choice(signs) + 1
    ends = [end for sign in (b"\n", b",", b"}", b"]") if (end := data.find(sign, at)) >= 0]
    return data[:at] + b" " + dice.choice(_WORDS) + data[min(ends, default=len(data)) :]


def _swap_values(data: bytes, dice: Random) -> bytes:
    """A value takes the place of another."""
    lines = data.split(b"\n")
    places = [at for at, line in enumerate(lines) if b":" in line or b"msg" in line]
    if len(places) < 2:
        return _line(data, dice)
    one, other = dice.sample(places, 2)
    mark = b":" if b":" in lines[one] and b":" in lines[other] else b" "
    key, _, _ = lines[one].partition(mark)
    _, _, value = lines[other].partition(mark)
    lines[one] = key + mark + value
    return b"\n".join(lines)


def _line(data: bytes, dice: Random) -> bytes:
    """A line goes, comes twice, or changes its place."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    what = dice.random()
    if what < 0.4:
        del lines[at]
    elif what < 0.7:
        lines.insert(dice.randrange(len(lines)), lines[at])
    else:
        other = dice.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return b"\n".join(lines)


def _word(data: bytes, dice: Random) -> bytes:
    words = data.split(b" ")
    words[dice.randrange(len(words))] = dice.choice(_WORDS)
    return b" ".join(words)


def _indent(data: bytes, dice: Random) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] = b" " * dice.randrange(9) + lines[at].lstrip(b" ")
    return b"\n".join(lines)


_CHANGES: Sequence[Mutate] = (_bits, _telling, _left_out, _doubled, _cut, _put_in, _value, _line)
