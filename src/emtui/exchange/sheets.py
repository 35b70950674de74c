"""Spreadsheets as rows of text, read as the CSV files are."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from emtui.errors import Refused
from emtui.exchange.files import read_text
from emtui.exchange.rows import Row
from emtui.exchange.tables import MOST_BYTES, MOST_ROWS, read_csv

MOST_UNPACKED = 200_000_000  # a sheet of the longest list there is unpacks to some 20 MB

_ZIP = b"PK\x03\x04"


def read_table(path: Path) -> list[Row]:
    """The rows of a CSV file, or of the first sheet of an XLSX file that holds any.

    Raise Refused where the file cannot be read, is too large, or unpacks to more than a list can need.
    """
    if _begins_with(path, _ZIP):
        return _read_sheet(path)
    return read_csv(read_text(path, most_bytes=MOST_BYTES))


def _begins_with(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except (OSError, ValueError):
        return False  # read_text says why


def _read_sheet(path: Path) -> list[Row]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # only for spreadsheets

    data = _checked(path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height > MOST_ROWS:
                raise Refused(f"{path} has more than {MOST_ROWS:,} rows; no list of programs has")
            rows = [
                Row(line, cells)
                for line, written in enumerate(sheet.to_python(skip_empty_area=False), start=1)
                if any(cells := tuple(map(_as_text, written)))
            ]
            if rows:
                return rows
    except PasswordError:
        raise Refused(f"{path} is locked with a password; save it without one") from None
    except (CalamineError, zipfile.BadZipFile, UnicodeError) as error:
        raise Refused(f"{path} is no spreadsheet that can be read: {error}") from None
    raise Refused(f"{path} holds no rows")


def _checked(path: Path) -> bytes:
    """The file's bytes, where what they unpack to is bounded."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise Refused(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; no list of programs is")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Refused(f"{path} is no spreadsheet that can be read: {error}") from None
    if unpacked > MOST_UNPACKED:
        raise Refused(f"{path} unpacks to {unpacked // 1_000_000} MB; no list of programs does")
    return data


def _as_text(cell: object) -> str:
    """A cell as people would type it: whole numbers without a point, days as 2027-05-20."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case datetime():
            midnight = cell.time() == time()
            return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)
