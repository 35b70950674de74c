"""Files from outside, read as text whoever wrote them."""

from pathlib import Path

from emtui.errors import Refused


def read_text(path: Path, *, most_bytes: int) -> str:
    """The text of the file at `path`; raise Refused where it cannot be read, is too large or is no text."""
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError:  # a NUL in the name
        raise Refused(f"{str(path)!r} is not the name of a file") from None
    if len(data) > most_bytes:
        raise Refused(f"{path} is larger than {most_bytes // 1_000_000} MB; no file of a plan is")
    if data.startswith(b"PK\x03\x04"):
        raise Refused(f"{path} is a spreadsheet or an archive, not text; save it as CSV first")
    if data.startswith(b"SQLite format 3"):
        raise Refused(f"{path} is a database, not text; to open a plan use --db")
    return decode(data)


def decode(data: bytes) -> str:
    """`data` as text: UTF-16 by its mark, else UTF-8, else Windows-1252; NUL characters are taken out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\0", "")
