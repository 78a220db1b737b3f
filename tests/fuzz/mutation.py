"""Real inputs -> spoilt ones, all by the random generator that is given."""

import csv
import io
import warnings
import zipfile
from random import Random

import xlsxwriter

from data.model.schema import TABLE
from tests.support.inputs.anything import ANYTHING, free_columns

# How often something is changed in one input: mostly once, so that not all are refused at the first glance.
TIMES = (1, 1, 1, 2, 2, 3, 6)
# Longer texts stand in the tests of uploads; here they would only take time.
SHORT = tuple(text for text in ANYTHING if len(text) <= 600)
# Letters up to each of these are drawn equally often: ASCII, Cyrillic, Chinese and halves of surrogates, all.
PLANES = (0x80, 0x530, 0x10000, 0x110000)
BITS = (
    b"\0", b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"PK\x05\x06", b"<",
    b">", b"&#0;", b"&lt;", b"<!DOCTYPE a>", b"-1", b"9999999999", b"\x80", b"\xed\xa0\x80", b"{", b"[[", b"null", b"=",
)  # fmt: skip


def any_text(random: Random) -> str:
    """An odd text, or random letters."""
    if random.random() < 0.7:
        return random.choice(SHORT)
    return "".join(chr(random.randrange(random.choice(PLANES))) for _ in range(random.randrange(14)))


def any_bytes(random: Random) -> bytes:
    return random.choice((random.randbytes(random.randrange(60)), encoded(any_text(random)), b"".join(_bits(random))))


def _bits(random: Random) -> list[bytes]:
    return random.choices(BITS, k=random.randrange(12))


def encoded(text: str) -> bytes:
    """As UTF-8, halves of surrogates too, so that they reach the reading."""
    return text.encode("utf-8", errors="surrogatepass")


def mutated(random: Random, content: bytes) -> bytes:
    """A few pieces put in, taken out, doubled, moved, or the rest cut off."""
    spoilt = bytearray(content)
    for _ in range(random.choice(TIMES)):
        at, length = random.randrange(len(spoilt) + 1), random.randrange(1, 40)
        match random.randrange(6):
            case 0:
                spoilt[at:at] = random.choice(BITS)
            case 1:
                spoilt[at : at + length] = b""
            case 2:
                spoilt[at:at] = spoilt[at : at + length]
            case 3:
                spoilt[at : at + 1] = random.randbytes(1)
            case 4:
                spoilt[at : at + length] = encoded(any_text(random))
            case 5 if random.random() < 0.2:
                del spoilt[at:]
    return bytes(spoilt)


def mutated_text(random: Random, text: str) -> str:
    return mutated(random, encoded(text)).decode(
        "utf-8", errors=random.choice(("ignore", "replace", "surrogateescape"))
    )


def mutated_rows(random: Random, table: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows of a table, the header first, with other cells, mostly such as may hold anything; some are doubled or gone."""
    spoilt = [list(row) for row in rows]
    free = [TABLE[table].columns.index(name) for name in free_columns(TABLE[table])]
    for _ in range(random.choice(TIMES)):
        row = random.choice(spoilt) if random.random() < 0.1 else random.choice(spoilt[1:] or spoilt)
        at = random.choice(free) if free and random.random() < 0.7 else random.randrange(len(TABLE[table].columns))
        match random.randrange(8):
            case 0 if len(spoilt) > 2:
                spoilt.remove(row)
            case 1:
                spoilt.append(list(row))
            case 2:
                row[at] = random.choice(random.choice(spoilt))
            case 3:
                row[at] += any_text(random)
            case _:
                row[at] = any_text(random)
    return spoilt


def csv_of_rows(random: Random, rows: list[list[str]]) -> bytes:
    """Written with some separator, line end and letters; what they cannot hold becomes a question mark."""
    text = io.StringIO(newline="")
    ends = random.choice(("\n", "\n", "\r\n", "\r"))
    # NUL and halves of surrogates are let through.
    csv.writer(text, delimiter=random.choice(",,,,;\t|"), lineterminator=ends).writerows(rows)
    letters = random.choice(("utf-8",) * 14 + ("utf-8-sig", "utf-16", "utf-16-le", "gb18030", "cp1251", "cp1252"))
    if letters == "utf-8":
        return encoded(text.getvalue())
    return text.getvalue().encode(letters, errors="replace")


def book_of_rows(name: str, rows: list[list[str]]) -> bytes:
    """A workbook as a spreadsheet program writes it: what looks like a number or a formula is one."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, [encoded(cell).decode(errors="replace") for cell in row])
    return file.getvalue()


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def mutated_zip(random: Random, content: bytes) -> bytes:
    """Entries with other bytes or names, doubled or gone; or the bytes of the zip itself spoilt."""
    if random.random() < 0.15:
        return mutated(random, content)
    entries = entries_of(content)
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(entries) + 1)
        name, inside = entries[at] if at < len(entries) else (any_text(random), any_bytes(random))
        match random.randrange(6):
            case 0:
                entries[at : at + 1] = []
            case 1:
                entries.append((name, inside))
            case 2:
                entries[at : at + 1] = [(mutated_text(random, name), inside)]
            case _:
                entries[at : at + 1] = [(name, mutated(random, inside))]
    return zipped(entries)


def entries_of(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def zipped(entries: list[tuple[str, bytes]]) -> bytes:
    """Without the time of now, so that the same entries are the same bytes."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        # Two entries of one name are meant.
        warnings.simplefilter("ignore", UserWarning)
        for name, inside in entries:
            entry = zipfile.ZipInfo(name.encode("utf-8", errors="replace").decode() or "a")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, inside)
    return file.getvalue()
